import type { Cancel, Clock } from '#clock';
import { type Log, silentLog } from '#log';
import { describeError } from '#problem';
import { seededRandom } from './random.ts';
import type { Simulator } from './simulator.ts';
import { makeAgents } from './viewing/agents.ts';
import { hourOf, rhythm } from './viewing/rhythm.ts';

export interface LivingOptions {
  readonly clock: Clock;
  /** How many streams there are on average. */
  readonly streams: number;
  /** How eventful it is; 2 = lives half as long. Playing itself follows the clock. Default 1. */
  readonly pace?: number;
  readonly seed?: number;
  readonly log?: Log;
}

export interface Living {
  /** Ends every stream of this life politely. */
  stop(): Promise<void>;
}

const LOOK_MS = 4000;
/** New items come about this often. */
const ARRIVAL_MS = 12 * 60_000;

/** How many streams there should be at a moment: fewer at night, more in the evening. */
export const wantedStreams = (target: number, now: number): number => Math.round(target * rhythm(hourOf(now)));

/**
 * Lets the people of the simulator's world play, pause, seek, stall, change quality and stop, for ever.
 * Runs on `clock` only; the same seed and clock give the same life.
 */
export function startLiving(sim: Simulator, options: LivingOptions): Living {
  const { clock, streams, pace = 1, seed = 1, log = silentLog } = options;
  const random = seededRandom(seed);
  const agents = makeAgents(sim, { clock, random, pace, lost: (error) => log.debug(describeError(error)) });
  const arrivals = [...sim.world.arrivals];
  let nextArrival = clock.now() + ARRIVAL_MS / pace;
  const arrive = (): void => {
    if (clock.now() < nextArrival) return;
    nextArrival = clock.now() + ((0.5 + random.next()) * ARRIVAL_MS) / pace;
    const batch = arrivals.shift();
    if (batch === undefined) return;
    sim.arrive(batch(Math.floor(clock.now() / 1000)));
    agents.libraryChanged();
  };
  const look = (): void => {
    const missing = wantedStreams(streams, clock.now()) - agents.count();
    // One by one when nearly complete, in crowds when many are missing.
    for (let i = 0; i < Math.min(missing, 1 + Math.floor(missing / 8)); i += 1) agents.begin();
    agents.allowMore(missing >= 0);
    arrive();
  };
  for (let i = wantedStreams(streams, clock.now()); i > 0; i -= 1) agents.begin();
  const stopLooking: Cancel = clock.every(LOOK_MS / pace, look);
  return {
    async stop() {
      stopLooking();
      await agents.endAll();
    },
  };
}
