/**
 * The session reducer: what was heard of a server's players -> the sessions as they now are, and what has to be done.
 * Pure; the runner (server-monitor.ts) brings the facts and performs the effects. Rules: monitoring notes 3 and 4.
 */
import type { EpochMs } from '#clock';
import type { RatingKey, SessionKey } from '#contract/ids.ts';
import type { ListedSession, PlaybackReport } from '#plex/facts.ts';
import { Draft, type Fact, type ServerSessions, type Step } from './draft.ts';
import {
  enter,
  jumpClock,
  type LiveSession,
  lostSight,
  observe,
  openSession,
  regainedSight,
  stopOffset,
} from './session.ts';

/** A session that vanished from the list without a word is given this long for its stop report to arrive. */
export const MISSING_GRACE_MS = 3_000;
/** A playing session whose position has not moved for this long is over, even if the server still lists it. */
export const SILENT_AFTER_MS = 5 * 60_000;
/** A player we heard of but never saw listed is forgotten after this time. */
const FORGET_WAITING_MS = 60_000;

/** One step: a fact happens to the sessions. The state is never changed in place. */
export function reduce(state: ServerSessions, fact: Fact): Step {
  const draft = new Draft(state);
  switch (fact.kind) {
    case 'report':
      onReport(draft, fact.report, fact.at);
      break;
    case 'list':
      onList(draft, fact);
      break;
    case 'link-lost':
      for (const session of state.live.values()) draft.put(lostSight(session));
      break;
    case 'tick':
      onTick(draft, fact.at, fact.isCurrent);
      break;
    case 'clock-jump':
      for (const session of state.live.values()) draft.put(jumpClock(session, fact.at, fact.byMs));
      break;
  }
  return draft.done();
}

/** The same play? By rating key, or by the live stream's uuid (monitoring notes 3). */
function isSameItem(session: LiveSession, ratingKey: RatingKey | null, liveUuid: string | null): boolean {
  if (session.liveUuid !== null && liveUuid !== null) return session.liveUuid === liveUuid;
  return ratingKey === null || session.ratingKey === ratingKey;
}

function onReport(draft: Draft, report: PlaybackReport, at: EpochMs): void {
  const session = draft.get(report.sessionKey);
  if (session === undefined) {
    onReportOfUnknown(draft, report, at);
  } else if (isSameItem(session, report.ratingKey, report.liveUuid)) {
    onReportOfKnown(draft, session, report, at);
  } else if (report.state === 'stopped') {
    // A late stop of the item before: the one that plays now goes on. The list knows better, should it be wrong.
    draft.needList();
  } else {
    const switchedAt = replace(draft, session, report.viewOffsetMs, at);
    onReportOfUnknown(draft, report, at, switchedAt);
  }
}

/** Buffering never opens a session, and a stop of something we never saw is nothing (monitoring notes 4.2, quirk Q2). */
function onReportOfUnknown(draft: Draft, report: PlaybackReport, at: EpochMs, beganAt: EpochMs = at): void {
  if (report.state === 'stopped') {
    draft.stopWaiting(report.sessionKey);
    return;
  }
  if (report.state === 'buffering') return;
  const known = draft.waitingFor(report.sessionKey);
  const since = known !== undefined && known.report.ratingKey === report.ratingKey ? known.since : beganAt;
  draft.wait(report.sessionKey, { since, report, reportedAt: at });
  draft.needList();
}

function onReportOfKnown(draft: Draft, session: LiveSession, report: PlaybackReport, at: EpochMs): void {
  const seen = regainedSight(observe(session, at, report.viewOffsetMs));
  if (report.state === 'stopped') {
    const last = { ...seen, viewOffsetMs: stopOffset(report.viewOffsetMs, session.durationMs) };
    draft.close(last, at, 'stopped', at);
    return;
  }
  const next = enter(seen, report.state, at);
  const isChange = report.transcodeId !== session.transcodeId;
  const buffered = report.state === 'buffering' ? { ...next, bufferCount: next.bufferCount + 1 } : next;
  const now = isChange ? { ...buffered, transcodeId: report.transcodeId } : buffered;
  draft.save(now, isChange || now.state !== session.state || now.bufferCount !== session.bufferCount);
  announceStates(draft, session, now, at);
  if (isChange) {
    draft.announce('change', now, at);
    draft.needList();
  }
}

