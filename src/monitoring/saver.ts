/**
 * Brings the reducer's decisions to the database in order, for one server. What was decided stays here until it is
 * committed: a database that is away delays records but loses none.
 *
 * A session is committed as live before it is committed as over, so that an unclear commit (the answer was lost) can be
 * repeated without recording a play twice.
 */
import type { Clock, EpochMs } from '#clock';
import type { ServerId, SessionId, SessionKey } from '#contract/ids.ts';
import { isDatabaseDown } from '#db/pool.ts';
import type { ListedSession } from '#plex/facts.ts';
import { describeError } from '#problem';
import { type Closing, Closings } from './closings.ts';
import { type CommitDeps, closeSessions, type StoredSession, saveSessions } from './commit.ts';
import type { Note } from './happening.ts';
import { NotLeading } from './leader.ts';
import { Meetings } from './meetings.ts';
import type { ClosedSession, LiveSession } from './session.ts';

/** A session that just plays on is written this often at most, however often its player reports. */
export const HEARTBEAT_MS = 1_000;
/** Heartbeats are gathered for this long, so that five hundred players make two writes a second and not fifty. */
const GATHER_MS = 500;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;

export interface SaverDeps extends CommitDeps {
  readonly clock: Clock;
  readonly serverId: ServerId;
  readonly serverName: string;
  /** The session as it is now; undefined when it is over. */
  readonly current: (key: SessionKey) => LiveSession | undefined;
  /** Before a session is saved for the first time: makes its person known. Does not reject. */
  readonly meet: (sessions: readonly LiveSession[]) => Promise<void>;
  /** A session that ended, with its item as it is now; null when that cannot be read now. Does not reject. */
  readonly describe: (closed: ClosedSession) => Promise<ClosedSession | null>;
}

export interface Saver {
  /** Knows the row of a session that was restored from the database. */
  adopt(key: SessionKey, rowId: SessionId): void;
  save(key: SessionKey, urgent: boolean): void;
  /** To be committed with the session's next save, or its close. */
  announce(key: SessionKey, note: Note): void;
  close(closed: ClosedSession): void;
  /** Resolves when nothing is being written. */
  idle(): Promise<void>;
  /** Writes heartbeats that have become due; to be called about once a second. */
  nudge(): void;
  /** Resolves when nothing is left to write, or after `patienceMs` when the database is away. */
  drain(patienceMs: number): Promise<void>;
}

