/**
 * `npm run bench:live -- [STREAMS] [SERVERS] [MINUTES]`: that many simulated streams on that many servers, watched by one
 * process. Every start and stop must be seen, and within a second: the recorded moments, taken when the news came, are
 * compared with the simulator's ledger.
 */
import { startLiving } from '#simulator/living.ts';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { showcaseWorld } from '#simulator/worlds/showcase-world.ts';
import { waitFor } from '#test/support/product.ts';
import { freePort, startServer } from '#test/support/server-process.ts';
import { match, type Pair, type Recorded, recordable, recordedPlays } from './ledger.ts';
import { clock, inDatabase, ms, observe, quantile, row, setSetting, withDataDir } from './lib.ts';

const streams = Number(process.argv[2] ?? 1_000);
const servers = Number(process.argv[3] ?? 3);
const minutes = Number(process.argv[4] ?? 10);
const LATE_MS = 1_000;
const RECORD_MS = 100;

const lateness = (pairs: readonly Pair[]): number[] =>
  pairs.flatMap(({ entry, play }) => [
    Math.abs(play.startedAt.getTime() - entry.startedAt),
    ...(entry.stoppedAt === null || play.stoppedAt === null
      ? []
      : [Math.abs(play.stoppedAt.getTime() - entry.stoppedAt)]),
  ]);

function compare(sims: readonly Simulator[], recorded: readonly Recorded[]) {
  const all = sims.map((sim) =>
    match(
      recordable(sim.ledger()),
      recorded.filter(({ machineIdentifier }) => machineIdentifier === sim.machineIdentifier),
    ),
  );
  return {
    lost: all.flatMap(({ lost }) => lost),
    extra: all.flatMap(({ extra }) => extra),
    pairs: all.flatMap(({ pairs }) => pairs),
  };
}

await withDataDir(async (dataDir) => {
  await setSetting(dataDir, 'ignoreIntervalSeconds', 0);
  const sims: Simulator[] = [];
  for (let n = 0; n < servers; n += 1)
    sims.push(await startSimulator({ clock, seed: n + 1, world: showcaseWorld(n + 1) }));
  const [first] = sims;
  if (first === undefined) throw new Error('there must be a server');
  const env = {
    SPYGLASS_DATA_DIR: dataDir,
    SPYGLASS_PLEX_URL: first.pmsUrl,
    SPYGLASS_PLEX_TOKEN: first.token,
    SPYGLASS_PLEXTV_URL: first.plextvUrl,
  };
  const server = await startServer(env, { port: await freePort() });
  const owner = await server.owner();
  for (const sim of sims.slice(1)) {
    const body = JSON.stringify({ url: sim.pmsUrl, token: sim.token });
    const headers = { 'content-type': 'application/json' };
    const added = await owner.fetch('/api/v3/servers', { method: 'POST', body, headers });
    if (!added.ok) throw new Error(`a server was not added: ${await added.text()}`);
  }
  await waitFor(clock, 'all servers to be heard', () => sims.every((sim) => sim.listeners() > 0), 60_000);
  const lives = sims.map((sim, n) => startLiving(sim, { clock, streams: Math.ceil(streams / servers), seed: n + 1 }));
  const use = await observe(server.pid, minutes, () => sims.reduce((sum, sim) => sum + sim.streams().length, 0));
  await Promise.all(lives.map((living) => living.stop()));
  // All of them ended at once, and the item of each is read before its record is made.
  await clock.sleep(8_000 + streams * RECORD_MS);
  await server.kill('SIGTERM');
  const { lost, extra, pairs } = compare(sims, await inDatabase(dataDir, recordedPlays));
  const late = lateness(pairs);
  const off = pairs.map(({ offMs }) => offMs);
  row('streams at most at once, servers, minutes', `${use.live}, ${servers}, ${minutes}`);
  row('plays recorded; lost / doubled or invented', `${pairs.length}; ${lost.length} / ${extra.length}`);
  row('starts and stops: seen, later than 1 s', `${late.length}, ${late.filter((one) => one > LATE_MS).length}`);
  row(
    'late by: median, p99, most',
    `${ms(quantile(late, 0.5))}, ${ms(quantile(late, 0.99))}, ${ms(Math.max(...late))}`,
  );
  row(
    'watched time off by: median, p99, most',
    `${ms(quantile(off, 0.5))}, ${ms(quantile(off, 0.99))}, ${ms(Math.max(...off))}`,
  );
  const share = (seconds: number): string => `${((seconds / use.seconds) * 100).toFixed(0)} %`;
  row('processor, share of one core: Node / PostgreSQL', `${share(use.cpu)} / ${share(use.databaseCpu)}`);
  row(
    'memory at most: Node resident / PostgreSQL',
    `${use.peakMb.toFixed(0)} MB / ${use.peakDatabaseMb.toFixed(0)} MB`,
  );
  for (const sim of sims) await sim.close();
});
