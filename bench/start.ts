/** `npm run bench:start`: from process start to ready on an existing database, and memory when nothing happens. */
import { startSimulator } from '#simulator/simulator.ts';
import { freePort, startServer } from '#test/support/server-process.ts';
import { clock, ms, processUse, quantile, row, withDataDir } from './lib.ts';

const STARTS = 7;
const IDLE_MS = 30_000;

await withDataDir(async (dataDir) => {
  const sim = await startSimulator({ clock });
  const port = await freePort();
  const env = {
    SPYGLASS_DATA_DIR: dataDir,
    SPYGLASS_PLEX_URL: sim.pmsUrl,
    SPYGLASS_PLEX_TOKEN: sim.token,
    SPYGLASS_PLEXTV_URL: sim.plextvUrl,
  };
  const first = clock.monotonic();
  await (await startServer(env, { port })).kill('SIGTERM');
  row('first start and stop, making the database', ms(clock.monotonic() - first));
  const times: number[] = [];
  for (let i = 0; i < STARTS; i += 1) {
    const begun = clock.monotonic();
    const server = await startServer(env, { port });
    times.push(clock.monotonic() - begun);
    await server.kill('SIGTERM');
  }
  row(
    `start to ready, existing database (${STARTS} starts)`,
    `median ${ms(quantile(times, 0.5))}, slowest ${ms(Math.max(...times))}`,
  );
  const server = await startServer(env, { port });
  await clock.sleep(IDLE_MS);
  row(
    `resident memory of the Node process, idle ${IDLE_MS / 1000} s`,
    `${(await processUse(server.pid)).residentMb.toFixed(0)} MB`,
  );
  await server.kill('SIGTERM');
  await sim.close();
});
