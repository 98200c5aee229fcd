/** The contract between the outbox and those who send. */
import type { z } from 'zod';
import type { EpochMs } from '#clock';
import type { Trigger } from '#contract/enums.ts';
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
  /** The settings it reads, with their defaults and with descriptions for people. */
  readonly config: z.ZodType<C>;
  /** The shortest time between two messages to the same place, in milliseconds. */
  readonly minGapMs: number;
  /** Sends once. Never throws for what the other side does. */
  send(config: C, message: Message, deps: AgentDeps): Promise<Outcome>;
}

/** An agent whose settings were checked for a message to be sent; null: the settings do not fit. */
export interface Agent {
  readonly id: number;
  readonly name: string;
  readonly minGapMs: number;
  /** The description of each setting, by name. */
  readonly descriptions: Readonly<Record<string, string>>;
  send(config: unknown, message: Message, deps: AgentDeps): Promise<Outcome>;
}

/** Puts the check of the settings before the sending. */
export function defineAgent<C>(
  definition: AgentDefinition<C> & { readonly config: z.ZodObject & z.ZodType<C> },
): Agent {
  const { id, name, minGapMs, config: schema } = definition;
  return {
    id,
    name,
    minGapMs,
    descriptions: Object.fromEntries(
      Object.entries(schema.shape).map(([key, field]) => [key, describe(field)] as const),
    ),
    async send(config, message, deps) {
      const settings = schema.safeParse(config);
      if (!settings.success)
        return refusedForGood(`The settings of the agent do not fit: ${firstIssue(settings.error)}`);
      return definition.send(settings.data, message, deps);
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

const describe = (field: unknown): string =>
  typeof field === 'object' && field !== null && 'description' in field && typeof field.description === 'string'
    ? field.description
    : '';

const firstIssue = (error: z.ZodError): string => {
  const [issue] = error.issues;
  return issue === undefined ? 'unknown' : `${issue.path.join('.')} ${issue.message}`;
};
