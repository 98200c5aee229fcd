/** Asks where addresses are, one after another and never while somebody waits for it. */
import type { Clock, EpochMs } from '#clock';
import type { Db } from '#db/pool.ts';
import type { Log } from '#log';
import { describeError } from '#problem';
import { savePlace } from './queries-network.ts';

/** Where an address is. */
export interface Place {
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
  /** Two letters of the country. */
  readonly countryCode: string | null;
  /** Degrees; both or none. */
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface PlaceLookupsDeps {
  readonly db: () => Db;
  readonly clock: Clock;
  readonly log: Log;
  /** Where an address is as plex.tv says, `unknown` when it does not know; null while it cannot be asked. */
  readonly ask: (address: string) => Promise<Place | 'unknown' | null>;
}

export interface PlaceLookups {
  /** Has these addresses looked up soon; answers those that will be, which are all unless plex.tv does not answer. */
  want(addresses: readonly string[]): ReadonlySet<string>;
  /** Resolves when nothing is left to look up. */
  idle(): Promise<void>;
  stop(): void;
}

/** So many wait at most: whoever looks again asks for the others then. */
const MOST_WAITING = 500;
/** After plex.tv did not answer. */
const REST_MS = 10 * 60_000;

export function createPlaceLookups({ db, clock, log, ask }: PlaceLookupsDeps): PlaceLookups {
  const waiting = new Set<string>();
  let running: Promise<void> | null = null;
  let restsUntil: EpochMs = 0;
  let isStopped = false;

  async function lookUp(address: string): Promise<boolean> {
    const answer = await ask(address);
    if (answer === null) return false;
    const place = answer === 'unknown' ? NOWHERE : answer;
    await savePlace(db(), address, { ...place, lookedUpAt: new Date(clock.now()) });
    return true;
  }

  async function run(): Promise<void> {
    for (const address of waiting) {
      if (isStopped) return;
      if (!(await lookUp(address))) {
        restsUntil = clock.now() + REST_MS;
        waiting.clear();
        return;
      }
      waiting.delete(address);
    }
  }

  const start = (): void => {
    running ??= run()
      .catch((error: unknown) => {
        waiting.clear();
        log.warn({ reason: describeError(error) }, 'the places of addresses cannot be looked up now');
      })
      .finally(() => {
        running = null;
      });
  };

  return {
    want(addresses) {
      if (isStopped || clock.now() < restsUntil) return new Set();
      for (const address of addresses) if (waiting.size < MOST_WAITING) waiting.add(address);
      start();
      return new Set(addresses);
    },
    async idle() {
      while (running !== null) await running;
    },
    stop() {
      isStopped = true;
    },
  };
}

const NOWHERE: Place = { city: null, region: null, country: null, countryCode: null, latitude: null, longitude: null };
