import { join } from 'node:path';
import { hashPassword } from '#auth/passwords.ts';
import { addOwner } from '#auth/set-up.ts';
import type { Clock } from '#clock';
import type { Config } from '#config/environment.ts';
import type { ServerId } from '#contract/ids.ts';
import { backFill, type PastPlay } from '#history/back-fill.ts';
import { parseSessions } from '#plex/parse-sessions.ts';
import { describeError, Problem } from '#problem';
import type { Simulator } from '#simulator/simulator.ts';
import { SEES_ALL } from '#users/visible.ts';
import type { CommandContext } from './context.ts';
import { type Service, startService } from './service.ts';
import { untilSignal } from './signals.ts';

const STREAMS = 7;
/** Livelier than a real household, so that something begins or ends while a newcomer looks. */
const PACE = 3;
const PAST_DAYS = 2 * 365;
const PLAYS_PER_DAY = 14;
const DAY_MS = 86_400_000;
/** The invented past ends before the live streams begin. */
const QUIET_BEFORE_NOW_MS = 600_000;
const SEED = 20;
/** Name and password of whoever looks at the demo, which has nothing to hide. */
const OWNER = 'demo';

/** `spyglass demo`: the product with an invented Plex server in the same process and two invented years of history. */
export async function demo(context: CommandContext): Promise<number> {
  const signal = untilSignal(context.clock);
  const { clock, log } = context;
  const simulation = await loadSimulator();
  const sim = await startPlex(simulation, context);
  const living = simulation.startLiving(sim, { clock, streams: STREAMS, pace: PACE, seed: clock.now(), log });
  const service = await startService({ ...context, config: demoConfig(context.config, sim) }).catch(
    async (error: unknown) => {
      await sim.close();
      throw error;
    },
  );
  await addDemoOwner(service, clock);
  const url = service.url.replace('0.0.0.0', 'localhost');
  log.info(
    { url },
    `the demo is running; open this address in a browser, and sign in as ${OWNER} with the password ${OWNER}`,
  );
  const stopping = new AbortController();
  const past = fillPast(service, inventedPlays(simulation, sim, clock, stopping.signal), context).catch(
    (error: unknown) => log.error({ reason: describeError(error) }, 'the invented history could not be recorded'),
  );
  log.info(`stopping: ${await signal}`);
  stopping.abort();
  await past;
  await living.stop();
  await service.stop();
  await sim.close();
  return 0;
}

/** The rules for passwords are for installations that somebody lives in. */
async function addDemoOwner({ database }: Service, clock: Clock): Promise<void> {
  const owner = { username: OWNER, passwordHash: await hashPassword(OWNER), now: new Date(clock.now()) };
  await addOwner(database.db, owner, { ipAddress: null }).catch((error: unknown) => {
    // A second demo finds the owner of the first.
    if (!(error instanceof Problem && error.code === 'conflict')) throw error;
  });
}

/** The simulator may be left out of an installation, so it is loaded when it is needed. */
async function loadSimulator() {
  try {
    const [simulator, life, past] = await Promise.all([
      import('#simulator/simulator.ts'),
      import('#simulator/living.ts'),
      import('#simulator/past.ts'),
    ]);
    return { ...simulator, ...life, ...past };
  } catch (cause) {
    throw new Problem('unavailable', 'This installation has no simulator, which the demo needs', { cause });
  }
}

type Simulation = Awaited<ReturnType<typeof loadSimulator>>;

/** The invented servers are at the next two ports: a second demo finds the first one's history again, or has its own. */
async function startPlex(simulation: Simulation, { clock, log, config }: CommandContext): Promise<Simulator> {
  const [pmsPort, plextvPort] = [config.port + 1, config.port + 2];
  try {
    return await simulation.startSimulator({ clock, log, pmsPort, plextvPort, seed: SEED });
  } catch (cause) {
    const message = `The demo's Plex server cannot use the ports ${pmsPort} and ${plextvPort}: ${describeError(cause)}`;
    throw new Problem('unavailable', message, { hint: 'Stop what uses them, or choose another SPYGLASS_PORT', cause });
  }
}

/** The demo never touches the data of a real installation. */
const demoConfig = (config: Config, sim: Simulator): Config => ({
  ...config,
  dataDir: join(config.dataDir, 'demo'),
  databaseUrl: undefined,
  plex: { url: sim.pmsUrl, token: sim.token },
  plexTvUrl: sim.plextvUrl,
});

async function fillPast(service: Service, plays: Iterable<PastPlay>, { clock, log }: CommandContext): Promise<void> {
  const [server] = await service.activity.servers(SEES_ALL);
  const recordedBefore = await service.history.totals(SEES_ALL, {});
  if (server === undefined || recordedBefore.plays > 0) return;
  const { db } = service.database;
  const settings = await service.settings.current();
  const begun = clock.monotonic();
  const recorded = await backFill(db, server.id as ServerId, settings, plays, () => undefined);
  log.info(
    { plays: recorded, seconds: Math.round((clock.monotonic() - begun) / 1000) },
    'invented history is recorded',
  );
}

/** Pushes what the invented server would have listed through the product's own parser. Ends early when aborted. */
function* inventedPlays(
  simulation: Simulation,
  sim: Simulator,
  clock: Clock,
  signal: AbortSignal,
): Generator<PastPlay> {
  const now = clock.now();
  const span = {
    from: now - PAST_DAYS * DAY_MS,
    to: now - QUIET_BEFORE_NOW_MS,
    seed: SEED,
    playsPerDay: PLAYS_PER_DAY,
  };
  for (const play of simulation.inventPast(sim.world, span)) {
    if (signal.aborted) return;
    const parsed = parseSessions(simulation.sessionXml(sim.world, play), null);
    const listed = parsed.ok ? parsed.value.sessions[0] : undefined;
    if (listed === undefined) continue;
    yield {
      listed,
      startedAt: play.startedAt,
      stoppedAt: play.stoppedAt,
      pausedMs: play.pausedMs,
      viewOffsetMs: play.offsetToMs,
    };
  }
}
