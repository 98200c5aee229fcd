import type { Trigger } from '#contract/enums.ts';
import type { Parameters } from './values.ts';

/** A trigger, or one of the two ways to send something by hand, whose texts are sent as typed. */
export type TextTrigger = Trigger | 'test' | 'api';

/** A kind of agent, as far as texts differ between agents. */
export interface TextAgent {
  /** The number of the kind, e.g. 25 for webhooks (notification notes 2.3). */
  readonly id: number;
  /** Whether the texts are JSON although the kind does not say so (MQTT). Webhooks always send JSON. */
  readonly sendsJson: boolean;
}

export interface RenderRequest {
  readonly agent: TextAgent;
  readonly trigger: TextTrigger;
  /** The kind of item the event is about; null for events of servers. */
  readonly mediaType: string | null;
  /** What was stored; anything but a text means the text of the trigger. */
  readonly subjectTemplate: unknown;
  readonly bodyTemplate: unknown;
  readonly parameters: Parameters;
  readonly settings: {
    /** `notify_text_eval`: whether expressions between backticks are evaluated. */
    readonly evaluatesExpressions: boolean;
  };
}

/** A part that could not be rendered as it was written, and why; to be logged. */
export interface RenderProblem {
  readonly part: 'subject' | 'body' | 'scriptArguments';
  readonly problem: string;
}

export type Rendered =
  | {
      readonly ok: true;
      readonly subject: string;
      readonly body: string;
      /** What a script is called with; empty for other agents. */
      readonly scriptArguments: readonly string[];
      readonly problems: readonly RenderProblem[];
    }
  /** Not even the text of the trigger could be rendered: nothing is sent (notification notes 2.9). */
  | { readonly ok: false; readonly problems: readonly RenderProblem[] };

/** A text as the agent's dialog previews it: tags resolved, nothing replaced. */
export interface Preview {
  readonly subject: string;
  readonly body: string;
}
