/**
 * What the history table remembers between requests, per database: how many rows a filter has, which rows a costly order
 * begins with, what is odd about imported plays. Everything is kept with the version of the history it belongs to.
 */
import type { Db } from '#db/pool.ts';
import type { HistoryVersion, Irregularities } from './queries-table-facts.ts';
import type { IdChoice } from './rows/choice.ts';
import type { Ranks } from './rows/row-keys.ts';
import type { ChosenRows } from './rows/table-rows.ts';

/** What the rows of a query come to. */
export interface KeptAmounts {
  readonly version: HistoryVersion;
  readonly generation: number;
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

/** Where a column is in memory, without keeping it there. */
export interface ColumnPlace {
  readonly buffer: WeakRef<ArrayBufferLike>;
  readonly byteOffset: number;
  readonly length: number;
}

/** What is known of one state of the history. */
export interface VersionCache {
  readonly version: HistoryVersion;
  /** Stretches of keys by the query and the place where they begin. */
  readonly keys: Recent<readonly number[]>;
  /** Items by what they were looked for. */
  readonly items: Recent<IdChoice>;
  /** Places in the order of time by the kind of row. */
  readonly anchors: Map<string, Anchor[]>;
  readonly addresses: Recent<readonly AddressRow[]>;
}

export interface TableCache {
  readonly amounts: Recent<KeptAmounts>;
  /** Grows with every change of recorded plays: what was kept before cannot be made true by adding new plays. */
  generation: number;
  changesSeen: number;
  /** A change was begun and is not visible yet. */
  isUnsettled: boolean;
  irregularities: {
    readonly importId: number;
    readonly generation: number;
    readonly value: Promise<Irregularities>;
  } | null;
  /** All addresses with the numbers that stand for them. */
  addresses: { readonly importId: number; readonly until: number; readonly all: ReadonlyMap<string, number> } | null;
  /** Where people, devices and items stand in the order of a column. */
  readonly ranks: Recent<Ranks>;
  /** The viewings of all plays, with the columns they were made of. */
  allRows: { readonly columns: readonly ColumnPlace[]; readonly made: ChosenRows } | null;
  current: VersionCache | null;
}

const AMOUNTS = 500;
/** Of at most a thousand keys each. */
const STRETCHES = 200;
const LOOKUPS = 100;
/** Of some ten thousand numbers each. */
const RANKS = 24;

const caches = new WeakMap<object, TableCache>();

/** Changes of recorded plays by this process, in whatever database. */
const changes = { count: 0 };

/** To be called in every transaction that changes or removes recorded plays, before it ends. */
export function noteChangedPlays(): void {
  changes.count += 1;
}

export function tableCache(db: Db): TableCache {
  const known = caches.get(db);
  if (known !== undefined) return known;
  const made: TableCache = {
    amounts: new Recent(AMOUNTS),
    generation: 0,
    changesSeen: changes.count,
    isUnsettled: false,
    irregularities: null,
    addresses: null,
    ranks: new Recent(RANKS),
    allRows: null,
    current: null,
  };
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

/**
 * What is known of this version; what was known of another one is forgotten. A change counts twice: when it was begun, and
 * when it shows, since what is read between belongs to the time before.
 */
export function versionCache(cache: TableCache, version: HistoryVersion): VersionCache {
  if (cache.changesSeen !== changes.count) {
    cache.changesSeen = changes.count;
    cache.generation += 1;
    cache.isUnsettled = true;
  }
  if (cache.current !== null && isSameVersion(cache.current.version, version)) return cache.current;
  if (cache.isUnsettled) {
    cache.generation += 1;
    cache.isUnsettled = false;
  }
  cache.current = {
    version,
    keys: new Recent(STRETCHES),
    items: new Recent(LOOKUPS),
    anchors: new Map(),
    addresses: new Recent(LOOKUPS),
  };
  return cache.current;
}

/** Forgets everything, as a start does. */
export function forgetHistory(db: Db): void {
  caches.delete(db);
}