function announceStates(draft: Draft, before: LiveSession, now: LiveSession, at: EpochMs): void {
  if (now.bufferCount > before.bufferCount) draft.announce('buffer', now, at);
  if (before.state === now.state) return;
  if (now.state === 'paused') draft.announce('pause', now, at);
  else if (now.state === 'error') draft.announce('error', now, at);
  else if (now.state === 'playing' && before.state === 'paused') draft.announce('resume', now, at);
}

/**
 * Another item took over the session without a stop: the old play ends when the new one must have begun, judged by
 * how far the new one is. Answers that moment.
 */
function replace(draft: Draft, session: LiveSession, newOffsetMs: number, at: EpochMs): EpochMs {
  const elapsed = Math.max(0, at - session.lastSeenAt);
  const switchedAt = at - Math.min(Math.max(0, newOffsetMs), elapsed);
  const plausibleOffset =
    session.state === 'playing' ? session.viewOffsetMs + (switchedAt - session.lastSeenAt) : session.viewOffsetMs;
  const offset =
    session.durationMs === null
      ? plausibleOffset
      : Math.min(plausibleOffset, Math.max(session.durationMs, session.viewOffsetMs));
  // After an interruption nobody saw where the old item ended: it keeps what was observed.
  const isSeen = session.anchor === null && elapsed <= SILENT_AFTER_MS;
  const last = isSeen ? observe(session, switchedAt, offset) : session;
  draft.close(
    { ...last, viewOffsetMs: stopOffset(last.viewOffsetMs, session.durationMs) },
    last.lastSeenAt,
    'replaced',
    at,
  );
  return isSeen ? switchedAt : at;
}

function onList(draft: Draft, fact: Extract<Fact, { kind: 'list' }>): void {
  const listedKeys = new Set<SessionKey>(fact.unreadable);
  for (const listed of fact.sessions) {
    listedKeys.add(listed.sessionKey);
    const session = draft.get(listed.sessionKey);
    if (session === undefined) {
      if (!hasEndedSince(draft, listed, fact.askedAt)) openListed(draft, listed, fact);
    } else if (isSamePlay(session, listed)) refresh(draft, session, listed, fact);
    else if (session.lastSeenAt <= fact.askedAt) {
      replace(draft, session, listed.viewOffsetMs, fact.at);
      openListed(draft, listed, fact);
    }
  }
  if (!fact.isComplete) return;
  for (const session of draft.sessions()) {
    if (listedKeys.has(session.sessionKey) || session.lastSeenAt > fact.askedAt) continue;
    missing(draft, session, fact.at);
  }
}

/** It stopped after the list was asked for: the list is old news. */
function hasEndedSince(draft: Draft, listed: ListedSession, askedAt: EpochMs): boolean {
  const ended = draft.stoppedAt(listed.sessionKey);
  return ended !== undefined && ended.at >= askedAt && ended.ratingKey === listed.item.ratingKey;
}

/** A restarted server counts its session keys from 1 again: the same key on another machine is another play (quirk Q15). */
function isSamePlay(session: LiveSession, listed: ListedSession): boolean {
  if (session.machineId !== null && listed.player.machineId !== null && session.machineId !== listed.player.machineId)
    return false;
  return isSameItem(session, listed.item.ratingKey, listed.liveUuid);
}

