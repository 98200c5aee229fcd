/** Reads one server's session list whenever somebody wants to know, one reading at a time. */
import type { Cancel, Clock, EpochMs } from '#clock';
import type { SessionKey } from '#contract/ids.ts';
import type { SessionAnswer } from '#plex/described-sessions.ts';
import type { Answer, ListedSession } from '#plex/facts.ts';

/** After a reading the server and we rest for so many times as long as it took: lists of hundreds of streams are long. */
const REST_FACTOR = 2;
const LONGEST_REST_MS = 2_000;

/** What is announced of a start should know the item; its description is waited for no longer than this. */
const DESCRIBED_WITHIN_MS = 1_500;

export interface ListReaderDeps {
  readonly clock: Clock;
  readonly now: () => EpochMs;
  readonly signal: AbortSignal;
  /** Reads who is playing; `again` hands in the same answer with more known about it. */
  readonly readList: (signal: AbortSignal, again: (list: SessionAnswer) => void) => Promise<Answer<SessionAnswer>>;
  readonly isKnown: (key: SessionKey) => boolean;
  readonly onList: (list: SessionAnswer, askedAt: EpochMs, isFirst: boolean) => void;
  /** The list could not be read. */
  readonly onFailure: (askedAt: EpochMs) => void;
  readonly onError: (error: unknown) => void;
}

export class ListReader {
  private readonly deps: ListReaderDeps;
  private isReading = false;
  private wanted: 'soon' | 'now' | null = null;
  private isFirst = true;
  private askedAt = Number.NEGATIVE_INFINITY;
  private tookMs = 0;
  private cancelRest: Cancel | null = null;

  constructor(deps: ListReaderDeps) {
    this.deps = deps;
  }

  /** The server can be heard (again): the next answer is the first one. */
  connected(): void {
    this.isFirst = true;
    this.read('now');
  }

  /**
   * Reads the list, or once more when it is being read already: that answer may be older than the wish. `urgency`: whether
   * a rest may come first.
   */
  read(urgency: 'soon' | 'now' = 'soon'): void {
    if (this.deps.signal.aborted) return;
    if (this.wanted !== 'now') this.wanted = urgency;
    if (this.isReading) return;
    if (this.cancelRest === null || this.wanted === 'now') this.begin();
  }

  private begin(): void {
    this.cancelRest?.();
    this.cancelRest = null;
    this.wanted = null;
    this.isReading = true;
    this.once()
      .catch(this.deps.onError)
      .finally(() => {
        this.isReading = false;
        this.rest(this.wanted === 'now' ? 0 : Math.min(this.tookMs * REST_FACTOR, LONGEST_REST_MS));
      });
  }

  private rest(ms: number): void {
    const wake = (): void => {
      this.cancelRest = null;
      if (this.wanted !== null) this.begin();
    };
    if (ms > 0) this.cancelRest = this.deps.clock.after(ms, wake);
    else wake();
  }

  /** How long ago the list was asked for, in milliseconds. */
  age = (): number => this.deps.clock.monotonic() - this.askedAt;

  private async once(): Promise<void> {
    const { clock, now, signal, readList, onList, onFailure } = this.deps;
    const askedAt = now();
    this.askedAt = clock.monotonic();
    const { isFirst } = this;
    let later: SessionAnswer | null = null;
    let isTaken = false;
    const answer = await readList(signal, (list) => {
      later = list;
      if (isTaken) onList(list, askedAt, false);
    });
    this.tookMs = this.age();
    if (signal.aborted) return;
    if (!answer.ok) {
      onFailure(askedAt);
      return;
    }
    isTaken = true;
    if (isFirst) this.isFirst = false;
    const list = later ?? answer.value;
    const held = this.undescribed(list);
    onList(held.size === 0 ? list : without(list, held), askedAt, isFirst);
    if (held.size > 0) this.release(list, askedAt, () => later !== null);
  }

  /** Takes the list as it is when nothing more was learned in time. */
  private release(list: SessionAnswer, askedAt: EpochMs, isLearned: () => boolean): void {
    const { clock, signal, onList } = this.deps;
    void clock.sleep(DESCRIBED_WITHIN_MS, signal).then(() => {
      if (!isLearned() && !signal.aborted) onList(list, askedAt, false);
    });
  }

  /** New streams whose item is not described yet. */
  private undescribed({ sessions }: SessionAnswer): ReadonlySet<SessionKey> {
    const isHeld = ({ sessionKey, item, stream }: ListedSession): boolean =>
      item.ratingKey !== null && !stream.isSourceKnown && !this.deps.isKnown(sessionKey);
    return new Set(sessions.filter(isHeld).map(({ sessionKey }) => sessionKey));
  }
}

/** The list with some of its streams as if they could not be read: they are there, and no more is said of them. */
const without = (list: SessionAnswer, held: ReadonlySet<SessionKey>): SessionAnswer => ({
  ...list,
  sessions: list.sessions.filter(({ sessionKey }) => !held.has(sessionKey)),
  unreadable: [...list.unreadable, ...held],
});
