import type { SecretBox } from '#config/secret-box.ts';
import type { SettingsStore } from '#config/settings-store.ts';
import type { ServerId } from '#contract/ids.ts';
import { type Wake, Wake as WakeSchema } from '#contract/wake.ts';
import type { Database } from '#db/open.ts';
import type { Tx } from '#db/pool.ts';
import { createLeader, type Duty, type Leader } from '#monitoring/leader.ts';
import { createMonitoring, type Monitoring } from '#monitoring/monitoring.ts';
import type { Observe } from '#monitoring/server-life/jobs.ts';
import { describeError } from '#problem';
import type { CommandContext } from './context.ts';

/** Watching, and whether it is this process that watches. */
export interface Watching {
  readonly monitoring: Monitoring;
  /** What else only the leader does is added to it before `start`. */
  readonly leader: Leader;
  /** Resolves when this process watches, or when it is known that another one does. */
  start(): Promise<void>;
  /** Somebody committed a change; without a payload, changes may have been missed. */
  wake(payload?: string): void;
  stop(patienceMs: number): Promise<void>;
}

export interface WatchingDeps {
  readonly context: CommandContext;
  readonly database: Database;
  readonly box: SecretBox;
  readonly settings: SettingsStore;
  /** What only the leader does besides watching. */
  readonly duties: readonly Duty[];
  /** Keeps a record of what is read of servers. */
  readonly observe: Observe;
}

export function openWatching({ context, database, box, settings, duties, observe }: WatchingDeps): Watching {
  const { config, clock } = context;
  const log = context.log.child({ part: 'plex' });
  const { db, pool } = database;
  const leader = createLeader({ db, pool, clock, log });
  const monitoring = createMonitoring({
    db,
    clock,
    log,
    box,
    plexTvUrl: config.plexTvUrl,
    pinned: config.plex,
    settings: settings.current,
    observe,
    onNewLibraries: (tx, sectionIds) => addLibraryCards(settings, tx, sectionIds),
  });
  for (const duty of duties) leader.addDuty(duty);
  leader.addDuty({
    name: 'watching',
    start: (leaderDb) => monitoring.start(leaderDb),
    stop: (patienceMs) => monitoring.stop(patienceMs),
  });
  return {
    monitoring,
    leader,
    async start() {
      await monitoring.prepare();
      await leader.start();
    },
    wake(payload) {
      act(monitoring, payload === undefined ? null : readWake(payload)).catch((error: unknown) =>
        log.warn({ reason: describeError(error) }, 'the list of servers cannot be read'),
      );
    },
    stop: (patienceMs) => leader.stop(patienceMs),
  };
}

/** Null for what cannot be read, which may mean anything. */
function readWake(payload: string): Wake | null {
  try {
    return WakeSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}

async function act(monitoring: Monitoring, wake: Wake | null): Promise<void> {
  if (wake?.t === 'imported' && wake.hasStreams) await monitoring.rewatch(wake.serverId as ServerId);
  else if (wake === null || wake.t === 'imported' || wake.t === 'server' || wake.t === 'server-removed')
    await monitoring.serversChanged();
}

/** New libraries get a card on the home page (monitoring notes 9.3), unless the cards are pinned. */
async function addLibraryCards(settings: SettingsStore, tx: Tx, sectionIds: readonly number[]): Promise<void> {
  if (settings.locked().has('homeLibraryCards')) return;
  const { homeLibraryCards } = await settings.current();
  const added = sectionIds.map(String).filter((name) => !homeLibraryCards.includes(name));
  if (added.length > 0) await settings.updateWithin(tx, { homeLibraryCards: [...homeLibraryCards, ...added] });
}