export function createSaver(deps: SaverDeps): Saver {
  const { clock, log, serverId } = deps;
  const rowIds = new Map<SessionKey, SessionId>();
  const savedAt = new Map<SessionKey, EpochMs>();
  /** The descriptions that are stored already. */
  const listed = new Map<SessionKey, ListedSession | null>();
  const dirty = new Map<SessionKey, { urgent: boolean }>();
  /** Sessions the database refused, so that each is complained about once. */
  const refused = new Set<SessionKey>();
  const notes = new Map<SessionKey, Note[]>();
  const meetings = new Meetings(deps.meet);
  const closings = new Closings({
    clock,
    onReady: () => start(),
    describe: async (closed) => {
      if (!rowIds.has(closed.session.sessionKey)) await meetings.meet(closed.session);
      return deps.describe(closed);
    },
  });
  let running: Promise<void> | null = null;
  let isGathering = false;
  /** Nothing is written any more. */
  let isOver = false;
  let failures = 0;

  const isDue = (key: SessionKey, urgent: boolean): boolean =>
    urgent || Math.abs(clock.monotonic() - (savedAt.get(key) ?? -HEARTBEAT_MS)) >= HEARTBEAT_MS - GATHER_MS;
  /** It has a row, or may have one: its key is free and its person was looked for. */
  const isWritable = (key: SessionKey): boolean => {
    const session = deps.current(key);
    return !closings.has(key) && (session === undefined || rowIds.has(key) || meetings.isMet(session));
  };
  const dueKeys = (): SessionKey[] =>
    [...dirty].filter(([key, { urgent }]) => isDue(key, urgent) && isWritable(key)).map(([key]) => key);

  const start = (): void => {
    if (running !== null || isOver) return;
    running = run().finally(() => {
      running = null;
      // Something may have come in between the last look and here.
      if (closings.ready().length > 0 || [...dirty].some(([key, { urgent }]) => urgent && isWritable(key))) start();
    });
  };

  const idle = async (): Promise<void> => {
    while (running !== null) await running;
  };

  const startSoon = (): void => {
    if (isGathering) return;
    isGathering = true;
    clock.after(GATHER_MS, () => {
      isGathering = false;
      start();
    });
  };

  async function run(): Promise<void> {
    while (!isOver && (closings.ready().length > 0 || dueKeys().length > 0)) {
      try {
        if (closings.ready().length > 0) await writeClosed();
        else await writeLive(dueKeys());
        failures = 0;
      } catch (error) {
        await afterFailure(error);
      }
    }
  }

  async function writeLive(keys: readonly SessionKey[]): Promise<void> {
    const batch = keys.flatMap((key): StoredSession[] => {
      const session = deps.current(key);
      return session === undefined ? [] : [stored(session)];
    });
    for (const key of keys) dirty.delete(key);
    try {
      await writeBatch(batch);
    } catch (error) {
      for (const { session } of batch)
        if (!dirty.has(session.sessionKey)) dirty.set(session.sessionKey, { urgent: true });
      if (isDatabaseDown(error) || error instanceof NotLeading) throw error;
      await oneByOne(batch);
    }
  }

  /** One description the database refuses must not keep the others from being saved. */
  async function oneByOne(batch: readonly StoredSession[]): Promise<void> {
    for (const one of batch) {
      try {
        await writeBatch([one]);
        dirty.delete(one.session.sessionKey);
      } catch (error) {
        if (isDatabaseDown(error) || error instanceof NotLeading) throw error;
        giveUp(one.session, error);
      }
    }
  }

  function giveUp(session: LiveSession, error: unknown): void {
    dirty.delete(session.sessionKey);
    if (refused.has(session.sessionKey)) return;
    refused.add(session.sessionKey);
    log.error(
      { server: deps.serverName, sessionKey: session.sessionKey, reason: describeError(error) },
      'a stream cannot be saved',
    );
  }

  const stored = (session: LiveSession): StoredSession => ({
    session,
    rowId: rowIds.get(session.sessionKey) ?? null,
    isDescribed: listed.get(session.sessionKey) === session.listed,
    notes: [...(notes.get(session.sessionKey) ?? [])],
  });

  async function writeBatch(batch: readonly StoredSession[]): Promise<void> {
    for (const [key, id] of await saveSessions(deps, serverId, batch)) {
      rowIds.set(key, id);
      savedAt.set(key, clock.monotonic());
    }
    for (const { session, notes: written } of batch) {
      listed.set(session.sessionKey, session.listed);
      const left = (notes.get(session.sessionKey) ?? []).filter((note) => !written.includes(note));
      if (left.length > 0) notes.set(session.sessionKey, left);
      else notes.delete(session.sessionKey);
    }
  }

  async function writeClosed(): Promise<void> {
    const batch = withDistinctKeys(closings.ready());
    for (const { session, isUnsaved } of batch) {
      const rowId = rowIds.get(session.sessionKey) ?? null;
      if (session.listed !== null && (isUnsaved || rowId === null))
        await writeBatch([{ session, rowId, isDescribed: false, notes: [] }]);
    }
    const ended = batch.flatMap((closed) => {
      const rowId = rowIds.get(closed.session.sessionKey);
      return rowId === undefined ? [] : [{ ...closed, rowId }];
    });
    await closeSessions(deps, serverId, ended);
    closings.remove(batch);
    for (const { session } of batch) {
      rowIds.delete(session.sessionKey);
      refused.delete(session.sessionKey);
      savedAt.delete(session.sessionKey);
      listed.delete(session.sessionKey);
    }
  }

  async function afterFailure(error: unknown): Promise<void> {
    if (error instanceof NotLeading) {
      // Whoever leads now reads the rows as they are and records what becomes of them.
      isOver = true;
      return;
    }
    failures += 1;
    const waitMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 6));
    if (failures === 1)
      log.warn(
        { server: deps.serverName, reason: describeError(error) },
        'what was heard cannot be saved now; it is kept and tried again',
      );
    const [poison] = closings.ready();
    if (!isDatabaseDown(error) && failures >= 5 && poison !== undefined) {
      closings.remove([poison]);
      log.error(
        { server: deps.serverName, sessionKey: poison.session.sessionKey, reason: describeError(error) },
        'a finished stream cannot be recorded',
      );
      failures = 0;
    }
    await clock.sleep(waitMs);
  }

  return {
    adopt(key, rowId) {
      rowIds.set(key, rowId);
    },
    save(key, urgent) {
      dirty.set(key, { urgent: urgent || (dirty.get(key)?.urgent ?? false) });
      closings.hurry(key);
      const session = deps.current(key);
      if (session !== undefined && !isWritable(key)) void meetings.meet(session).then(start);
      else if (urgent) start();
      else if (isDue(key, false)) startSoon();
    },
    announce(key, note) {
      notes.set(key, [...(notes.get(key) ?? []), note]);
    },
    close(closed) {
      const key = closed.session.sessionKey;
      const isUnsaved = dirty.delete(key);
      const last = notes.get(key) ?? [];
      notes.delete(key);
      closings.hurry(key);
      closings.add({ ...closed, isUnsaved, notes: last });
    },
    nudge() {
      if (dueKeys().length > 0) start();
    },
    idle,
    async drain(patienceMs) {
      for (const [key] of dirty) dirty.set(key, { urgent: true });
      meetings.giveUp();
      closings.finishAll();
      start();
      const enough = new AbortController();
      await Promise.race([idle(), clock.sleep(patienceMs, enough.signal)]);
      enough.abort();
      isOver = true;
    },
  };
}

/** Streams that ended under one key one after another are recorded one after another. */
const withDistinctKeys = (ready: readonly Closing[]): readonly Closing[] => {
  const keys = new Set<SessionKey>();
  const twice = ready.findIndex(({ session }) => {
    const isKnown = keys.has(session.sessionKey);
    keys.add(session.sessionKey);
    return isKnown;
  });
  return twice < 0 ? ready : ready.slice(0, twice);
};
