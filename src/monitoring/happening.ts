/** What happened to a stream and is told as soon as the list has been read; and what is then told. */
import type { EpochMs } from '#clock';
import type { SessionState } from '#contract/enums.ts';
import type { StreamMoment, StreamTrigger } from '#notifications/announce.ts';
import type { Marker } from '#plex/facts.ts';

/**
 * Something a report told, as it was at that moment. It is announced with what the list says right after (monitoring
 * notes 4.4), so that a change of delivery is announced with the new one.
 */
export interface Happening {
  /** null: nothing to announce; the stream was confirmed. */
  readonly trigger: StreamTrigger | null;
  readonly at: EpochMs;
  readonly state: SessionState | 'stopped';
  readonly viewOffsetMs: number;
  readonly watchedMs: number;
  readonly pausedMs: number;
  /** The marker that was reached; told only of a stream that is still listed (monitoring notes 4.6). */
  readonly marker: Marker | null;
}

/** An announcement before its stream has a row. */
export interface Note {
  /** Counts the announcements of one stream from 1. */
  readonly number: number;
  readonly trigger: StreamTrigger;
  readonly at: EpochMs;
  readonly moment: Omit<StreamMoment, 'sessionId' | 'userId' | 'isInitial'>;
}

/** Does a list that was asked for at `askedAt` know of everything that waits for one? */
export const hasWaitedFor = (
  { happenings }: { readonly happenings: readonly Happening[] },
  askedAt: EpochMs,
): boolean => happenings.length > 0 && happenings.every(({ at }) => at <= askedAt);
