/**
 * The session reducer: what was heard of a server's players -> the sessions as they now are, and what has to be done.
 * Pure; the runner (server-monitor.ts) brings the facts and performs the effects. Rules: monitoring notes 3 and 4.
 */
import type { EpochMs } from '#clock';
import { Draft, type Fact, type ServerSessions, type Step } from './draft.ts';
import { endLost, endSilent, isMissed } from './endings.ts';
import { hasWaitedFor } from './happening.ts';
import { fireMarkers } from './markers.ts';
import { onList } from './on-list.ts';
import { onReport } from './on-report.ts';
import type { Rules } from './rules.ts';
import { jumpClock, type LiveSession, lostLink, SILENT_AFTER_MS } from './session.ts';

/** What waits for the list is told without it after this time. */
const TELL_AFTER_MS = 3_000;
/** A player we heard of but never saw listed is forgotten after this time. */
const FORGET_WAITING_MS = 60_000;

/** One step: a fact happens to the sessions. The state is never changed in place. */
export function reduce(state: ServerSessions, fact: Fact, rules: Rules): Step {
  const draft = new Draft(state, rules);
  switch (fact.kind) {
    case 'report':
      onReport(draft, fact.report, fact.at);
      break;
    case 'list':
      onList(draft, fact);
      break;
    case 'no-list':
      withoutList(draft, fact.askedAt);
      break;
    case 'link-lost':
      for (const session of draft.sessions()) draft.put(lostLink(session, fact.at));
      break;
    case 'tick':
      onTick(draft, fact);
      break;
    case 'clock-jump':
      for (const session of draft.sessions()) draft.put(jumpClock(session, fact.at, fact.byMs));
      break;
    case 'farewell':
      for (const session of draft.sessions()) tellNow(draft, session);
      break;
  }
  return draft.done();
}

/** Tells without the list what waits for it; whether a stream is still listed is not known then. */
function tellNow(draft: Draft, session: LiveSession): LiveSession {
  if (session.happenings.length === 0) return session;
  const told = draft.tell(session, true);
  draft.save(told, true);
  return told;
}

/** The list could not be read: what waited for it is told all the same. Players nobody knows wait for the next one. */
function withoutList(draft: Draft, askedAt: EpochMs): void {
  for (const session of draft.sessions()) if (hasWaitedFor(session, askedAt)) tellNow(draft, session);
}

function onTick(draft: Draft, tick: Extract<Fact, { kind: 'tick' }>): void {
  const { at } = tick;
  for (const session of draft.sessions()) {
    const fired = fireMarkers(session, at);
    if (fired !== session) {
      draft.save(fired, false);
      draft.needList();
    }
    const oldest = fired.happenings[0]?.at ?? at;
    const current = at - oldest >= TELL_AFTER_MS ? tellNow(draft, fired) : fired;
    endIfOver(draft, current, tick);
  }
  for (const [key, waiting] of draft.waitingKeys()) {
    if (at - waiting.reportedAt > FORGET_WAITING_MS) draft.stopWaiting(key);
    else if (waiting.isExpected) draft.needList();
  }
  draft.forgetStopped(at - FORGET_WAITING_MS);
}

/** Nothing was said of the stream for too long, though all could be heard: it is over (monitoring notes 4.10). */
function endIfOver(
  draft: Draft,
  session: LiveSession,
  { at, isCurrent, isAway = false }: Extract<Fact, { kind: 'tick' }>,
): void {
  if (isMissed(session, at, isAway)) {
    endLost(draft, session, session.goneAt ?? session.lastSeenAt, at);
    return;
  }
  // A pause that the list still shows goes on; a position that stands still while it plays does not.
  const heardAt = session.state === 'paused' ? Math.max(session.lastSeenAt, session.listedAt) : session.lastSeenAt;
  if (!isCurrent || session.listed === null || at - heardAt < SILENT_AFTER_MS) return;
  endSilent(draft, session, at);
}
