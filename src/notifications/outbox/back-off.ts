/** When a message that could not be sent is tried again. */
const FIRST_MS = 10_000;
const FACTOR = 4;
const LONGEST_MS = 30 * 60_000;
/** After so many tries, which take about three quarters of an hour, a message is given up. */
export const MAX_ATTEMPTS = 6;
/** News is only news for a while, even when the other side asks to wait. */
const MAX_AGE_MS = 2 * 3_600_000;
/** Waits differ by up to this share, so that many that failed together do not come back together. */
const SPREAD = 0.2;

export interface Failure {
  /** Tries so far. */
  readonly attempts: number;
  /** Milliseconds since the message was made. */
  readonly ageMs: number;
  /** How long the other side wants to be left alone. */
  readonly retryAfterMs: number | null;
  /** From 0 to 1. */
  readonly random: number;
}

/** Milliseconds until the next try; null when the message is given up. */
export function nextTry({ attempts, ageMs, retryAfterMs, random }: Failure): number | null {
  if (attempts >= MAX_ATTEMPTS) return null;
  const grown = Math.min(LONGEST_MS, FIRST_MS * FACTOR ** (attempts - 1));
  const wait = Math.max(grown * (1 + SPREAD * (2 * random - 1)), retryAfterMs ?? 0);
  return ageMs + wait > MAX_AGE_MS ? null : Math.round(wait);
}
