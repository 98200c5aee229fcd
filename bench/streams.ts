/**
 * `npm run bench:streams -- [STREAMS] [MINUTES]`: that many simulated streams that come, pause, change and go; at the
 * end every play must be recorded as the simulator's own ledger has it.
 */
import { startLiving } from '#simulator/living.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { freePort, startServer } from '#test/support/server-process.ts';
import { match, recordable, recordedPlays } from './ledger.ts';
import { clock, inDatabase, ms, observe, quantile, row, setSetting, withDataDir } from './lib.ts';

const streams = Number(process.argv[2] ?? 500);
const minutes = Number(process.argv[3] ?? 5);

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
  const use = await observe(server.pid, minutes, () => sim.streams().length);
  const lists = sim.requests().filter((request) => request.path.startsWith('/status/sessions')).length;
  await living.stop();
  await clock.sleep(8_000);
  await server.kill('SIGTERM');
  const ledger = recordable(sim.ledger());
  const recorded = await inDatabase(dataDir, recordedPlays);
  const { lost, extra, pairs } = match(ledger, recorded);
  const differences = pairs.map(({ offMs }) => offMs);
  row('streams at most at once, time', `${use.live}, ${use.seconds.toFixed(0)} s`);
  row('plays of films and episodes: ledger / recorded', `${ledger.length} / ${pairs.length + extra.length}`);
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
