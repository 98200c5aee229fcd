import { createHash } from 'node:crypto';
import type { Clock, EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import { historyRevision } from '#history/revision.ts';
import type { Log } from '#log';
import { type ApiAccess, isSameKey } from './access.ts';
import type { Services } from './command.ts';
import { COMMANDS } from './commands.ts';
import type { DispatchDeps } from './dispatch.ts';
import { KeptAnswers } from './kept-answers.ts';
import { grantOfHash, stateOfKeys } from './queries-access.ts';
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

function createAccess({ db, clock, declaredKey }: ApiV2Deps): ApiAccess {
  return {
    state: async () => (declaredKey === undefined ? stateOfKeys(db()) : 'on'),
    async authenticate(key) {
      if (declaredKey !== undefined && isSameKey(key, declaredKey))
        return { name: 'environment', kind: 'key', scope: 'admin' };
      return grantOfHash(db(), createHash('sha256').update(key).digest('hex'), new Date(clock.now()));
    },
  };
}
