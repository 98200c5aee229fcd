/** The session list was read: what that means for the sessions (monitoring notes 4.2, 4.4 and 4.9). Pure. */
import type { EpochMs } from '#clock';
import type { SessionKey } from '#contract/ids.ts';
import type { StreamTrigger } from '#notifications/announce.ts';
import type { ListedSession, PlaybackReport } from '#plex/facts.ts';
import { deliveriesAfter } from './deliveries.ts';
import type { Draft, ListFact, Waiting } from './draft.ts';
import { endLost, endReplaced, isMissed } from './endings.ts';
import { begunBefore, changedBefore, endedBefore, positionedBefore } from './estimates.ts';
import { noteGap } from './gap.ts';
import { hasWaitedFor } from './happening.ts';
import { passMarkers } from './markers.ts';
import { isWatchedInList, warnsOfListedBuffering } from './rules.ts';
import {
  CONFIRM_AFTER_MS,
  clamp,
  confirm,
  enter,
  type LiveSession,
  lostSight,
  observe,
  openSession,
  regainedSight,
  TRUSTED_SILENCE_MS,
} from './session.ts';

/** What is doubtful in a list is believed when it is still there after this time. */
const DOUBT_MS = 1_000;

/** What a player has just reported is newer than what the list shows, even if that was asked for later. */
const JUST_REPORTED_MS = 5_000;
/** The same where its next report may not be heard. */
const JUST_HEARD_MS = 1_000;

export function onList(draft: Draft, fact: ListFact): void {
  const listedKeys = new Set<SessionKey>(fact.unreadable);
  for (const entry of fact.sessions) {
    listedKeys.add(entry.sessionKey);
    const session = draft.get(entry.sessionKey);
    if (session === undefined) {
      const isAwaited = draft.waitingFor(entry.sessionKey) !== undefined;
      if (isAwaited || !hasEndedSince(draft, entry, fact.askedAt)) openListed(draft, entry, fact);
    } else if (isSamePlay(session, entry, fact)) refresh(draft, session, keyed(entry, session), fact);
    else if (session.lastSeenAt <= fact.askedAt) {
      const endedAt = endedBefore(asListed(session), fact.at, fact.brokenAt ?? null);
      endReplaced(draft, session, endedAt, fact.at);
      const isGuessed = fact.at - endedAt <= TRUSTED_SILENCE_MS;
      openListed(draft, entry, fact, { session, begunAt: isGuessed ? endedAt : fact.askedAt });
    }
  }
  if (!fact.isComplete) return;
  for (const session of draft.sessions()) {
    if (listedKeys.has(session.sessionKey) || session.lastSeenAt > fact.askedAt) continue;
    missing(draft, session, fact);
  }
  for (const [key, { reportedAt }] of draft.waitingKeys())
    if (!listedKeys.has(key) && reportedAt <= fact.askedAt) draft.stopWaiting(key);
  draft.complete(fact.askedAt);
}

/** It stopped after the list was asked for: the list is old news. */
function hasEndedSince(draft: Draft, listed: ListedSession, askedAt: EpochMs): boolean {
  const ended = draft.stoppedAt(listed.sessionKey);
  return ended !== undefined && ended.at >= askedAt && ended.ratingKey === listed.item.ratingKey;
}

/**
 * A server that was away may have been restarted, and then counts its session keys from 1 again: the same key on another
 * machine is another play (quirk Q15). So is the next programme of a channel, which only its guid tells (notes 3).
 */
function isSamePlay(session: LiveSession, { player, item, liveUuid }: ListedSession, { isFirst }: ListFact): boolean {
  const isOtherMachine =
    session.machineId !== null && player.machineId !== null && session.machineId !== player.machineId;
  if (isOtherMachine && (isFirst || session.anchor !== null)) return false;
  const before = session.listed?.item.guid ?? null;
  if (item.isLive && before !== null && item.guid !== null && before !== item.guid) return false;
  if (session.liveUuid !== null && session.liveUuid === liveUuid) return true;
  const { ratingKey } = item;
  return ratingKey === null || ratingKey === session.ratingKey || ratingKey === session.reportedKey;
}

/** Live TV may be listed without a rating key: it goes by the key the player reports. */
const keyed = (listed: ListedSession, { ratingKey }: Pick<LiveSession, 'ratingKey'>): ListedSession =>
  listed.item.ratingKey !== null || ratingKey === null ? listed : { ...listed, item: { ...listed.item, ratingKey } };

/** What live TV reported since the last list may have been of the next programme, which goes by the same key. */
const asListed = (session: LiveSession): LiveSession =>
  session.listed?.item.isLive === true ? { ...session, lastSeenAt: session.listedAt } : session;