function openListed(draft: Draft, listed: ListedSession, fact: Extract<Fact, { kind: 'list' }>): void {
  const waiting = draft.waitingFor(listed.sessionKey);
  if (waiting !== undefined && !isReported(listed, waiting.report)) {
    // The list still shows the item before: ask again.
    draft.needList();
    return;
  }
  if (waiting === undefined && listed.state === 'buffering') return;
  draft.stopWaiting(listed.sessionKey);
  const startedAt = waiting?.since ?? fact.at;
  const opened = {
    ...openSession(reported(listed, waiting?.report), startedAt, fact.at),
    viewOffsetAt: waiting?.reportedAt ?? fact.at,
  };
  draft.save(opened, true);
  draft.announce('start', opened, fact.at);
}

const isReported = (listed: ListedSession, report: PlaybackReport): boolean =>
  listed.item.ratingKey === report.ratingKey ||
  (report.liveUuid !== null && listed.liveUuid === report.liveUuid) ||
  report.ratingKey === null;

/** The player's own report is newer than the list's idea of it. */
function reported(listed: ListedSession, report: PlaybackReport | undefined): ListedSession {
  if (report === undefined || report.state === 'stopped') return listed;
  return { ...listed, state: report.state, viewOffsetMs: Math.max(listed.viewOffsetMs, report.viewOffsetMs) };
}

/** A known session is listed: its description is renewed; its times only when the list knows more than we heard. */
function refresh(
  draft: Draft,
  session: LiveSession,
  listed: ListedSession,
  fact: Extract<Fact, { kind: 'list' }>,
): void {
  const described: LiveSession = {
    ...session,
    listed,
    machineId: listed.player.machineId ?? session.machineId,
    durationMs: listed.item.durationMs ?? session.durationMs,
    transcodeId: listed.transcoder?.id ?? null,
    liveUuid: listed.liveUuid ?? session.liveUuid,
    missingSince: null,
  };
  if (session.lastSeenAt > fact.askedAt) {
    draft.save(
      { ...described, transcodeId: session.transcodeId },
      session.listed === null || isOther(session.listed, listed),
    );
    return;
  }
  const isNews = listed.viewOffsetMs !== session.viewOffsetMs || listed.state !== session.state;
  if (!isNews && session.state !== 'paused') {
    draft.save(described, session.listed === null || isOther(session.listed, listed));
    return;
  }
  const seen = observe(described, fact.at, listed.viewOffsetMs);
  const now = listed.state === session.state ? seen : regainedSight(enter(seen, listed.state, fact.at));
  draft.save(now, now.state !== session.state || session.listed === null || isOther(session.listed, listed));
  announceStates(draft, session, now, fact.at);
}

/** Delivered or described differently than before, in a way a person would notice or a record would lack. */
const isOther = (before: ListedSession, now: ListedSession): boolean =>
  before.transcoder?.id !== now.transcoder?.id ||
  before.stream.decision !== now.stream.decision ||
  before.stream.isSourceKnown !== now.stream.isSourceKnown ||
  (before.item.markers === null) !== (now.item.markers === null) ||
  before.bandwidthKbps !== now.bandwidthKbps;

function missing(draft: Draft, session: LiveSession, at: EpochMs): void {
  if (session.missingSince === null) {
    draft.put({ ...session, missingSince: at });
    draft.needList();
  } else if (at - session.missingSince >= MISSING_GRACE_MS) {
    draft.close(session, session.lastSeenAt, 'lost', at);
  }
}

function onTick(draft: Draft, at: EpochMs, isCurrent: boolean): void {
  for (const session of draft.sessions()) {
    const isGone = session.missingSince !== null && at - session.missingSince >= MISSING_GRACE_MS;
    const isMute = isCurrent && session.listed !== null && session.state !== 'paused';
    if (isGone) draft.close(session, session.lastSeenAt, 'lost', at);
    else if (isMute && at - session.lastSeenAt >= SILENT_AFTER_MS)
      draft.close(session, session.lastSeenAt, 'silent', at);
  }
  for (const [key, waiting] of draft.waitingKeys()) {
    if (at - waiting.reportedAt > FORGET_WAITING_MS) draft.stopWaiting(key);
    else draft.needList();
  }
  draft.forgetStopped(at - FORGET_WAITING_MS);
}
