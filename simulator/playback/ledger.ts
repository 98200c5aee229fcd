import type { EpochMs } from '#clock';
import type { PlayState, Session } from './session.ts';

/** The simulator's own truth about one item played in one stream. */
export interface LedgerEntry {
  readonly name: string;
  readonly sessionKey: number;
  /** Key of the person in the world. */
  readonly user: string;
  readonly player: string;
  readonly machineIdentifier: string;
  readonly ratingKey: number;
  readonly guid: string;
  readonly title: string;
  readonly startedAt: EpochMs;
  /** Null while it is still playing. */
  readonly stoppedAt: EpochMs | null;
  /** Time spent in state `playing`; positions do not matter. */
  readonly playedMs: number;
  readonly pausedMs: number;
  /** The position of the last report. */
  readonly finalOffsetMs: number;
}

/** Old entries are forgotten beyond this many; only an endless run gets there. */
const LIMIT = 100_000;

interface OpenEntry {
  readonly facts: Omit<LedgerEntry, 'stoppedAt' | 'playedMs' | 'pausedMs' | 'finalOffsetMs'>;
  readonly session: Session;
  state: PlayState;
  since: EpochMs;
  playedMs: number;
  pausedMs: number;
}

export interface Ledger {
  open(session: Session, now: EpochMs): void;
  /** To be called with every change of state. */
  note(session: Session, now: EpochMs): void;
  /** Ends the open entry of a stream at the position of its last report, or at the one given. */
  close(session: Session, now: EpochMs, finalOffsetMs?: number): void;
  entries(now: EpochMs): LedgerEntry[];
  clear(): void;
}

function settle(entry: OpenEntry, now: EpochMs): void {
  const passed = Math.max(0, now - entry.since);
  if (entry.state === 'playing') entry.playedMs += passed;
  if (entry.state === 'paused') entry.pausedMs += passed;
  entry.since = now;
  entry.state = entry.session.state;
}

const written = (entry: OpenEntry, stoppedAt: EpochMs | null, finalOffsetMs: number): LedgerEntry => ({
  ...entry.facts,
  stoppedAt,
  playedMs: entry.playedMs,
  pausedMs: entry.pausedMs,
  finalOffsetMs,
});

function begin(session: Session, now: EpochMs): OpenEntry {
  const { item } = session;
  const facts = {
    name: session.name,
    sessionKey: session.key,
    user: session.person.key,
    player: session.device.key,
    machineIdentifier: session.device.machineIdentifier,
    ratingKey: item.ratingKey,
    guid: item.guid,
    title: item.title,
    startedAt: now,
  };
  return { facts, session, state: session.state, since: now, playedMs: 0, pausedMs: 0 };
}

/** An empty ledger. */
export function makeLedger(): Ledger {
  const open = new Map<Session, OpenEntry>();
  const closed: LedgerEntry[] = [];
  const close = (session: Session, now: EpochMs, finalOffsetMs = session.baseOffset): void => {
    const entry = open.get(session);
    if (entry === undefined) return;
    settle(entry, now);
    open.delete(session);
    closed.push(written(entry, now, Math.round(finalOffsetMs)));
    if (closed.length > LIMIT) closed.splice(0, LIMIT / 10);
  };
  const current = (entry: OpenEntry, now: EpochMs): LedgerEntry => {
    settle(entry, now);
    return written(entry, null, Math.round(entry.session.baseOffset));
  };
  return {
    open: (session, now) => void open.set(session, begin(session, now)),
    note(session, now) {
      const entry = open.get(session);
      if (entry !== undefined) settle(entry, now);
    },
    close,
    entries: (now) => [...closed, ...[...open.values()].map((entry) => current(entry, now))],
    clear() {
      open.clear();
      closed.length = 0;
    },
  };
}
