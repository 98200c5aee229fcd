/** Codes of authenticator apps (RFC 6238, as all apps make them: SHA-1, six digits, half minutes). Pure but for the random secret. */
import { Secret, TOTP } from 'otpauth';
import type { EpochMs } from '#clock';

const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
/** Clocks of phones may be off by this many half minutes. */
const TOLERANCE = 1;

/** A new secret, base32. */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

const totpOf = (secret: string, label = ''): TOTP =>
  new TOTP({
    issuer: 'Spyglass',
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
  });

/** What an app reads from a QR code. */
export const totpUri = (secret: string, username: string): string => totpOf(secret, username).toString();

/** Number of the half minute a code is of; null when it is of none near `now`. */
export function stepOfCode(secret: string, code: string, now: EpochMs): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: TOLERANCE });
  return delta === null ? null : Math.floor(now / 1_000 / PERIOD_SECONDS) + delta;
}
