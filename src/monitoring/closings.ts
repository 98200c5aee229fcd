/**
 * Streams that ended and wait to be recorded. A play is recorded with the item as its server describes it at the end
 * (monitoring notes 6, step 9), so that is read first. While it cannot be read the record waits, but never for long and
 * never in vain: after some tries, or when the program stops, what is known is recorded.
 */
import type { Cancel, Clock } from '#clock';
import type { SessionKey } from '#contract/ids.ts';
import type { Note } from './happening.ts';
import type { ClosedSession } from './session.ts';

const TRY_AGAIN_MS = 30_000;
const TRIES = 5;
/** What another item took the place of cannot wait: its successor has the same key. */
const REPLACED_PATIENCE_MS = 2_000;

/** `isUnsaved`: something about the session was not committed yet, e.g. its latest description. */
export interface Closing extends ClosedSession {
  readonly isUnsaved: boolean;
  readonly notes: readonly Note[];
}

export interface ClosingsDeps {
  readonly clock: Clock;
  /** The session with its item as it is described now; null when that cannot be read now. Does not reject. */
  readonly describe: (closed: ClosedSession) => Promise<ClosedSession | null>;
  /** There is something to record. */
  readonly onReady: () => void;
}

interface Entry {
  closing: Closing;
  isReady: boolean;
  cancel: Cancel | null;
}

export class Closings {
  private readonly deps: ClosingsDeps;
  private entries: Entry[] = [];

  constructor(deps: ClosingsDeps) {
    this.deps = deps;
  }

  add(closing: Closing): void {
    const entry: Entry = { closing, isReady: false, cancel: null };
    this.entries = [...this.entries, entry];
    if (closing.endedReason === 'replaced')
      entry.cancel = this.deps.clock.after(REPLACED_PATIENCE_MS, () => this.finish(entry));
    void this.describe(entry, 1);
  }

  /** What can be recorded now, in the order in which it ended. */
  ready = (): readonly Closing[] => this.entries.filter(({ isReady }) => isReady).map(({ closing }) => closing);

  has = (key: SessionKey): boolean => this.entries.some(({ closing }) => closing.session.sessionKey === key);

  /** These are recorded, or given up. */
  remove(done: readonly Closing[]): void {
    this.entries = this.entries.filter(({ closing }) => !done.includes(closing));
  }

  /** Somebody else wants the key: what ended under it waits no longer, but for the moment a replaced one is given. */
  hurry(key: SessionKey): void {
    for (const entry of this.entries) {
      const { session, endedReason } = entry.closing;
      if (session.sessionKey === key && endedReason !== 'replaced' && !entry.isReady) this.finish(entry);
    }
  }

  /** Nothing is waited for any longer. */
  finishAll(): void {
    for (const entry of this.entries) if (!entry.isReady) this.finish(entry);
  }

  private async describe(entry: Entry, attempt: number): Promise<void> {
    const described = await this.deps.describe(entry.closing);
    if (entry.isReady) return;
    const isPatient = entry.closing.endedReason !== 'replaced' && attempt < TRIES;
    if (described === null && isPatient) {
      entry.cancel = this.deps.clock.after(TRY_AGAIN_MS, () => void this.describe(entry, attempt + 1));
      return;
    }
    if (described !== null && described.session !== entry.closing.session)
      entry.closing = { ...entry.closing, ...described, isUnsaved: true };
    if (attempt > 1) entry.closing = { ...entry.closing, notes: this.toldNow(entry.closing.notes) };
    this.finish(entry);
  }

  /** A stop that waited is told of when the wait is over. */
  private toldNow(notes: readonly Note[]): readonly Note[] {
    const at = this.deps.clock.now();
    return notes.map((note) => (note.trigger === 'on_stop' ? { ...note, at } : note));
  }

  private finish(entry: Entry): void {
    entry.cancel?.();
    entry.isReady = true;
    this.deps.onReady();
  }
}
