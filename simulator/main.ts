import { parseArgs } from 'node:util';
import { systemClock } from '#clock';
import { createLog } from '#log';
import { describeError, Problem } from '#problem';
import { startLiving } from './living.ts';
import { startSimulator } from './simulator.ts';
import { scenarioWorld } from './worlds/scenario-world.ts';
import { showcaseWorld } from './worlds/showcase-world.ts';

const USAGE = `usage: node simulator/main.ts [options]
  --host ADDRESS       where to listen (127.0.0.1)
  --pms-port PORT      port of the media server (32401)
  --plextv-port PORT   port of the account service (32402)
  --streams N          how many streams there are on average (6; 0 = none)
  --pace N             how eventful it is (1)
  --speed N            how fast time passes (1)
  --seed N             another invented world
  --scenario-world     the world of the recorded scenarios, without streams of its own
  --verbose            one line for everything`;

function whole(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Problem('invalid', `--${name} ${text} is not a number`);
  return value;
}

function readOptions() {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    options: {
      host: text('127.0.0.1'),
      'pms-port': text('32401'),
      'plextv-port': text('32402'),
      streams: text('6'),
      pace: text('1'),
      speed: text('1'),
      seed: text('1'),
      'scenario-world': { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) return say(USAGE);
  const clock = systemClock(whole(options.speed, 'speed'));
  const seed = whole(options.seed, 'seed');
  const log = createLog(options.verbose ? 'debug' : 'warn');
  const sim = await startSimulator({
    clock,
    host: options.host,
    pmsPort: whole(options['pms-port'], 'pms-port'),
    plextvPort: whole(options['plextv-port'], 'plextv-port'),
    world: options['scenario-world'] ? scenarioWorld() : showcaseWorld(seed, clock.now()),
    log,
  });
  say(`media server     ${sim.pmsUrl}   token ${sim.token}`);
  say(`account service  ${sim.plextvUrl}`);
  const streams = options['scenario-world'] ? 0 : whole(options.streams, 'streams');
  const living = startLiving(sim, { clock, streams, pace: whole(options.pace, 'pace'), seed, log });
  const end = (): void => {
    void living.stop().then(() => sim.close());
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 2;
}
