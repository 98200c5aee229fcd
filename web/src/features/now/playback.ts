import type { SessionView } from '#contract/activity.ts';

/** Where the player is at `nowMs` (the server's clock), in milliseconds of the item. */
export function positionMs(view: SessionView, nowMs: number): number {
  const passed = view.state === 'playing' && view.isConfirmed ? Math.max(0, nowMs - Date.parse(view.viewOffsetAt)) : 0;
  const position = view.viewOffsetMs + passed;
  return view.item.durationMs === null ? position : Math.min(position, view.item.durationMs);
}

/** The part that was played, 0 to 1; null without a length (live TV). */
export const playedPart = (view: SessionView, nowMs: number): number | null =>
  view.item.durationMs === null || view.item.durationMs === 0 || view.item.isLive
    ? null
    : positionMs(view, nowMs) / view.item.durationMs;

/** How far the server has converted, 0 to 1; null when nothing is converted. */
export function aheadPart({ transcoder, item }: SessionView): number | null {
  if (transcoder === null || item.durationMs === null || item.durationMs === 0) return null;
  if (transcoder.availableToMs !== null) return transcoder.availableToMs / item.durationMs;
  return transcoder.progressPercent === null ? null : transcoder.progressPercent / 100;
}

/** When it will end if nobody pauses, epoch milliseconds; null while it is not playing or has no length. */
export function endsAtMs(view: SessionView, nowMs: number): number | null {
  if (view.state !== 'playing' || !view.isConfirmed || view.item.durationMs === null || view.item.isLive) return null;
  return nowMs + view.item.durationMs - positionMs(view, nowMs);
}

/** How long it has been paused, in milliseconds; null while it is not. */
export const pausedForMs = (view: SessionView, nowMs: number): number | null =>
  view.state === 'paused' && view.isConfirmed && view.pausedSince !== null
    ? Math.max(0, nowMs - Date.parse(view.pausedSince))
    : null;

/** A stream that buffers and has shown nothing yet is starting. */
export const isStarting = (view: SessionView): boolean => view.state === 'buffering' && view.watchedMs === 0;
