/** A player reported: what that means for its session (monitoring notes 4.2 to 4.8). Pure. */
import type { EpochMs } from '#clock';
import type { SessionState } from '#contract/enums.ts';
import type { StreamTrigger } from '#notifications/announce.ts';
import type { PlaybackReport } from '#plex/facts.ts';
import type { Draft } from './draft.ts';
import { endReplaced } from './endings.ts';
import { replacedBefore } from './estimates.ts';
import { closeGap } from './gap.ts';
import type { Happening } from './happening.ts';
import { passMarkers } from './markers.ts';
import { isWatchedAt, isWatchedBy, warnsOfBuffering } from './rules.ts';
import { CONFIRM_AFTER_MS, enter, type LiveSession, observe, regainedSight, stopOffset } from './session.ts';

/** A list younger than this describes a stream well enough. */
const FRESH_LIST_MS = 30_000;

export function onReport(draft: Draft, report: PlaybackReport, at: EpochMs): void {
  const session = draft.get(report.sessionKey);
  if (session === undefined) {
    onReportOfUnknown(draft, report, at);
  } else if (isItsReport(session, report)) {
    if (report.state === 'stopped') onStop(draft, session, report, at);
    else onReportOfKnown(draft, session, report, report.state, at);
  } else if (report.state === 'stopped') {
    // A late stop of the item before: the one that plays now goes on. The list knows better, should it be wrong.
    draft.needList();
  } else {
    const nextAt = replacedBefore(session, report.viewOffsetMs, at);
    endReplaced(draft, session, nextAt, at);
    lookFor(draft, report, at, nextAt);
  }
}

/** Does the report speak of what the session plays: by either key, or by the live stream (monitoring notes 3)? */
function isItsReport(session: LiveSession, { ratingKey, liveUuid }: PlaybackReport): boolean {
  if (liveUuid !== null && liveUuid === session.liveUuid) return true;
  return ratingKey === null || ratingKey === session.ratingKey || ratingKey === session.reportedKey;
}

/** Buffering opens no session, and a stop of something we never saw is nothing (monitoring notes 4.2, quirk Q2). */
function onReportOfUnknown(draft: Draft, report: PlaybackReport, at: EpochMs): void {
  if (report.state === 'stopped') draft.stopWaiting(report.sessionKey);
  else if (report.state !== 'buffering') lookFor(draft, report, at);
}

/** `begunAt`: when it began to play. */
function lookFor(draft: Draft, report: PlaybackReport, at: EpochMs, begunAt = at): void {
  const known = draft.waitingFor(report.sessionKey);
  const since = known !== undefined && known.report.ratingKey === report.ratingKey ? known.since : begunAt;
  draft.wait(report.sessionKey, { since, report, reportedAt: at, isExpected: false });
  draft.needList();
}

const happened = (session: LiveSession, trigger: StreamTrigger | null, at: EpochMs): Happening => {
  const { state, viewOffsetMs, watchedMs, pausedMs } = session;
  return { trigger, at, state, viewOffsetMs, watchedMs, pausedMs, marker: null };
};

const withHappening = (session: LiveSession, trigger: StreamTrigger | null, at: EpochMs): LiveSession => ({
  ...session,
  happenings: [...session.happenings, happened(session, trigger, at)],
});

/** Watched by its position, unless a marker that was just reached makes it so. */
function checkWatched(draft: Draft, session: LiveSession, at: EpochMs): LiveSession {
  const { listed, viewOffsetMs, durationMs, isWatched, happenings } = session;
  if (listed === null || isWatched) return session;
  if (happenings.some(({ marker }) => marker !== null && isWatchedBy(marker, draft.rules))) return session;
  if (!isWatchedAt({ mediaType: listed.item.mediaType, viewOffsetMs, durationMs }, draft.rules)) return session;
  return { ...withHappening(session, 'on_watched', at), isWatched: true };
}

/** What happened before the stop was not told yet; being watched is told with the stop. */
const withStopped = (session: LiveSession, before: readonly Happening[]): LiveSession => ({
  ...session,
  happenings: session.happenings.map((one) => (before.includes(one) ? one : { ...one, state: 'stopped' })),
});

const seenAgain = (session: LiveSession, { viewOffsetMs }: PlaybackReport, at: EpochMs): LiveSession =>
  regainedSight(closeGap(observe(session, at, viewOffsetMs), at));

function onStop(draft: Draft, session: LiveSession, report: PlaybackReport, at: EpochMs): void {
  const seen = seenAgain(session, report, at);
  const told = draft.tell(withStopped(checkWatched(draft, seen, at), seen.happenings), true);
  const last = { ...told, viewOffsetMs: stopOffset(report.viewOffsetMs, session.durationMs) };
  draft.close(last, at, 'stopped', at);
}

function onReportOfKnown(
  draft: Draft,
  session: LiveSession,
  report: PlaybackReport,
  state: SessionState,
  at: EpochMs,
): void {
  const seen = {
    ...seenAgain(session, report, at),
    reportedKey: report.ratingKey,
    reportedAt: at,
  };
  const entered = enter(seen, state, at);
  const placed = passMarkers(entered, report.viewOffsetMs, at);
  const watched = state === 'buffering' ? placed : checkWatched(draft, placed, at);
  const confirmedAt = watched.happenings.at(-1)?.at ?? session.confirmed.at;
  const isOld = state === 'playing' && at - confirmedAt > CONFIRM_AFTER_MS;
  const confirmed = isOld ? withHappening(watched, null, at) : watched;
  const changed = stateChange(draft, session, confirmed, at);
  const isOtherDelivery = report.transcodeId !== session.transcodeId;
  const now = isOtherDelivery
    ? { ...withHappening(changed, 'on_change', at), transcodeId: report.transcodeId }
    : changed;
  const isNews = now.state !== session.state || now.bufferCount !== session.bufferCount || isOtherDelivery;
  saveOrAsk(draft, now, isNews, at);
}

/** What the report's state means, compared with the state before it. */
function stateChange(draft: Draft, before: LiveSession, now: LiveSession, at: EpochMs): LiveSession {
  const isOther = before.state !== now.state;
  switch (now.state) {
    case 'paused':
      return withHappening(now, isOther ? 'on_pause' : null, at);
    case 'playing':
      return isOther && before.pausedSince !== null ? withHappening(now, 'on_resume', at) : now;
    case 'error':
      return isOther ? withHappening(now, 'on_error', at) : now;
    case 'buffering':
      return stalled(draft, now, at);
  }
}

/** One more stall, and a warning when it is time for one. */
function stalled(draft: Draft, session: LiveSession, at: EpochMs): LiveSession {
  const counted = { ...session, bufferCount: session.bufferCount + 1 };
  const warns = warnsOfBuffering(counted.bufferCount, session.bufferWarnedAt, at, draft.rules);
  return warns ? { ...withHappening(counted, 'on_buffer', at), bufferWarnedAt: at } : withHappening(counted, null, at);
}

/** What is announced waits for the list; a confirmation only when the list is old. */
function saveOrAsk(draft: Draft, session: LiveSession, isNews: boolean, at: EpochMs): void {
  const hasNews = session.happenings.some(({ trigger }) => trigger !== null);
  const isDescribed = at - session.listedAt < FRESH_LIST_MS;
  if (session.happenings.length > 0 && (hasNews || !isDescribed)) {
    draft.save(session, isNews);
    draft.needList();
  } else {
    const told = draft.tell(session, true);
    const isConfirmed = session.state === 'playing' && told.confirmed !== session.confirmed;
    draft.save(told, isNews || isConfirmed);
  }
}