/** `before`: what was played under the same key until now, when only the list told. */
function openListed(
  draft: Draft,
  entry: ListedSession,
  fact: ListFact,
  before?: { readonly session: LiveSession; readonly begunAt: EpochMs },
): void {
  const waiting = draft.waitingFor(entry.sessionKey);
  if (waiting !== undefined && isDoubtful(entry, waiting, fact)) {
    draft.wait(entry.sessionKey, { ...waiting, isExpected: true });
    return;
  }
  if (waiting === undefined && entry.state === 'buffering' && !fact.isFirst) return;
  draft.stopWaiting(entry.sessionKey);
  const report = waiting?.report ?? lastReport(before?.session);
  const listed = keyed(entry, report ?? { ratingKey: null });
  const seenAt = waiting?.reportedAt ?? fact.askedAt;
  const begunAt = before?.begunAt ?? begunBefore(fact.askedAt, draft.completeAt(), fact.brokenAt ?? null);
  const opened = {
    ...openSession(reported(listed, report), Math.min(waiting?.since ?? begunAt, seenAt), seenAt),
    listedAt: fact.askedAt,
    reportedAt: waiting?.reportedAt ?? 0,
  };
  const session = { ...opened, listed, reportedKey: report?.ratingKey ?? null };
  const { state, viewOffsetMs } = listed;
  const played = { at: seenAt, state, viewOffsetMs, watchedMs: 0, pausedMs: 0, stoppedAt: null, marker: null };
  const announced = draft.announce(session, 'on_play', played);
  draft.save(draft.tell(passMarkers(announced, session.viewOffsetMs, seenAt), true), true);
}

/** The position a live stream reported goes on though the programme is another one. */
const lastReport = (before: LiveSession | undefined): PlaybackReport | undefined =>
  before?.listed?.item.isLive === true ? { ...before, ratingKey: before.reportedKey } : undefined;

const isReported = (listed: ListedSession, report: PlaybackReport): boolean =>
  report.ratingKey === null ||
  listed.item.ratingKey === null ||
  listed.item.ratingKey === report.ratingKey ||
  (report.liveUuid !== null && listed.liveUuid === report.liveUuid);

/**
 * The list may still show the item before the one that was reported; and a DLNA client asks for things it does not play
 * (monitoring notes 4.2).
 */
const isDoubtful = (listed: ListedSession, { report, since }: Waiting, { askedAt }: ListFact): boolean =>
  (listed.player.platform === 'DLNA' || !isReported(listed, report)) && askedAt - since < DOUBT_MS;

/** The player's own report is newer than the list's idea of it. */
function reported(listed: ListedSession, report: PlaybackReport | undefined): ListedSession {
  if (report === undefined || report.state === 'stopped') return listed;
  return { ...listed, state: report.state, viewOffsetMs: Math.max(listed.viewOffsetMs, report.viewOffsetMs) };
}

/**
 * A known session is listed: its description is renewed and what waited for it is told; its times change only when the
 * list knows more than was heard.
 */
function refresh(draft: Draft, session: LiveSession, listed: ListedSession, fact: ListFact): void {
  const renewed = described(session, listed, fact);
  const told = hasWaitedFor(renewed, fact.askedAt) ? draft.tell(renewed, true) : renewed;
  const hasTold = told.announced !== session.announced;
  const isVisible = hasTold || session.listed === null || isOther(session.listed, listed);
  if (!isBelieved(session, listed, fact)) {
    const { shown } = session;
    const isShown = listed.state !== session.state && session.lastSeenAt <= fact.askedAt;
    const since = shown?.state === listed.state ? shown : { state: listed.state, at: stateAt(session, listed, fact) };
    draft.save({ ...told, shown: isShown ? since : null }, isVisible);
    return;
  }
  const isNews = listed.viewOffsetMs !== session.viewOffsetMs || listed.state !== session.state;
  if (isNews || fact.isFirst || session.pausedSince !== null) {
    const now = taken(draft, told, listed, { ...fact, changedAt: stateAt(session, listed, fact) });
    draft.save(now, isVisible || now.state !== session.state || now.announced !== session.announced);
  } else draft.save(standsStill(told, fact.at) ? lostSight(told) : told, isVisible);
}

/** Whether the list knows more than was reported. A stall it shows before its report comes would be counted twice. */
function isBelieved(session: LiveSession, listed: ListedSession, fact: ListFact): boolean {
  const { isFirst, askedAt, brokenAt = null } = fact;
  if (isFirst) return true;
  const age = askedAt - session.reportedAt;
  if (listed.state === session.state || brokenAt === null)
    return age >= JUST_REPORTED_MS && (listed.state !== 'buffering' || session.shown?.state === 'buffering');
  return age >= JUST_HEARD_MS;
}

/** When the session entered the state that the list shows. */
function stateAt(session: LiveSession, listed: ListedSession, { at, brokenAt = null }: ListFact): EpochMs {
  const { shown } = session;
  if (shown !== null && shown.state === listed.state) return shown.at;
  return changedBefore(session, listed, at, brokenAt);
}

/** A player that plays reports its progress to the server: where the list shows none, nothing is watched. */
const standsStill = ({ state, lastSeenAt, listed }: LiveSession, at: EpochMs): boolean =>
  state === 'playing' && listed?.item.isLive !== true && at - lastSeenAt > TRUSTED_SILENCE_MS;

