/** What happened, as it is told: frozen facts, so that what an agent is told does not change while it waits. */
import type { EpochMs } from '#clock';
import type { SessionState, Trigger } from '#contract/enums.ts';
import type { RatingKey, ServerId, SessionId, SessionKey, UserId } from '#contract/ids.ts';
import type { DescribedItem, ListedSession, Marker } from '#plex/facts.ts';

export type ServerTrigger = Extract<
  Trigger,
  | 'on_intdown'
  | 'on_intup'
  | 'on_extdown'
  | 'on_extup'
  | 'on_pmsupdate'
  | 'on_plexpyupdate'
  | 'on_plexpydbcorrupt'
  | 'on_tokenexpired'
>;
export type StreamTrigger = Exclude<Trigger, ServerTrigger | 'on_created'>;

/** A stream as it was when something happened to it. Times are epoch milliseconds. */
export interface StreamMoment {
  readonly sessionId: SessionId;
  readonly sessionKey: SessionKey;
  readonly userId: UserId;
  readonly listed: ListedSession;
  readonly state: SessionState | 'stopped';
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs | null;
  readonly viewOffsetMs: number;
  readonly durationMs: number | null;
  readonly watchedMs: number;
  readonly pausedMs: number;
  readonly bufferCount: number;
  /** False for a stream that continues an earlier one on the same device. */
  readonly isInitial: boolean;
  readonly isWatched: boolean;
  /** The marker that was reached, for `on_intro`, `on_commercial` and `on_credits`. */
  readonly marker: Marker | null;
}

export type Announcement =
  | {
      readonly kind: 'stream';
      readonly trigger: StreamTrigger;
      readonly at: EpochMs;
      readonly serverId: ServerId;
      readonly stream: StreamMoment;
    }
  | {
      readonly kind: 'created';
      readonly trigger: 'on_created';
      readonly at: EpochMs;
      readonly serverId: ServerId;
      readonly item: DescribedItem;
      /** Keys of the new items that this one stands for; empty when it is announced itself. */
      readonly childKeys: readonly RatingKey[];
      /** The same as the server describes them. */
      readonly children?: readonly DescribedItem[] | undefined;
      /** A person asked for it: no rule holds it back. With an agent's number only that one is meant. */
      readonly manual?: { readonly notifierId: number | null } | undefined;
    }
  | {
      readonly kind: 'server';
      readonly trigger: ServerTrigger;
      readonly at: EpochMs;
      /** Null for what concerns Spyglass itself. */
      readonly serverId: ServerId | null;
      /** What the texts may name, by the names of the notification parameters. */
      readonly facts: Readonly<Record<string, string | number | null>>;
      /** A version or a fingerprint that is announced once. */
      readonly tag: string | null;
    };
