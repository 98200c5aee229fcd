/**
 * Whether reports may have been missed. A notification socket that is closed tells; one over which nothing comes does
 * not, but many players together are never silent for long.
 */
import type { EpochMs } from '#clock';

/** Players report this often. */
const REPORT_MS = 10_000;
/** When this many reports in a row did not come, nothing comes. */
const MISSED_REPORTS = 10;
const SHORTEST_SILENCE_MS = 700;
/** Of few players so little is heard that a stop that got lost has to be looked for. */
const LONGEST_QUIET_MS = 2_000;
/** While nothing is heard, the list is all there is: for some minutes it is read this often. */
const DEAF_LOOK_MS = 1_000;
const EAGER_MS = 5 * 60_000;

export class Hearing {
  private isOpen = false;
  private heardAt: EpochMs = Number.NEGATIVE_INFINITY;
  private resumedAt: EpochMs = Number.NEGATIVE_INFINITY;
  private lostAt: EpochMs = Number.NEGATIVE_INFINITY;
  private broken: EpochMs | null = null;

  /** Since when reports may have been missed that no list has made up for; null: all were heard. */
  brokenAt = (): EpochMs | null => this.broken;

  /** When the socket was closed last. */
  closedAt = (): EpochMs => this.lostAt;

  /** The socket is open (again). */
  opened(at: EpochMs): void {
    this.isOpen = true;
    this.heardAt = at;
    this.resumedAt = at;
  }

  /** The socket was closed. */
  closed(at: EpochMs): void {
    if (this.isOpen) this.broken ??= at;
    this.isOpen = false;
    this.lostAt = at;
  }

  /** Somebody reported, while `streams` were known; whether reports may have been missed before. */
  heard(at: EpochMs, streams: number): boolean {
    const isLate = this.noteSilence(at, streams);
    this.heardAt = at;
    if (isLate) this.resumedAt = at;
    return isLate;
  }

  /** A complete list that was asked for at `askedAt` has been taken. */
  listed(askedAt: EpochMs): void {
    if (this.isOpen && askedAt >= this.resumedAt) this.broken = null;
  }

  /** After how long without a word or a list one should be read, in milliseconds; null: never. */
  patienceMs(at: EpochMs, streams: number): number | null {
    if (!this.isOpen) return at - this.lostAt < EAGER_MS ? DEAF_LOOK_MS : LONGEST_QUIET_MS;
    this.noteSilence(at, streams);
    if (streams === 0) return null;
    return Math.min(LONGEST_QUIET_MS, silenceMs(streams));
  }

  /** How long nothing was heard. */
  quietMs = (at: EpochMs): number => at - this.heardAt;

  /** The clock was set: what was heard before cannot be compared. */
  jumped(at: EpochMs): void {
    this.heardAt = at;
    this.resumedAt = at;
    if (this.broken !== null) this.broken = Math.min(this.broken, at);
  }

  private noteSilence(at: EpochMs, streams: number): boolean {
    if (!this.isOpen || streams === 0 || at - this.heardAt <= silenceMs(streams)) return false;
    this.broken ??= this.heardAt;
    this.resumedAt = Number.POSITIVE_INFINITY;
    return true;
  }
}

/** So long nobody of so many is silent by chance. */
const silenceMs = (streams: number): number => Math.max(SHORTEST_SILENCE_MS, (MISSED_REPORTS * REPORT_MS) / streams);
