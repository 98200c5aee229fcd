/** Reads one server's session list whenever somebody wants to know, one reading at a time. */
import type { Clock, EpochMs } from '#clock';
import type { SessionKey } from '#contract/ids.ts';
import type { SessionAnswer } from '#plex/described-sessions.ts';
import type { Answer } from '#plex/facts.ts';

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
  private isWantedAgain = false;
  private isFirst = true;
  private askedAt = Number.NEGATIVE_INFINITY;
  private tookMs = 0;
  private isResting = false;

  constructor(deps: ListReaderDeps) {
    this.deps = deps;
  }

  /** The server can be heard (again): the next answer is the first one. */
  connected(): void {
    this.isFirst = true;
    this.read();
  }

  /** Reads the list now, or once more when it is being read already: that answer may be older than the wish. */
  read(): void {
    if (this.deps.signal.aborted) return;
    if (this.isReading || this.isResting) {
      this.isWantedAgain = true;
      return;
    }
    this.isReading = true;
    this.once()
      .catch(this.deps.onError)
      .finally(() => {
        this.isReading = false;
        this.rest(Math.min(this.tookMs * REST_FACTOR, LONGEST_REST_MS));
      });
  }

  private rest(ms: number): void {
    this.isResting = true;
    const wake = (): void => {
      this.isResting = false;
      if (!this.isWantedAgain) return;
      this.isWantedAgain = false;
      this.read();
    };
    if (ms > 0) this.deps.clock.after(ms, wake);
    else wake();
  }

  /** How long ago the list was asked for, in milliseconds. */
  age = (): number => this.deps.clock.monotonic() - this.askedAt;

  private async once(): Promise<void> {
    const { clock, now, signal, readList, onList, onFailure } = this.deps;
    const askedAt = now();
    this.askedAt = clock.monotonic();
    const { isFirst } = this;
    const described = Promise.withResolvers<SessionAnswer>();
    let isTaken = false;
    const answer = await readList(signal, (list) => {
      if (isTaken) onList(list, askedAt, false);
      else described.resolve(list);
    });
    this.tookMs = this.age();
    if (signal.aborted) return;
    if (!answer.ok) {
      onFailure(askedAt);
      return;
    }
    const late = clock.sleep(DESCRIBED_WITHIN_MS, signal).then(() => answer.value);
    const list = this.lacksDescription(answer.value) ? await Promise.race([described.promise, late]) : answer.value;
    isTaken = true;
    if (isFirst) this.isFirst = false;
    onList(list, askedAt, isFirst);
  }

  private lacksDescription({ sessions }: SessionAnswer): boolean {
    return sessions.some(
      ({ sessionKey, item, stream }) =>
        item.ratingKey !== null && !stream.isSourceKnown && !this.deps.isKnown(sessionKey),
    );
  }
}
