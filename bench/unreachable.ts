/** When nothing at all could be learned of the simulator: no notification came and no question was answered. */
import type { Clock, EpochMs } from '#clock';
import type { Disturbance } from '#simulator/chaos.ts';
import type { Simulator } from '#simulator/simulator.ts';

export interface Stretch {
  readonly from: EpochMs;
  readonly until: EpochMs;
}

const LOOK_MS = 100;

/** Notes when nobody listens to the simulator's notifications. */
export function watchListeners(sim: Simulator, clock: Clock): { stop(): readonly Stretch[] } {
  const stretches: Stretch[] = [];
  let since: EpochMs | null = null;
  const look = (): void => {
    if (sim.listeners() === 0) since ??= clock.now();
    else if (since !== null) {
      stretches.push({ from: since, until: clock.now() });
      since = null;
    }
  };
  const cancel = clock.every(LOOK_MS, look);
  return {
    stop() {
      cancel();
      return since === null ? stretches : [...stretches, { from: since, until: clock.now() }];
    },
  };
}

const common = (a: Stretch, b: Stretch): Stretch => ({
  from: Math.max(a.from, b.from),
  until: Math.min(a.until, b.until),
});

/** A server that is away is both deaf and dumb; one that answers wrongly is so while nobody listens to it. */
export function unreachable(disturbances: readonly Disturbance[], unheard: readonly Stretch[]): Stretch[] {
  return disturbances
    .filter(({ isDumb }) => isDumb)
    .flatMap((one) => (one.isDeaf ? [one] : unheard.map((other) => common(one, other))))
    .filter(({ from, until }) => until > from);
}

/** How much of a stretch lies in others, in milliseconds. */
export const overlapMs = (one: Stretch, others: readonly Stretch[]): number =>
  others.map((other) => common(one, other)).reduce((sum, { from, until }) => sum + Math.max(0, until - from), 0);
