/** The contract between the outbox and those who send. */
import { z } from 'zod';
import type { EpochMs } from '#clock';
import type { Trigger } from '#contract/enums.ts';
import { Problem } from '#problem';
import type { HttpRequest } from './http-request.ts';

/** What is sent: a trigger, or by hand (`test` is a person's trial, `api` a program's request). */
export type Action = Trigger | 'test' | 'api';

/** Finished texts; nothing is filled in any more. */
export interface Message {
  readonly action: Action;
  readonly subject: string;
  readonly body: string;
  /** Arguments of a script, already split; null for every other agent. */
  readonly scriptArguments: readonly string[] | null;
  /** Stays the same however often the message is tried. */
  readonly deliveryId: string;
}

export interface AgentDeps {
  readonly request: HttpRequest;
  now(): EpochMs;
}

/** What became of one try. */
export type Outcome =
  | { readonly kind: 'sent' }
  | {
      readonly kind: 'failed';
      /** One sentence for the person who set the agent up; no secrets. */
      readonly problem: string;
      /** Whether the same message may succeed later. */
      readonly mayRetry: boolean;
      /** How long the other side wants to be left alone, in milliseconds. */
      readonly retryAfterMs: number | null;
    };

export interface AgentDefinition<C> {
  readonly id: number;
  /** As in the names of its settings. */
  readonly name: string;
  /** For people. */
  readonly label: string;
  /** The settings it reads, with their defaults and with descriptions for people. */
  readonly config: z.ZodType<C>;
  /** The shortest time between two messages to the same place, in milliseconds. */
  readonly minGapMs: number;
  /** Sends once. Never throws for what the other side does. */
  send(config: C, message: Message, deps: AgentDeps): Promise<Outcome>;
}

/** A setting, for whoever makes a form of them. */
export interface AgentSetting {
  readonly key: string;
  readonly description: string;
  /** Never to be shown again. */
  readonly isSecret: boolean;
}

/** A kind of agent. */
export interface Agent {
  readonly id: number;
  readonly name: string;
  readonly label: string;
  readonly minGapMs: number;
  readonly settings: readonly AgentSetting[];
  /** The settings as they are stored. @throws Problem `invalid` when they do not fit. */
  readConfig(settings: unknown): Readonly<Record<string, unknown>>;
  /** Sends once; settings that do not fit are a refusal. */
  send(config: unknown, message: Message, deps: AgentDeps): Promise<Outcome>;
}

/** Puts the check of the settings before the sending. */
export function defineAgent<S extends z.ZodObject>(
  definition: Omit<AgentDefinition<z.output<S>>, 'config'> & { readonly config: S },
): Agent {
  const { id, name, label, minGapMs, config: schema } = definition;
  return {
    id,
    name,
    label,
    minGapMs,
    settings: Object.entries(schema.shape).map(([key, field]) => settingOf(key, field)),
    readConfig(settings) {
      const read = schema.safeParse(settings);
      if (!read.success) throw new Problem('invalid', misfit(read.error));
      return read.data;
    },
    async send(config, message, deps) {
      const settings = schema.safeParse(config);
      return settings.success ? definition.send(settings.data, message, deps) : refusedForGood(misfit(settings.error));
    },
  };
}

/** A failure that the same message would meet again. */
export const refusedForGood = (problem: string): Outcome => ({
  kind: 'failed',
  problem,
  mayRetry: false,
  retryAfterMs: null,
});

/** A failure that may pass. */
export const failedForNow = (problem: string, retryAfterMs: number | null = null): Outcome => ({
  kind: 'failed',
  problem,
  mayRetry: true,
  retryAfterMs,
});

const Meta = z.looseObject({ description: z.string().default(''), isSecret: z.boolean().default(false) });

function settingOf(key: string, field: z.core.$ZodType): AgentSetting {
  const { description, isSecret } = Meta.parse(z.globalRegistry.get(field) ?? {});
  return { key, description, isSecret };
}

function misfit(error: z.ZodError): string {
  const [issue] = error.issues;
  const what = issue === undefined ? 'unknown' : `${issue.path.join('.')} ${issue.message}`;
  return `The settings of the agent do not fit: ${what}`;
}
