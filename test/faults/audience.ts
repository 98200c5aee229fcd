/** People who watch twenty streams that come and go, and whether the record is what they did. */
import { eq } from 'drizzle-orm';
import { systemClock } from '#clock';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, players, plays } from '#db/schema/index.ts';
import type { LedgerEntry } from '#simulator/playback/ledger.ts';
import type { Simulator } from '#simulator/simulator.ts';
import { waitFor } from '#test/support/product.ts';
import type { ServerProcess } from '#test/support/server-process.ts';

const clock = systemClock();
const STREAMS = 20;
/** Moments as we see them and as the simulator sees them differ by the way between the two. */
const SLACK_MS = 1_500;

const ITEMS = [
  'film/ember-falls',
  'film/paper-moons',
  'film/the-tide-table',
  'film/glass-harbor',
  'film/an-old-reel',
  'film/twin-lanterns',
];
const PEOPLE = ['fern', 'bram', 'cosima', 'dario', 'greta', 'tova'];
const PLAYERS = ['roku', 'shield', 'web', 'atv', 'samsung', 'lg', 'htpc', 'chromecast'];

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;

export async function sleepBetween(lowMs: number, highMs: number): Promise<void> {
  await clock.sleep(lowMs + Math.random() * (highMs - lowMs));
}

/** Twenty streams that come and go; new ones only while somebody watches, so that each is seen at least once. */
export class Audience {
  private readonly sim: Simulator;
  private started = 0;
  constructor(sim: Simulator) {
    this.sim = sim;
  }

  async fill(): Promise<void> {
    while (this.sim.streams().length < STREAMS) {
      const n = this.started++;
      await this.sim.act({
        action: 'start',
        session: `s${n}`,
        user: pick(PEOPLE, n),
        player: pick(PLAYERS, n),
        machine: `m${n}`,
        item: pick(ITEMS, n),
        view_offset_ms: (n % 7) * 60_000,
        report_interval_ms: 2_000,
      });
    }
  }

  /** A few end, one pauses or goes on. */
  async stir(): Promise<void> {
    const streams = [...this.sim.streams()].sort(() => Math.random() - 0.5);
    for (const stream of streams.slice(0, 3)) await this.sim.act({ action: 'stop', session: stream.name });
    const other = streams[4];
    if (other !== undefined)
      await this.sim.act({ action: other.state === 'paused' ? 'resume' : 'pause', session: other.name });
  }

  async end(): Promise<void> {
    for (const stream of this.sim.streams()) await this.sim.act({ action: 'stop', session: stream.name });
  }
}

export interface Recorded {
  readonly machine: string | null;
  readonly watchedMs: number;
  readonly startedAt: Date;
  readonly stoppedAt: Date;
}

export const recordedPlays = (db: Db): Promise<Recorded[]> =>
  db
    .select({
      machine: players.machineId,
      watchedMs: plays.watchedMs,
      startedAt: plays.startedAt,
      stoppedAt: plays.stoppedAt,
    })
    .from(plays)
    .innerJoin(players, eq(players.id, plays.playerId))
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId));

/** Which device of the simulator plays which stream. */
export const machinesOf = (sim: Simulator): ReadonlyMap<string, string> =>
  new Map(
    [...sim.aliases()]
      .filter(([, name]) => name.startsWith('player:m'))
      .map(([machine, name]) => [name.replace('player:m', 's'), machine]),
  );

/** One line for every way in which the record is not what happened. */
export function faults(
  ledger: readonly LedgerEntry[],
  recorded: readonly Recorded[],
  machineOf: ReadonlyMap<string, string>,
): string[] {
  const found: string[] = [];
  for (const entry of ledger) {
    const machine = machineOf.get(entry.name);
    const rows = recorded.filter((row) => row.machine === machine);
    if (rows.length === 0) found.push(`${entry.name}: lost (played ${entry.playedMs} ms)`);
    if (rows.length > 1) found.push(`${entry.name}: recorded ${rows.length} times`);
    for (const row of rows) {
      if (row.watchedMs > entry.playedMs + SLACK_MS)
        found.push(`${entry.name}: ${row.watchedMs} ms recorded, ${entry.playedMs} ms played`);
      if (row.stoppedAt.getTime() > (entry.stoppedAt ?? clock.now()) + SLACK_MS)
        found.push(`${entry.name}: ends after it ended`);
    }
  }
  if (recorded.length !== ledger.length) found.push(`${recorded.length} plays recorded, ${ledger.length} played`);
  return found;
}

async function liveKeys(server: ServerProcess): Promise<ReadonlySet<string> | null> {
  const asked = server.owner().then((owner) => owner.fetch('/api/v3/activity'));
  const response = await asked.catch(() => null);
  if (response === null || !response.ok) return null;
  const body = (await response.json()) as { sessions: { sessionKey: string }[] };
  return new Set(body.sessions.map((session) => session.sessionKey));
}

export const allSeen = (server: ServerProcess, sim: Simulator): Promise<void> =>
  waitFor(
    clock,
    'every stream to be seen',
    async () => {
      const keys = await liveKeys(server);
      return keys !== null && sim.streams().every((stream) => keys.has(String(stream.sessionKey)));
    },
    30_000,
  );

export const settled = (server: ServerProcess): Promise<void> =>
  waitFor(clock, 'every stream to be recorded', async () => (await liveKeys(server))?.size === 0, 30_000);
