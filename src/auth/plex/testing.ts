/** Plex's side of signing in, and a browser, for tests. */
import { systemClock } from '#clock';
import { DEFAULT_SETTINGS, type Settings } from '#config/settings.ts';
import type { ServerId } from '#contract/ids.ts';
import { servers } from '#db/schema/index.ts';
import { silentLog } from '#log';
import { fixedNetwork } from '#plex/network.ts';
import { createPlexTv } from '#plex/plex-tv.ts';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { scenarioWorld } from '#simulator/worlds/scenario-world.ts';
import { savePeople } from '#users/save-people.ts';
import { createElsewhere, type Elsewhere, type ElsewhereDeps } from '../elsewhere.ts';
import { type AuthTest, aCall, openAuthTest } from '../testing.ts';
import { randomToken } from '../visits.ts';
import type { PlexSignedIn } from './sign-in.ts';

export interface PlexTest extends AuthTest {
  readonly sim: Simulator;
  readonly serverId: ServerId;
  /** What the settings say now. */
  settings: Settings;
  elsewhere(changes?: Partial<ElsewhereDeps>): Elsewhere;
  /** Reads the people of the server, as is done regularly. */
  readPeople(): Promise<void>;
  /** Somebody agrees with the token of this person, and comes in. */
  comeIn(elsewhere: Elsewhere, person: string): Promise<PlexSignedIn>;
  tokenOf(person: string): string;
  close(): Promise<void>;
}

/** Plex's number of the sign-in that an address leads to. */
export const pinOf = (address: string): string => /simulatedpin(\d+)/.exec(address)?.[1] ?? '';

/** A watched server whose people are not known yet. */
export async function openPlexTest(): Promise<PlexTest> {
  const auth = await openAuthTest();
  const { box, clock } = auth;
  const { db } = auth.database;
  const sim = await startSimulator({ clock: systemClock(), world: scenarioWorld() });
  sim.setPinApproval(null);
  const row = { name: 'Harbour', machineIdentifier: sim.machineIdentifier, url: sim.pmsUrl };
  const [server] = await db
    .insert(servers)
    .values({ ...row, tokenSealed: box.seal(sim.token) })
    .returning({ id: servers.id });
  if (server === undefined) throw new Error('no server');
  const test: PlexTest = {
    ...auth,
    ...{ sim, serverId: server.id, settings: DEFAULT_SETTINGS },
    elsewhere: (changes = {}) =>
      createElsewhere({
        ...{ db: () => db, clock, log: silentLog, box, plexTvUrl: sim.plextvUrl, proxyAuth: undefined },
        settings: async () => test.settings,
        oidcProviders: async () => '',
        refreshPeople: async () => undefined,
        ...changes,
      }),
    async readPeople() {
      const network = fixedNetwork();
      const plexTv = createPlexTv({
        ...{ baseUrl: sim.plextvUrl, token: sim.token, clientIdentifier: 'test', clock, log: silentLog, network },
      });
      const people = await plexTv.people(sim.machineIdentifier);
      if (!people.ok) throw new Error(people.problem);
      await savePeople(db, box, { id: server.id, token: sim.token }, people.value);
    },
    async comeIn(elsewhere, person) {
      const browser = randomToken();
      const begun = await elsewhere.plex.begin({ browser, forwardUrl: null, isRemembered: false }, aCall());
      sim.approvePin(pinOf(begun.address), test.tokenOf(person));
      return elsewhere.plex.check({ pinId: begun.pinId, browser }, aCall());
    },
    tokenOf(person) {
      const found = sim.world.people.find(({ key }) => key === person);
      if (found === undefined) throw new Error(`there is no ${person}`);
      return found.token;
    },
    async close() {
      await sim.close();
      await auth.database.drop();
    },
  };
  return test;
}
