/**
 * `npm run soak -- [MINUTES] [STREAMS]`: streams that come, pause, change and go, while something breaks every few
 * seconds; at the end every play must be recorded as the simulator's own ledger has it: nothing lost, nothing doubled.
 */
import { type Disturbance, startChaos } from '#simulator/chaos.ts';
import { startLiving } from '#simulator/living.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { freePort, startServer } from '#test/support/server-process.ts';
import { match, type Pair, recordable, recordedPlays, unpausedMs } from './ledger.ts';
import { clock, inDatabase, ms, observe, quantile, row, setSetting, withDataDir } from './lib.ts';

const minutes = Number(process.argv[2] ?? 30);
const streams = Number(process.argv[3] ?? 200);
/** A player reports this often, and once more when it stops. */
const REPORT_MS = 10_000;
/** The way of a stream that begins while nothing can be heard: it is seen with the next report or list. */
const LATE_START_MS = 35_000;

/** Whether the end of a play could be heard; else nobody knows what was watched after the last report. */
const isEndHeard = ({ entry }: Pair, disturbances: readonly Disturbance[]): boolean => {
  const end = entry.stoppedAt ?? clock.now();
  return !disturbances.some(({ isDeaf, from, until }) => isDeaf && from <= end && until >= end);
};

/** What may have been watched unseen: since the last report, as long as nothing could be heard. */
const longestUnseenMs = (disturbances: readonly Disturbance[]): number =>
  REPORT_MS + Math.max(0, ...disturbances.filter(({ isDeaf }) => isDeaf).map(({ from, until }) => until - from));

function report(label: string, pairs: readonly Pair[]): void {
  const off = pairs.map(({ offMs }) => offMs);
  const within = off.filter((one) => one <= 2_000).length;
  row(
    `${label}: plays, within 2 s, median, p99, most`,
    `${pairs.length}, ${within}, ${ms(quantile(off, 0.5))}, ${ms(quantile(off, 0.99))}, ${ms(Math.max(0, ...off))}`,
  );
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
  const chaos = startChaos(sim, { clock });
  const use = await observe(server.pid, minutes, () => sim.streams().length);
  await chaos.stop();
  await living.stop();
  // The longest that a stream without a word may stay: the list is read every 30 seconds.
  await clock.sleep(45_000);
  await server.kill('SIGTERM');
  const disturbances = chaos.disturbances();
  const ledger = recordable(sim.ledger());
  const { lost, extra, pairs } = match(ledger, await inDatabase(dataDir, recordedPlays), LATE_START_MS);
  row('minutes, streams wanted, disturbances', `${minutes}, ${streams}, ${disturbances.length}`);
  row('plays of films and episodes: ledger / recorded', `${ledger.length} / ${pairs.length + extra.length}`);
  row('lost / doubled or invented', `${lost.length} / ${extra.length}`);
  const heard = new Set(pairs.filter((pair) => isEndHeard(pair, disturbances)));
  report('all', pairs);
  report('end heard', [...heard]);
  report(
    `end not heard (at most ${ms(longestUnseenMs(disturbances))} unseen)`,
    pairs.filter((pair) => !heard.has(pair)),
  );
  row(
    'memory at most: Node resident / PostgreSQL',
    `${use.peakMb.toFixed(0)} MB / ${use.peakDatabaseMb.toFixed(0)} MB`,
  );
  for (const entry of lost.slice(0, 10))
    console.log('lost', entry.title, entry.playedMs, new Date(entry.startedAt).toISOString());
  for (const play of extra.slice(0, 10))
    console.log('extra', play.ratingKey, play.watchedMs, play.endedReason, play.startedAt.toISOString());
  for (const { entry, play, offMs } of [...heard].sort((a, b) => b.offMs - a.offMs).slice(0, 10))
    console.log(
      'off',
      ms(offMs),
      entry.title,
      `played ${ms(unpausedMs(entry))}, recorded ${ms(play.watchedMs)}`,
      play.endedReason,
      new Date(entry.startedAt).toISOString(),
    );
  await sim.close();
  if (lost.length + extra.length > 0) process.exitCode = 1;
});
