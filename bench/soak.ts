/**
 * `npm run soak -- [MINUTES] [STREAMS]`: streams that come, pause, change and go, while something breaks every few
 * seconds; at the end every play must be recorded as the simulator's own ledger has it: nothing lost, nothing doubled.
 */
import { startChaos } from '#simulator/chaos.ts';
import { startLiving } from '#simulator/living.ts';
import type { LedgerEntry } from '#simulator/playback/ledger.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { freePort, startServer } from '#test/support/server-process.ts';
import { match, type Pair, recordable, recordedPlays, SAME_START_MS } from './ledger.ts';
import { clock, inDatabase, ms, observe, quantile, row, setSetting, withDataDir } from './lib.ts';
import { explainEntry, explainPair, explainPlay } from './soak-explain.ts';
import { overlapMs, type Stretch, unreachable, watchListeners } from './unreachable.ts';

const minutes = Number(process.argv[2] ?? 30);
const streams = Number(process.argv[3] ?? 200);
/** After the last fault the socket is tried again within this time. */
const CALM_MS = 10_000;
/** So many bad plays are explained. */
const SHOWN = 60;
/** What a record may be off. */
const OFF_MS = 2_000;
/** While notifications do not come, the list is looked at this often. */
const LOOK_AGAIN_MS = 1_000;

/**
 * While the server is away, or answers nothing of use to one who cannot listen either, nobody can know what is played;
 * nor in the second after it until somebody looks again. What happened then may be recorded as it seemed before or after:
 * a record may be off by that time and no more, and a play of which nothing was to be seen but for two seconds may be
 * missing. Nothing else is excused.
 */
const stretchOf = ({ startedAt, stoppedAt }: LedgerEntry): Stretch => ({
  from: startedAt,
  until: stoppedAt ?? clock.now(),
});
const withLook = ({ from, until }: Stretch): Stretch => ({ from, until: until + LOOK_AGAIN_MS });
/** How long those blind stretches were in which it began, ended or went on. */
const blindMs = (entry: LedgerEntry, blind: readonly Stretch[]): number =>
  blind
    .map(withLook)
    .filter((one) => overlapMs(stretchOf(entry), [one]) > 0)
    .reduce((sum, { from, until }) => sum + until - from, 0);
const hasBlindEnd = (entry: LedgerEntry, blind: readonly Stretch[]): boolean => {
  const { from, until } = stretchOf(entry);
  return blind.map(withLook).some((one) => [from, until].some((end) => one.from <= end && end <= one.until));
};
const wasSeen = (entry: LedgerEntry, blind: readonly Stretch[]): boolean => {
  const { from, until } = stretchOf(entry);
  return until - from - overlapMs({ from, until }, blind.map(withLook)) > OFF_MS;
};

function report(label: string, pairs: readonly Pair[]): void {
  const off = pairs.map(({ offMs }) => offMs);
  const within = off.filter((one) => one <= OFF_MS).length;
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
  const listeners = watchListeners(sim, clock);
  const chaos = startChaos(sim, { clock });
  const use = await observe(server.pid, minutes, () => sim.streams().length);
  await chaos.stop();
  // The streams that are left end where that can be heard, and are held to two seconds.
  await clock.sleep(CALM_MS);
  await living.stop();
  // The longest that a stream without a word may stay: the list is read every 30 seconds.
  await clock.sleep(45_000);
  await server.kill('SIGTERM');
  const disturbances = chaos.disturbances();
  const blind = unreachable(disturbances, listeners.stop());
  const longestMs = Math.max(0, ...blind.map(({ from, until }) => until - from));
  const ledger = recordable(sim.ledger());
  const recorded = await inDatabase(dataDir, recordedPlays);
  const { lost: missing, extra, pairs } = match(ledger, recorded, SAME_START_MS + longestMs);
  const lost = missing.filter((entry) => wasSeen(entry, blind));
  row('minutes, streams wanted, disturbances', `${minutes}, ${streams}, ${disturbances.length}`);
  row('the server could not be reached: times, longest', `${blind.length}, ${ms(longestMs)}`);
  row('plays of films and episodes: ledger / recorded', `${ledger.length} / ${pairs.length + extra.length}`);
  row('lost / doubled or invented', `${lost.length} / ${extra.length}`);
  row('not recorded, and only there while the server could not be reached', `${missing.length - lost.length}`);
  const isBlind = ({ entry }: Pair): boolean => blindMs(entry, blind) > 0;
  report('all', pairs);
  report(
    'always reachable',
    pairs.filter((pair) => !isBlind(pair)),
  );
  report('unreachable for a part', pairs.filter(isBlind));
  report(
    'unreachable in the middle, reachable at both ends',
    pairs.filter((pair) => isBlind(pair) && !hasBlindEnd(pair.entry, blind)),
  );
  const wrong = pairs.filter(({ entry, offMs }) => offMs > OFF_MS + blindMs(entry, blind));
  row('off by more than 2 s and the time the server could not be reached', `${wrong.length}`);
  row(
    'memory at most: Node resident / PostgreSQL',
    `${use.peakMb.toFixed(0)} MB / ${use.peakDatabaseMb.toFixed(0)} MB`,
  );
  const worst = [...wrong].sort((a, b) => b.offMs - a.offMs);
  for (const entry of lost.slice(0, SHOWN)) console.log('lost', explainEntry(entry, disturbances));
  for (const play of extra.slice(0, SHOWN)) console.log('extra', explainPlay(play, disturbances));
  for (const pair of worst.slice(0, SHOWN)) console.log('off', explainPair(pair, disturbances));
  const excused = pairs.filter((pair) => pair.offMs > OFF_MS && !wrong.includes(pair));
  for (const pair of excused.sort((a, b) => b.offMs - a.offMs).slice(0, SHOWN))
    console.log('excused', explainPair(pair, disturbances));
  await sim.close();
  if (lost.length + extra.length + wrong.length > 0) process.exitCode = 1;
});
