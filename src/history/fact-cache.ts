import type { UserId } from '#contract/ids.ts';
import type { StoredItem } from './queries-facts.ts';

const LIMIT = 20_000;

/** Ids of stored descriptions by digest, so that a heartbeat does not ask the database for what it told before. */
export interface FactCache {
  readonly items: IdCache<StoredItem>;
  readonly streams: IdCache<number>;
  readonly players: IdCache<number>;
  readonly users: IdCache<UserId>;
}

/**
 * A bounded map whose new entries count only after `keep()`: what a rolled-back transaction stored is not there.
 */
export class IdCache<T> {
  private readonly kept = new Map<string, T>();
  private readonly fresh = new Map<string, T>();

  /** The id of `key`, found, or made by `make` and remembered from the next `keep()` on. */
  async get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.fresh.get(key) ?? this.kept.get(key);
    if (known !== undefined) return known;
    const made = await make();
    this.fresh.set(key, made);
    return made;
  }

  keep(): void {
    if (this.kept.size + this.fresh.size > LIMIT) this.kept.clear();
    for (const [key, value] of this.fresh) this.kept.set(key, value);
    this.fresh.clear();
  }

  drop(): void {
    this.fresh.clear();
  }

  clear(): void {
    this.kept.clear();
    this.fresh.clear();
  }
}

export const createFactCache = (): FactCache => ({
  items: new IdCache(),
  streams: new IdCache(),
  players: new IdCache(),
  users: new IdCache(),
});

export const eachCache = (
  cache: FactCache,
  act: (one: { keep(): void; drop(): void; clear(): void }) => void,
): void => {
  for (const one of [cache.items, cache.streams, cache.players, cache.users]) act(one);
};
