/**
 * How many wrong keys came from an address. The numbers are those of signing in, but a wrong key that is sent again and again
 * counts once: a forgotten program with an old key is no attack, and often has its address in common with good ones.
 * In memory only: keys are long and random, so what matters is the noise and not the odds.
 */
import type { EpochMs } from '#clock';
import { FAILURES, LOCK_MS, lockedForMs, type Try, WINDOW_MS } from './lock-out.ts';

/** Addresses that are remembered; the one that was quiet the longest is forgotten first. */
const MAX_ADDRESSES = 10_000;

export interface KeyGuesses {
  /** Milliseconds an address has to wait. */
  lockedForMs(ipAddress: string | null, now: EpochMs): number;
  /** Notes a wrong key by its hash. */
  note(ipAddress: string | null, keyHash: string, now: EpochMs): void;
}

export function createKeyGuesses(): KeyGuesses {
  const byAddress = new Map<string, Map<string, EpochMs>>();
  return {
    lockedForMs(ipAddress, now) {
      const guesses = byAddress.get(ipAddress ?? '');
      if (guesses === undefined) return 0;
      const tries = [...guesses.values()].map((at): Try => ({ at, isSuccess: false }));
      return lockedForMs(tries, now);
    },
    note(ipAddress, keyHash, now) {
      const address = ipAddress ?? '';
      const guesses = byAddress.get(address) ?? new Map<string, EpochMs>();
      byAddress.delete(address);
      for (const [hash, at] of guesses) if (at < now - LOCK_MS - WINDOW_MS) guesses.delete(hash);
      if (!guesses.has(keyHash) && guesses.size < FAILURES) guesses.set(keyHash, now);
      byAddress.set(address, guesses);
      const [oldest] = byAddress.keys();
      if (byAddress.size > MAX_ADDRESSES && oldest !== undefined) byAddress.delete(oldest);
    },
  };
}