function described(session: LiveSession, listed: ListedSession, fact: ListFact): LiveSession {
  const renewed = {
    ...session,
    listed,
    listedAt: fact.askedAt,
    machineId: listed.player.machineId ?? session.machineId,
    durationMs: listed.item.durationMs ?? session.durationMs,
    liveUuid: listed.liveUuid ?? session.liveUuid,
    deliveries: deliveriesAfter(session, listed.stream, fact.at),
    missingSince: null,
    goneAt: null,
    gap: (fact.brokenAt ?? null) === null ? session.gap : noteGap(session, fact.at, fact.brokenAt ?? null),
  };
  // Markers are read after the list: those of a stream that was opened without them are passed now.
  const isLate = (session.listed?.item.markers ?? null) === null && session.listed !== null;
  return isLate ? passMarkers(renewed, session.viewOffsetMs, fact.at) : renewed;
}

/** The list knows something that was not reported. */
function taken(
  draft: Draft,
  session: LiveSession,
  listed: ListedSession,
  fact: ListFact & { readonly changedAt: EpochMs },
): LiveSession {
  const isOtherState = listed.state !== session.state;
  const changedAt = isOtherState ? clamp(fact.changedAt, session.lastSeenAt, fact.at) : fact.at;
  const entered = enter(observe(session, changedAt, listed.viewOffsetMs), listed.state, changedAt);
  const seen = isOtherState ? observe(regainedSight(entered), fact.at, listed.viewOffsetMs) : entered;
  const since = isOtherState ? changedAt : session.viewOffsetAt;
  const moved = { ...seen, viewOffsetAt: positionedBefore(session, listed.viewOffsetMs, since, fact.at) };
  const announced = announceListed(draft, session, moved, fact);
  const isOld = fact.at - session.confirmed.at > CONFIRM_AFTER_MS;
  return isOtherState || isOld || fact.isFirst ? confirm(announced, fact.at, listed.viewOffsetMs) : announced;
}

/** State, stalls and position as the list shows them, where they are worth an announcement (monitoring notes 4.9). */
function announceListed(draft: Draft, before: LiveSession, now: LiveSession, fact: ListFact): LiveSession {
  const { state, viewOffsetMs, watchedMs, pausedMs, listed, durationMs } = now;
  const told = { at: fact.at, state, viewOffsetMs, watchedMs, pausedMs, stoppedAt: null, marker: null };
  const trigger =
    before.state === state ? null : (LISTED_TRIGGERS[`${before.state} ${state}`] ?? LISTED_TRIGGERS[state]);
  const first = trigger == null ? now : draft.announce(now, trigger, told);
  if (state === 'buffering') return fact.isFirst || before.state !== state ? stalled(draft, first, told) : first;
  const isUnknown = before.viewOffsetMs !== viewOffsetMs || fact.isFirst;
  if (listed === null || first.isWatched || !isUnknown) return first;
  if (!isWatchedInList({ mediaType: listed.item.mediaType, viewOffsetMs, durationMs }, draft.rules)) return first;
  return { ...draft.announce(first, 'on_watched', told), isWatched: true };
}

/** What a list announces of a state, or of one state after another. */
const LISTED_TRIGGERS: Readonly<Record<string, StreamTrigger>> = {
  paused: 'on_pause',
  error: 'on_error',
  'paused playing': 'on_resume',
};

function stalled(draft: Draft, session: LiveSession, told: Parameters<Draft['announce']>[2]): LiveSession {
  const counted = { ...session, bufferCount: session.bufferCount + 1 };
  if (!warnsOfListedBuffering(counted.bufferCount, session.bufferWarnedAt, told.at, draft.rules)) return counted;
  return { ...draft.announce(counted, 'on_buffer', told), bufferWarnedAt: told.at };
}

/** Delivered or described differently than before, in a way a person would notice or a record would lack. */
const isOther = (before: ListedSession, now: ListedSession): boolean =>
  before.transcoder?.id !== now.transcoder?.id ||
  before.stream.decision !== now.stream.decision ||
  before.stream.isSourceKnown !== now.stream.isSourceKnown ||
  (before.item.markers === null) !== (now.item.markers === null) ||
  before.bandwidthKbps !== now.bandwidthKbps;

/** After an interruption no stop report will come; otherwise it may be on its way. */
function missing(draft: Draft, session: LiveSession, fact: ListFact): void {
  const { at, askedAt, isFirst, isAway = false, brokenAt = null } = fact;
  const goneAt = session.goneAt ?? endedBefore(session, at, brokenAt);
  if (isFirst || isMissed(session, at, isAway)) {
    endLost(draft, session, goneAt, at);
    return;
  }
  const isNew = session.missingSince === null;
  const missingSince = session.missingSince ?? at;
  if (hasWaitedFor(session, askedAt)) draft.save({ ...draft.tell(session, false), missingSince, goneAt }, true);
  else if (isNew) draft.put({ ...session, missingSince, goneAt });
  if (isNew) draft.needList();
}
