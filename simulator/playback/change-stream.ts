import { Problem } from '#problem';
import type { StreamAction } from '../actions.ts';
import { liveItem, programmeAfter, slotAt } from './live.ts';
import { offsetAt, type PlayState, type Session } from './session.ts';
import type { Stage } from './stage.ts';
import { setItem, setStream, tune } from './subject.ts';

/** Brings the reported position up to date. */
export function advance(session: Session, at: number): void {
  session.baseOffset = offsetAt(session, at);
  session.baseAt = at;
}

function advanceInto(session: Session, state: PlayState, at: number): void {
  advance(session, at);
  session.state = state;
}

function restart(session: Session, offsetMs: number, at: number): void {
  session.baseOffset = offsetMs;
  session.baseAt = at;
}

/** The guide moves on while the channel stays: same keys, another programme behind them. */
function nextProgramme(stage: Stage, session: Session, at: number): void {
  const { live } = session;
  if (live === null) throw new Problem('invalid', `Stream ${session.name} shows no live channel`);
  live.programme = programmeAfter(live.channel, live.programme);
  live.beginsAt = Math.max(live.beginsAt, slotAt(live.channel, stage.ids.t0, stage.ids.t0 + at).beginsAt);
  session.item = liveItem(live);
  session.template = null;
}

type Change = Exclude<StreamAction, { action: 'stop' | 'vanish' }>;

/** Applies an action to a running stream; reports are up to the caller. */
export function applyChange(stage: Stage, session: Session, change: Change, at: number): void {
  switch (change.action) {
    case 'pause':
      advanceInto(session, 'paused', at);
      break;
    case 'error':
      advanceInto(session, 'error', at);
      break;
    case 'progress':
      advance(session, at);
      break;
    case 'resume':
      session.baseAt = at;
      session.state = 'playing';
      break;
    case 'seek':
      restart(session, change.view_offset_ms, at);
      break;
    case 'buffer':
      advanceInto(session, change.recover === false ? 'buffering' : session.state, at);
      break;
    case 'transcode_change':
      advance(session, at);
      setStream(stage, session, change.stream ?? {}, at);
      break;
    case 'next':
      restart(session, change.view_offset_ms ?? 0, at);
      session.state = 'playing';
      session.playQueueItemId = stage.counters.queueItem++;
      setItem(stage, session, change.item, change.stream ?? {}, at);
      break;
    case 'channel':
      restart(session, 0, at);
      tune(stage, session, change.channel, {
        at,
        stream: session.stream,
        keyInSession: session.live?.keyInSession ?? true,
      });
      break;
    case 'programme':
      nextProgramme(stage, session, at);
  }
}

const REPLACES_ITEM: ReadonlySet<string> = new Set(['next', 'channel', 'programme']);

/** Applies an action and writes it into the ledger. */
export function changeStream(stage: Stage, session: Session, change: Change, at: number): void {
  const now = stage.ids.t0 + at;
  const replaced = REPLACES_ITEM.has(change.action);
  const reached = offsetAt(session, at);
  if (replaced) stage.ledger.close(session, now, reached);
  applyChange(stage, session, change, at);
  if (replaced) stage.ledger.open(session, now);
  else stage.ledger.note(session, now);
}
