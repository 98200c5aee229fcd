import { z } from 'zod';
import type { Clock, EpochMs } from '#clock';
import { Problem } from '#problem';
import { Action } from './actions.ts';
import type { Simulator } from './simulator.ts';

const Params = z.record(z.string(), z.unknown());

const Snapshot = z.object({ at_ms: z.number(), action: z.literal('snapshot'), name: z.string() });
const CallStep = z.object({
  at_ms: z.number(),
  action: z.literal('call'),
  cmd: z.string(),
  params: Params.optional(),
  name: z.string().optional(),
  session: z.string().optional(),
  session_param: z.string().optional(),
});
const Wait = z.object({ at_ms: z.number(), action: z.literal('wait') });
const ApiCall = z.object({ cmd: z.string(), params: Params.optional(), name: z.string().optional() });

const Step = z.union([Snapshot, CallStep, Wait, Action.and(z.object({ at_ms: z.number() }))]);

const ScenarioFile = z.object({
  name: z.string(),
  about: z.string().default(''),
  profile: z.string().default('default'),
  slow: z.boolean().default(false),
  setup: z.array(ApiCall).default([]),
  teardown: z.array(ApiCall).default([]),
  timeline: z.array(Step),
  settle_ms: z.number().default(1500),
  after: z.array(ApiCall).default([]),
  compare: z.array(z.unknown()).default([]),
});

/** A timeline with everything around it; names as in the files. */
export type Scenario = z.infer<typeof ScenarioFile>;
export type ScenarioStep = Scenario['timeline'][number];
export type CallStep = z.infer<typeof CallStep>;
export type SnapshotStep = z.infer<typeof Snapshot>;

/** Reads a scenario file's content. Throws a `Problem` that says where it is wrong. */
export function parseScenario(json: unknown): Scenario {
  const read = ScenarioFile.safeParse(json);
  if (read.success) return read.data;
  throw new Problem('invalid', `This is not a scenario: ${z.prettifyError(read.error)}`, { cause: read.error });
}

/** Fills the stream a step names into the parameters of its API call. */
export function callParams(sim: Simulator, step: CallStep): Record<string, unknown> {
  const params: Record<string, unknown> = { ...step.params };
  if (step.session === undefined) return params;
  const stream = sim.streams().find(({ name }) => name === step.session);
  if (stream === undefined) return params;
  const name = step.session_param ?? 'session_key';
  params[name] = name === 'session_id' ? stream.sessionId : stream.sessionKey;
  return params;
}

export interface PlayOptions {
  readonly clock: Clock;
  /** Default: a little after the next full second, so that clocks with a resolution of seconds agree. */
  readonly t0?: EpochMs;
  readonly nonce?: string;
  /** Asked at `call` steps, with the stream filled in; the play does not wait for it. */
  readonly onCall?: (step: CallStep, params: Record<string, unknown>) => Promise<void> | void;
  readonly onSnapshot?: (step: SnapshotStep) => Promise<void> | void;
  readonly signal?: AbortSignal;
}

/** When the steps of a run began, for those who compare times. */
export interface Played {
  readonly t0: EpochMs;
}

const LEAD_MS = 250;
const INTO_SECOND_MS = 200;

async function perform(sim: Simulator, step: ScenarioStep, options: PlayOptions): Promise<void> {
  switch (step.action) {
    case 'wait':
      return;
    case 'snapshot':
      await options.onSnapshot?.(step);
      return;
    case 'call':
      await options.onCall?.(step, callParams(sim, step));
      return;
    default:
      await sim.act(step);
  }
}

const isAside = (step: ScenarioStep): boolean => step.action === 'snapshot' || step.action === 'call';

/**
 * Runs a timeline from its beginning to the end of its settling time. Calls and snapshots run beside it
 * and are waited for at the end; the first of them that failed makes this reject.
 */
export async function playScenario(sim: Simulator, scenario: Scenario, options: PlayOptions): Promise<Played> {
  const { clock, signal } = options;
  const t0 = options.t0 ?? Math.ceil((clock.now() + LEAD_MS) / 1000) * 1000 + INTO_SECOND_MS;
  await sim.begin({ t0, nonce: options.nonce ?? `r${Math.floor(t0).toString(36).padStart(7, '0').slice(-7)}` });
  const asides: Promise<void>[] = [];
  for (const step of scenario.timeline) {
    await clock.sleep(Math.max(0, t0 + step.at_ms - clock.now()), signal);
    if (signal?.aborted) break;
    const done = perform(sim, step, options);
    if (isAside(step)) asides.push(done);
    else await done;
  }
  const end = t0 + (scenario.timeline.at(-1)?.at_ms ?? 0) + scenario.settle_ms;
  await clock.sleep(Math.max(0, end - clock.now()), signal);
  await Promise.all(asides);
  return { t0 };
}
