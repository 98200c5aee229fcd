import type { Clock, EpochMs } from '#clock';
import { type Log, silentLog } from '#log';
import { describeError } from '#problem';
import type { FaultAction } from './actions.ts';
import { type Random, seededRandom } from './random.ts';
import type { Simulator } from './simulator.ts';

/** A stretch in which something was wrong. */
export interface Disturbance {
  readonly kind: string;
  readonly from: EpochMs;
  readonly until: EpochMs;
  /** Whether the players' reports could not be heard meanwhile. */
  readonly isDeaf: boolean;
  /** Whether questions were not answered meanwhile, or wrongly, or late. */
  readonly isDumb: boolean;
}

export interface Chaos {
  /** What was wrong so far, and until when. */
  disturbances(): readonly Disturbance[];
  /** Mends what is broken and breaks nothing more. */
  stop(): Promise<void>;
}

export interface ChaosOptions {
  readonly clock: Clock;
  /** Something breaks this often on average, in milliseconds. Default 5000. */
  readonly everyMs?: number;
  readonly seed?: number;
  readonly log?: Log;
}

interface Trouble {
  readonly kind: string;
  readonly isDeaf: boolean;
  readonly isDumb: boolean;
  /** How long it lasts, in milliseconds: at least and at most. */
  readonly lasts: readonly [number, number];
  begin(sim: Simulator, random: Random): Promise<void>;
  end(sim: Simulator): Promise<void>;
}

const nothing = async (): Promise<void> => undefined;
const cleared = (sim: Simulator): Promise<void> => sim.act({ action: 'fault_clear' });

/** Requests that fail in one way for a while. */
const failing = (kind: string, fault: Omit<FaultAction, 'action'>): Trouble => ({
  kind,
  isDeaf: false,
  isDumb: fault.service !== 'plextv',
  lasts: [1_000, 6_000],
  begin: (sim) => sim.act({ ...fault, action: 'fault', path: '/', times: 10 }),
  end: cleared,
});

const TROUBLES: readonly Trouble[] = [
  failing('errors of the server', { status: 500 }),
  failing('a server that begins', { status: 503 }),
  failing('answers that are cut', { malformed: true }),
  failing('connections that are cut', { drop: true }),
  failing('slow answers', { delay_ms: 2_500 }),
  failing('errors of plex.tv', { status: 500, service: 'plextv' }),
  {
    kind: 'a closed socket',
    isDeaf: true,
    isDumb: false,
    lasts: [200, 400],
    begin: (sim) => sim.act({ action: 'ws_close' }),
    end: nothing,
  },
  {
    kind: 'a socket that is cut and refused',
    isDeaf: true,
    isDumb: false,
    lasts: [1_000, 8_000],
    begin: (sim) => sim.act({ action: 'ws_abort', refuse: true }),
    end: (sim) => sim.act({ action: 'ws_accept' }),
  },
  {
    kind: 'lost notifications',
    isDeaf: true,
    isDumb: false,
    lasts: [1_000, 8_000],
    begin: (sim) => sim.act({ action: 'ws_mute' }),
    end: (sim) => sim.act({ action: 'ws_unmute' }),
  },
  {
    kind: 'messages that make no sense',
    isDeaf: false,
    isDumb: false,
    lasts: [0, 100],
    begin: (sim, random) =>
      sim.act({ action: 'ws_raw', message: random.pick(['{', '[]', '{"NotificationContainer":7}']) }),
    end: nothing,
  },
  {
    kind: 'a server that is away',
    isDeaf: true,
    isDumb: true,
    lasts: [3_000, 15_000],
    begin: (sim) => sim.act({ action: 'server_down' }),
    end: (sim) => sim.act({ action: 'server_up' }),
  },
];

/**
 * Breaks something every few seconds and mends it again, one thing at a time. The same seed breaks the same things.
 */
export function startChaos(sim: Simulator, options: ChaosOptions): Chaos {
  const { clock, everyMs = 5_000, seed = 1, log = silentLog } = options;
  const random = seededRandom(seed);
  const happened: Disturbance[] = [];
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await clock.sleep(everyMs * (0.5 + random.next()), stopping.signal);
      if (stopping.signal.aborted) return;
      const trouble = random.pick(TROUBLES);
      const from = clock.now();
      const [least, most] = trouble.lasts;
      await trouble.begin(sim, random);
      await clock.sleep(least + random.next() * (most - least), stopping.signal);
      await trouble.end(sim);
      const { kind, isDeaf, isDumb } = trouble;
      happened.push({ kind, from, until: clock.now(), isDeaf, isDumb });
    }
  };
  const running = run().catch((error: unknown) => log.error({ reason: describeError(error) }, 'chaos ended'));
  return {
    disturbances: () => happened,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
