import type { Clock, EpochMs } from '#clock';
import { Problem } from '#problem';
import type { StartAction, StreamAction } from '../actions.ts';
import { makeMedia } from '../world/media.ts';
import type { World } from '../world/world.ts';
import { changeStream } from './change-stream.ts';
import { makeIdentifiers } from './identifiers.ts';
import { makeLedger } from './ledger.ts';
import { newSession } from './new-session.ts';
import type { Notify } from './notification.ts';
import { sendPlaying, sendTranscode } from './reports.ts';
import { offsetAt, type Session } from './session.ts';
import type { Stage } from './stage.ts';

const SESSION_KEY_SPAN = 10_000_000;
const IDLE_NONCE = 'idle0000';
const TERMINATE_AFTER_MS = 200;

/** A server without streams. Reports go out through `notify`; times come from `clock` only. */
export const makeStage = (world: World, clock: Clock, notify: Notify): Stage => ({
  world,
  clock,
  notify,
  sessions: new Map(),
  counters: { sessionKey: 1, queueItem: 8001, liveKey: 600_001 },
  ledger: makeLedger(),
  tunings: new Map(),
  ids: makeIdentifiers(clock.now(), IDLE_NONCE),
  media: makeMedia(world.nextIds),
});

/** A new run: streams are forgotten without a word, identifiers start afresh. */
export function beginRun(stage: Stage, { t0, nonce }: { t0: EpochMs; nonce: string }): void {
  for (const session of stage.sessions.values()) session.cancelReport();
  stage.sessions.clear();
  stage.ledger.clear();
  stage.tunings.clear();
  stage.ids = makeIdentifiers(t0, nonce);
  stage.media = makeMedia(stage.world.nextIds);
  // Keys start from the clock, so that a restarted simulator does not give out those of its last life again.
  const fromClock = Math.floor((t0 / 1000) % SESSION_KEY_SPAN) * 10;
  stage.counters.sessionKey = Math.max(stage.counters.sessionKey, fromClock);
}

/** Steps of a scenario carry their exact time; everything else happens now. */
const timeOf = (stage: Stage, action: { at_ms?: number | undefined }): number =>
  action.at_ms ?? stage.clock.now() - stage.ids.t0;

/** The client's timer: one report every interval after its last one. */
function armReport(stage: Stage, session: Session): void {
  session.cancelReport();
  if (session.reportIntervalMs <= 0 || session.silent) return;
  const next = session.baseAt + session.reportIntervalMs;
  session.cancelReport = stage.clock.after(Math.max(0, stage.ids.t0 + next - stage.clock.now()), () => {
    session.baseOffset = offsetAt(session, next);
    session.baseAt = next;
    sendPlaying(stage, session, session.state);
    armReport(stage, session);
  });
}

/** Takes a session off the list without telling anybody. */
function leave(stage: Stage, session: Session, at: number): void {
  session.cancelReport();
  stage.sessions.delete(session.name);
  stage.ledger.close(session, stage.ids.t0 + at);
}

/** Takes a session off the list and tells. */
function stop(stage: Stage, session: Session, at: number): void {
  session.state = 'stopped';
  leave(stage, session, at);
  if (session.silent) return;
  sendPlaying(stage, session, 'stopped');
  sendTranscode(stage, session, 'end');
}

/** A client begins to play. Throws for unknown users, players, items and channels. */
export function startStream(stage: Stage, action: StartAction): void {
  const at = timeOf(stage, action);
  const session = newSession(stage, action, at);
  const running = stage.sessions.get(action.session);
  if (running !== undefined) leave(stage, running, at);
  stage.sessions.set(action.session, session);
  stage.ledger.open(session, stage.ids.t0 + at);
  if (!session.silent) {
    if (action.buffering_first !== false && session.state === 'playing') sendPlaying(stage, session, 'buffering');
    sendPlaying(stage, session, session.state);
    sendTranscode(stage, session, 'start');
  }
  armReport(stage, session);
}

/** A client does something. Throws when there is no stream of that name. */
export function actOnStream(stage: Stage, action: StreamAction): void {
  const session = stage.sessions.get(action.session);
  if (session === undefined) throw new Problem('not_found', `There is no stream named ${action.session}`);
  const at = timeOf(stage, action);
  if (action.action === 'vanish') {
    leave(stage, session, at);
    return;
  }
  if (action.action === 'stop') {
    session.baseOffset = action.view_offset_ms ?? offsetAt(session, at);
    stop(stage, session, at);
    return;
  }
  changeStream(stage, session, action, at);
  if (action.action === 'buffer') {
    sendPlaying(stage, session, 'buffering');
    // A client that does not recover says nothing new until it resumes.
    if (action.recover === false) return;
  }
  if (action.silent !== true && !session.silent) sendPlaying(stage, session, session.state);
  armReport(stage, session);
}

/** The server's owner ends a stream: it stops where its last report was. False when there is no such session. */
export function terminateStream(stage: Stage, sessionId: string): boolean {
  const session = [...stage.sessions.values()].find((one) => one.sessionId === sessionId && one.listed);
  if (session === undefined) return false;
  stage.clock.after(TERMINATE_AFTER_MS, () => {
    if (stage.sessions.get(session.name) === session) stop(stage, session, stage.clock.now() - stage.ids.t0);
  });
  return true;
}
