/**
 * What the history table remembers between requests, per database: how many rows a filter has, which rows a costly order
 * begins with, what is odd about imported plays. Everything is kept with the version of the history it belongs to.
 */
import type { Db } from '#db/pool.ts';
import type { HistoryVersion, Irregularities } from './queries-table-facts.ts';

/** What the rows of a query come to. */
export interface KeptAmounts {
  readonly version: HistoryVersion;
  readonly rows: number;
  readonly watchedMs: number;
}

/** A map that forgets what was not asked for the longest time. */
export class Recent<V> {
  readonly #entries = new Map<string, V>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
    }
    return value;
  }

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#most && oldest !== undefined) this.#entries.delete(oldest);
  }
}

export interface Anchor {
  /** How many rows began later than `at`. */
  readonly before: number;
  /** Milliseconds. */
  readonly at: number;
}

/** An address with its newest play; among equals the first. */
export interface AddressRow {
  readonly latestPlayId: number;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly playCount: number;
}

/** Some of all items. */
export interface Choice {
  readonly ids: readonly number[];
  /** The ids are those that were not chosen. */
  readonly areLeftOut: boolean;
}

/** What is known of one state of the history. */
export interface VersionCache {
  readonly version: HistoryVersion;
  /** Stretches of keys by the query and the place where they begin. */
  readonly keys: Recent<readonly number[]>;
  /** Items by what they were looked for. */
  readonly items: Recent<Choice>;
  /** Places in the order of time by the kind of row. */
  readonly anchors: Map<string, Anchor[]>;
  readonly addresses: Recent<readonly AddressRow[]>;
}

export interface TableCache {
  readonly amounts: Recent<KeptAmounts>;
  irregularities: { readonly importId: number; readonly value: Promise<Irregularities> } | null;
  addresses: { readonly importId: number; readonly until: number; readonly all: ReadonlySet<string> } | null;
  current: VersionCache | null;
}

const AMOUNTS = 500;
/** Of at most a thousand keys each. */
const STRETCHES = 200;
const LOOKUPS = 100;

const caches = new WeakMap<object, TableCache>();

export function tableCache(db: Db): TableCache {
  const known = caches.get(db);
  if (known !== undefined) return known;
  const made: TableCache = { amounts: new Recent(AMOUNTS), irregularities: null, addresses: null, current: null };
  caches.set(db, made);
  return made;
}

export const isSameVersion = (a: HistoryVersion, b: HistoryVersion): boolean =>
  a.lastPlayId === b.lastPlayId &&
  a.mark === b.mark &&
  a.plays === b.plays &&
  a.lastImportId === b.lastImportId &&
  a.lastItemId === b.lastItemId &&
  a.lastPlayerId === b.lastPlayerId;

/** What is known of this version; what was known of another one is forgotten. */
export function versionCache(cache: TableCache, version: HistoryVersion): VersionCache {
  if (cache.current !== null && isSameVersion(cache.current.version, version)) return cache.current;
  cache.current = {
    version,
    keys: new Recent(STRETCHES),
    items: new Recent(LOOKUPS),
    anchors: new Map(),
    addresses: new Recent(LOOKUPS),
  };
  return cache.current;
}

/** To be called when recorded plays or descriptions were changed in place: that does not show in the version. */
export function forgetHistory(db: Db): void {
  caches.delete(db);
}
