/**
 * A second proof that a write comes from our own page, beside where it says it comes from: a word that only whoever can read our
 * answers knows. It is made of the session, so nothing has to be kept.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Where a page sends it. */
export const CSRF_HEADER = 'x-spyglass-csrf';

/** The word of a session. */
export const csrfToken = (key: Buffer, sessionHash: string): string =>
  createHmac('sha256', key).update(sessionHash).digest('base64url');

/** Takes a time that tells nothing about the right one. */
export function isCsrfToken(key: Buffer, sessionHash: string, given: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', key).update(text).digest();
  return timingSafeEqual(digest(given), digest(csrfToken(key, sessionHash)));
}
