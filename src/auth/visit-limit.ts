/** How often visits may be begun from one place: beginning one asks somebody else for something, and needs nobody. */
import type { Clock, EpochMs } from '#clock';
import { Problem } from '#problem';

const WINDOW_MS = 300_000;
const MAX_IN_WINDOW = 20;
const MAX_PLACES = 10_000;

export interface VisitLimit {
  /** @throws Problem `limited` with the seconds to wait. */
  take(ipAddress: string | null): void;
}

/** Addresses of version 6 come by the network. */
const placeOf = (ipAddress: string | null): string =>
  ipAddress?.includes(':') ? ipAddress.split(':').slice(0, 4).join(':') : (ipAddress ?? '');

export function createVisitLimit(clock: Clock): VisitLimit {
  const places = new Map<string, EpochMs[]>();
  return {
    take(ipAddress) {
      const now = clock.now();
      const place = placeOf(ipAddress);
      const recent = (places.get(place) ?? []).filter((at) => at > now - WINDOW_MS);
      const [first = now] = recent;
      if (recent.length >= MAX_IN_WINDOW)
        throw new Problem('limited', 'There were too many tries to sign in', {
          retryAfterSeconds: Math.max(1, Math.ceil((first + WINDOW_MS - now) / 1_000)),
        });
      places.delete(place);
      places.set(place, [...recent, now]);
      const [oldest] = places.keys();
      if (places.size > MAX_PLACES && oldest !== undefined) places.delete(oldest);
    },
  };
}
