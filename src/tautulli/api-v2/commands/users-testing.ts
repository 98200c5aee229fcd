/** The compatible API over a database with one server, a few people and what they played; for tests. */
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { ServerId } from '#contract/ids.ts';
import { libraries, plays, servers, users, watchGroups } from '#db/schema/index.ts';
import type { TestDatabase } from '#db/testing.ts';
import { backFill, type PastPlay } from '#history/back-fill.ts';
import { aListed, aStream, ratingKey } from '#monitoring/testing.ts';
import type { Services } from '../command.ts';
import { answerRequest } from '../dispatch.ts';
import { dispatchDeps, KEY } from '../testing.ts';

export const NOW = 1_773_196_200_000;
const MINUTE = 60_000;
const DAY = 86_400_000;

export interface Told {
  readonly status: number;
  readonly result: string;
  readonly message: string | null;
  readonly data: unknown;
}

/** Asks a command with a key; numbers are sent as texts. */
export type Ask = (cmd: string, params?: Readonly<Record<string, string | number>>, key?: string) => Promise<Told>;

export function askOver({ db }: TestDatabase, services: Services = {}): Ask {
  const deps = dispatchDeps({
    room: async () => ({ db, settings: DEFAULT_SETTINGS, now: () => NOW, timeZone: 'America/New_York', services }),
  });
  return async (cmd, params = {}, apikey = KEY) => {
    const sent = new Map(Object.entries({ ...params, apikey, cmd }).map(([name, value]) => [name, [String(value)]]));
    const { status, body } = await answerRequest({ sent, headerKey: undefined }, deps);
    const { response } = JSON.parse(String(body));
    return { status, ...response };
  };
}

/** Somebody's play of a film or of an episode of show 2, some days ago. */
const play = (person: number, days: number, isFilm: boolean): PastPlay => ({
  listed: aListed({
    account: { accountId: person, name: `person ${person}`, thumb: null },
    item: isFilm
      ? { ratingKey: ratingKey('101'), sectionId: 1 }
      : {
          ratingKey: ratingKey(String(210 + days)),
          parentRatingKey: ratingKey('20'),
          grandparentRatingKey: ratingKey('2'),
          guid: `plex://episode/${days}`,
          mediaType: 'episode',
          sectionId: 2,
        },
    stream: aStream({}),
  }),
  startedAt: NOW - days * DAY - 30 * MINUTE,
  stoppedAt: NOW - days * DAY,
  pausedMs: 0,
  viewOffsetMs: 30 * MINUTE,
});

/** Begins anew: people 70 and 71 watched a film and some episodes 40, 20, 7 and 1 days ago. */
export async function somePlays({ db }: TestDatabase): Promise<ServerId> {
  await db.delete(plays);
  await db.delete(watchGroups);
  await db.delete(servers);
  await db.delete(users);
  const [server] = await db
    .insert(servers)
    .values({ name: 'A', url: 'http://a', machineIdentifier: 'machine-a' })
    .returning();
  const [former] = await db.insert(servers).values({ name: 'Former', machineIdentifier: 'machine-b' }).returning();
  if (server === undefined || former === undefined) throw new Error('no server was inserted');
  await db.insert(libraries).values([
    { serverId: server.id, sectionId: 1, name: 'Films', type: 'movie' },
    { serverId: server.id, sectionId: 2, name: 'Shows', type: 'show' },
    { serverId: former.id, sectionId: 3, name: 'Old shows', type: 'show' },
  ]);
  await db.insert(users).values([70, 71].map((id) => ({ plexUserId: id, username: `person ${id}` })));
  const past = [play(70, 40, true), play(70, 20, false), play(71, 7, true), play(70, 7, false), play(71, 1, false)];
  await backFill(db, server.id, DEFAULT_SETTINGS, past, () => undefined);
  return server.id;
}
