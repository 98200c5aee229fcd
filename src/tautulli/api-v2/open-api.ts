import { actorOfKey, refuseGuessing } from '#auth/actor-of-key.ts';
import { createKeyGuesses, type KeyGuesses } from '#auth/key-guesses.ts';
import { hashOfToken } from '#auth/sessions.ts';
import type { Clock, EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import { historyRevision } from '#history/revision.ts';
import type { Log } from '#log';
import type { ApiAccess } from './access.ts';
import type { Services } from './command.ts';
import { COMMANDS } from './commands.ts';
import type { DispatchDeps } from './dispatch.ts';
import { KeptAnswers } from './kept-answers.ts';
import { deviceOfHash, hasOtherServers, stateOfKeys } from './queries-access.ts';
import { createRegistry } from './registry.ts';

export interface ApiV2Deps {
  readonly log: Log;
  readonly clock: Clock;
  /** @throws Problem `unavailable` until the database is open. */
  db(): Db;
  settings(): Promise<Settings>;
  readonly timeZone: string;
  /** A standing clock for tests; null: the real one. */
  readonly fixedNow: EpochMs | null;
  /** A key the environment declares. */
  readonly declaredKey: string | undefined;
  /** Wrong keys, counted together with those of other doors; by itself when left out. */
  readonly guesses?: KeyGuesses;
  services(): Services;
}

/** Everything the plugin needs: keys of the database and the environment, all commands, and what they share. */
export function openApiV2(deps: ApiV2Deps): DispatchDeps {
  const now = (): EpochMs => deps.fixedNow ?? deps.clock.now();
  return {
    log: deps.log,
    access: createAccess(deps),
    registry: createRegistry(COMMANDS),
    keep: { answers: new KeptAnswers(), revision: historyRevision },
    room: async () => ({
      db: deps.db(),
      settings: await deps.settings(),
      now,
      timeZone: deps.timeZone,
      services: deps.services(),
    }),
  };
}

function createAccess({ db, clock, declaredKey, guesses = createKeyGuesses() }: ApiV2Deps): ApiAccess {
  return {
    state: async () => (declaredKey === undefined ? stateOfKeys(db()) : 'on'),
    async authenticate(key, ipAddress = null) {
      const now = clock.now();
      refuseGuessing(guesses, ipAddress, now);
      const actor = await actorOfKey(db, key, { now, declaredKey });
      if (actor !== null) {
        const { name, scope, serverId } = actor;
        // It speaks as if there were one server, and lists do not say which one a row is of.
        const isElsewhere = serverId !== null && (await hasOtherServers(db(), serverId));
        return { name, kind: 'key', scope, serverId, isElsewhere };
      }
      const hash = hashOfToken(key);
      const device = await deviceOfHash(db(), hash);
      if (device === null) guesses.note(ipAddress, hash, now);
      return device;
    },
  };
}
