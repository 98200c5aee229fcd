/**
 * `npm run bench:streams -- [STREAMS] [MINUTES]`: that many simulated streams that come, pause, change and go; at the
 * end every play must be recorded as the simulator's own ledger has it.
 */
import { eq } from 'drizzle-orm';
import { players, plays } from '#db/schema/index.ts';
import { startLiving } from '#simulator/living.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { freePort, startServer } from '#test/support/server-process.ts';
import { clock, databaseMb, descendants, inDatabase, processUse, row, setSetting, withDataDir } from './lib.ts';

const streams = Number(process.argv[2] ?? 500);
const minutes = Number(process.argv[3] ?? 5);
/** The simulator's moments and ours differ by the way between them. */
const WITHIN_MS = 2_000;

await withDataDir(async (dataDir) => {
  await setSetting(dataDir, 'ignoreIntervalSeconds', 0);
  const sim = await startSimulator({ clock });
  const port = await freePort();
  const server = await startServer(
    {
      SPYGLASS_DATA_DIR: dataDir,
      SPYGLASS_PLEX_URL: sim.pmsUrl,
      SPYGLASS_PLEX_TOKEN: sim.token,
      SPYGLASS_PLEXTV_URL: sim.plextvUrl,
    },
    { port },
  );
  const living = startLiving(sim, { clock, streams, pace: 4 });
  const before = { server: (await processUse(server.pid)).cpuSeconds, at: clock.monotonic() };
  let peakMb = 0;
  let peakDbMb = 0;
  let live = 0;
  const end = clock.monotonic() + minutes * 60_000;
  while (clock.monotonic() < end) {
    await clock.sleep(5_000);
    peakMb = Math.max(peakMb, (await processUse(server.pid)).residentMb);
    peakDbMb = Math.max(peakDbMb, await databaseMb(server.pid));
    live = Math.max(live, sim.streams().length);
  }
  const seconds = (clock.monotonic() - before.at) / 1000;
  const cpu = (await processUse(server.pid)).cpuSeconds - before.server;
  let dbCpu = 0;
  for (const pid of await descendants(server.pid)) dbCpu += (await processUse(pid)).cpuSeconds;
  const sessionRequests = sim.requests().filter((request) => request.path.startsWith('/status/sessions')).length;
  await living.stop();
  await clock.sleep(8_000);
  await server.kill('SIGTERM');
  const ledger = sim.ledger();
  const recorded = await inDatabase(dataDir, (db) =>
    db
      .select({
        machine: players.machineId,
        watchedMs: plays.watchedMs,
        startedAt: plays.startedAt,
        stoppedAt: plays.stoppedAt,
      })
      .from(plays)
      .innerJoin(players, eq(players.id, plays.playerId)),
  );
  const worth = ledger.filter((entry) => entry.stoppedAt !== null && entry.playedMs > 0);
  row('streams at most at once', String(live));
  row('time', `${seconds.toFixed(0)} s`);
  row('plays in the ledger / recorded', `${worth.length} / ${recorded.length}`);
  const playedMs = worth.reduce((sum, entry) => sum + entry.playedMs, 0);
  const watchedMs = recorded.reduce((sum, entry) => sum + entry.watchedMs, 0);
  row(
    'time played / recorded as watched',
    `${(playedMs / 3_600_000).toFixed(2)} h / ${(watchedMs / 3_600_000).toFixed(2)} h`,
  );
  row(
    `mean difference a play (limit ${WITHIN_MS} ms)`,
    `${((playedMs - watchedMs) / Math.max(1, recorded.length)).toFixed(0)} ms`,
  );
  row(
    'processor: Node / PostgreSQL backends alive at the end',
    `${((cpu / seconds) * 100).toFixed(0)} % / ${((dbCpu / seconds) * 100).toFixed(0)} % of one core`,
  );
  row('memory at most: Node resident / PostgreSQL proportional', `${peakMb.toFixed(0)} MB / ${peakDbMb.toFixed(0)} MB`);
  row('session list requests', `${(sessionRequests / seconds).toFixed(2)} a second`);
  await sim.close();
});
