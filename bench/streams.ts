/**
 * `npm run bench:streams -- [STREAMS] [MINUTES]`: that many simulated streams that come, pause, change and go; at the
 * end every play must be recorded as the simulator's own ledger has it.
 */
import { eq } from 'drizzle-orm';
import type { Db } from '#db/pool.ts';
import { itemSnapshots, plays } from '#db/schema/index.ts';
import { startLiving } from '#simulator/living.ts';
import type { LedgerEntry } from '#simulator/playback/ledger.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { freePort, type ServerProcess, startServer } from '#test/support/server-process.ts';
import {
  clock,
  databaseMb,
  descendants,
  inDatabase,
  ms,
  processUse,
  quantile,
  row,
  setSetting,
  withDataDir,
} from './lib.ts';

const streams = Number(process.argv[2] ?? 500);
const minutes = Number(process.argv[3] ?? 5);
/** Moments as the simulator has them and as we have them differ by the way between the two. */
const SAME_START_MS = 2_500;
/** A stream that was gone before anybody could look is no play. */
const SHORTEST_MS = 1_000;

interface Recorded {
  readonly ratingKey: string | null;
  readonly watchedMs: number;
  readonly startedAt: Date;
  readonly endedReason: string | null;
}

const recordedPlays = (db: Db): Promise<Recorded[]> =>
  db
    .select({
      ratingKey: itemSnapshots.ratingKey,
      watchedMs: plays.watchedMs,
      startedAt: plays.startedAt,
      endedReason: plays.endedReason,
    })
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .execute();

interface Matched {
  readonly lost: readonly LedgerEntry[];
  readonly extra: readonly Recorded[];
  readonly differences: readonly number[];
}

/** Pairs what was played with what was recorded: the same item, begun at the same time. */
function match(ledger: readonly LedgerEntry[], recorded: readonly Recorded[]): Matched {
  const open = new Set(recorded);
  const differences: number[] = [];
  const lost: LedgerEntry[] = [];
  for (const entry of [...ledger].sort((a, b) => b.playedMs - a.playedMs)) {
    const near = [...open].filter(
      (play) =>
        play.ratingKey === String(entry.ratingKey) &&
        Math.abs(play.startedAt.getTime() - entry.startedAt) <= SAME_START_MS,
    );
    const [best] = near.sort((a, b) => Math.abs(a.watchedMs - entry.playedMs) - Math.abs(b.watchedMs - entry.playedMs));
    if (best !== undefined) {
      open.delete(best);
      differences.push(Math.abs(best.watchedMs - entry.playedMs));
    } else if (entry.playedMs > SHORTEST_MS) {
      lost.push(entry);
    }
  }
  return { lost, extra: [...open], differences };
}

interface Use {
  readonly seconds: number;
  readonly cpu: number;
  readonly databaseCpu: number;
  readonly peakMb: number;
  readonly peakDatabaseMb: number;
  readonly live: number;
}

/** Lets time pass and looks at the processes every five seconds. */
async function observe(server: ServerProcess, liveNow: () => number): Promise<Use> {
  const began = { at: clock.monotonic(), cpu: (await processUse(server.pid)).cpuSeconds };
  let peakMb = 0;
  let peakDatabaseMb = 0;
  let live = 0;
  while (clock.monotonic() < began.at + minutes * 60_000) {
    await clock.sleep(5_000);
    peakMb = Math.max(peakMb, (await processUse(server.pid)).residentMb);
    peakDatabaseMb = Math.max(peakDatabaseMb, await databaseMb(server.pid));
    live = Math.max(live, liveNow());
  }
  let databaseCpu = 0;
  for (const pid of await descendants(server.pid)) databaseCpu += (await processUse(pid)).cpuSeconds;
  const cpu = (await processUse(server.pid)).cpuSeconds - began.cpu;
  return { seconds: (clock.monotonic() - began.at) / 1000, cpu, databaseCpu, peakMb, peakDatabaseMb, live };
}

await withDataDir(async (dataDir) => {
  await setSetting(dataDir, 'ignoreIntervalSeconds', 0);
  const sim = await startSimulator({ clock });
  const env = {
    SPYGLASS_DATA_DIR: dataDir,
    SPYGLASS_PLEX_URL: sim.pmsUrl,
    SPYGLASS_PLEX_TOKEN: sim.token,
    SPYGLASS_PLEXTV_URL: sim.plextvUrl,
  };
  const server = await startServer(env, { port: await freePort() });
  const living = startLiving(sim, { clock, streams, pace: 4 });
  const use = await observe(server, () => sim.streams().length);
  const lists = sim.requests().filter((request) => request.path.startsWith('/status/sessions')).length;
  await living.stop();
  await clock.sleep(8_000);
  await server.kill('SIGTERM');
  // Clips, photos and tracks that were skipped are shown and not recorded.
  const ledger = sim.ledger().filter((entry) => /^(movie|episode)/.test(entry.guid.replace(/^plex:\/\//, '')));
  const recorded = (await inDatabase(dataDir, recordedPlays)).filter((play) =>
    ledger.some((entry) => String(entry.ratingKey) === play.ratingKey),
  );
  const { lost, extra, differences } = match(ledger, recorded);
  row('streams at most at once, time', `${use.live}, ${use.seconds.toFixed(0)} s`);
  row('plays of films and episodes: ledger / recorded', `${ledger.length} / ${recorded.length}`);
  row('lost / doubled or invented', `${lost.length} / ${extra.length}`);
  row(
    'watched time off by: median, p99, most',
    `${ms(quantile(differences, 0.5))}, ${ms(quantile(differences, 0.99))}, ${ms(Math.max(...differences))}`,
  );
  row(
    'processor, share of one core: Node / PostgreSQL',
    `${((use.cpu / use.seconds) * 100).toFixed(0)} % / ${((use.databaseCpu / use.seconds) * 100).toFixed(0)} %`,
  );
  row(
    'memory at most: Node resident / PostgreSQL proportional',
    `${use.peakMb.toFixed(0)} MB / ${use.peakDatabaseMb.toFixed(0)} MB`,
  );
  row('session list requests', `${(lists / use.seconds).toFixed(2)} a second`);
  for (const entry of lost.slice(0, 5))
    console.log('lost', entry.title, entry.playedMs, new Date(entry.startedAt).toISOString());
  for (const play of extra.slice(0, 5))
    console.log('extra', play.ratingKey, play.watchedMs, play.endedReason, play.startedAt.toISOString());
  await sim.close();
});
