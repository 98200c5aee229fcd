/**
 * The session list with everything known about its items. A session list tells what the client receives; the file it
 * comes from and the markers stand in the item's own description, which is read in the background, many items with one
 * request, and remembered.
 */
import type { Clock, EpochMs } from '#clock';
import type { RatingKey, SessionKey } from '#contract/ids.ts';
import type { Answer, DescribedItem, ItemFacts, ListedSession } from './facts.ts';
import type { MediaServer } from './media-server.ts';
import { describeSession, type SessionEntry, type SessionList } from './parse-sessions.ts';

/** An answer about who is playing. */
export interface SessionAnswer {
  readonly sessions: readonly ListedSession[];
  /** Sessions that are there but could not be read. */
  readonly unreadable: readonly SessionKey[];
  /** False when an entry without a key could not be read: then absence proves nothing. */
  readonly isComplete: boolean;
}

/** Reads the list; `again` is called with the same list when descriptions that were missing arrive late. */
export type DescribedSessions = (
  signal: AbortSignal,
  again: (list: SessionAnswer) => void,
) => Promise<Answer<SessionAnswer>>;

/** Descriptions are read again after this time (monitoring notes 1, METADATA_CACHE_SECONDS). */
const FRESH_MS = 30 * 60_000;
/** An item that could not be described, or has changed since, is asked for again after this time. */
const RETRY_MS = 60_000;
/** A list waits this long for what describes its items; usually it takes a few milliseconds. */
const PATIENCE_MS = 3_000;
const REMEMBERED = 5_000;
/** Items in one request. */
const PER_REQUEST = 50;

interface Remembered {
  readonly described: DescribedItem | null;
  /** As it was listed when it was asked for. */
  readonly listed: ItemFacts;
  readonly askedAt: EpochMs;
}

/** A reader of one server's list that remembers what it learned of items. */
export function createDescribedSessions(
  media: Pick<MediaServer, 'sessions' | 'metadata'>,
  clock: Clock,
): DescribedSessions {
  const known = new Map<RatingKey, Remembered>();
  const asked = new Set<RatingKey>();
  const told = new WeakMap<SessionEntry, { readonly described: DescribedItem; readonly listed: ListedSession }>();

  const descriptionOf = ({ listed }: SessionEntry): DescribedItem | null => {
    const remembered = listed.item.ratingKey === null ? undefined : known.get(listed.item.ratingKey);
    if (remembered?.described == null) return null;
    return isAbout(remembered, remembered.described, listed.item) ? remembered.described : null;
  };

  /** What has not changed is described by the very same object. */
  const describeEntry = (entry: SessionEntry): ListedSession => {
    const described = descriptionOf(entry);
    if (described === null) return entry.listed;
    const before = told.get(entry);
    if (before?.described === described) return before.listed;
    const listed = describeSession(entry, described);
    told.set(entry, { described, listed });
    return listed;
  };

  const describeAll = (list: SessionList): SessionAnswer => ({
    sessions: list.entries.map(describeEntry),
    unreadable: list.unreadable,
    isComplete: list.problems.length === list.unreadable.length,
  });

  const missing = (list: SessionList): ReadonlyMap<RatingKey, ItemFacts> => {
    const now = clock.now();
    const items = list.entries.flatMap(({ listed: { item } }) => {
      const key = item.ratingKey;
      if (key === null || asked.has(key)) return [];
      const remembered = known.get(key);
      return remembered !== undefined && isFresh(remembered, item, now) ? [] : [[key, item] as const];
    });
    return new Map(items);
  };

  const remember = (listed: ReadonlyMap<RatingKey, ItemFacts>, found: readonly DescribedItem[]): void => {
    if (known.size > REMEMBERED) known.clear();
    const byKey = new Map(found.map((described) => [described.item.ratingKey, described]));
    for (const [key, item] of listed)
      known.set(key, { described: byKey.get(key) ?? null, listed: item, askedAt: clock.now() });
  };

  /** Whether something new is known. */
  const learn = async (items: ReadonlyMap<RatingKey, ItemFacts>, signal: AbortSignal): Promise<boolean> => {
    for (const key of items.keys()) asked.add(key);
    try {
      let hasLearned = false;
      const all = [...items];
      for (let i = 0; i < all.length; i += PER_REQUEST) {
        const some = new Map(all.slice(i, i + PER_REQUEST));
        const answer = await media.metadata([...some.keys()], signal);
        remember(some, answer.ok ? answer.value : []);
        hasLearned ||= answer.ok && answer.value.length > 0;
      }
      return hasLearned;
    } finally {
      for (const key of items.keys()) asked.delete(key);
    }
  };

  const inTime = async (learning: Promise<unknown>, signal: AbortSignal): Promise<boolean> => {
    const done = new AbortController();
    const patience = clock.sleep(PATIENCE_MS, AbortSignal.any([signal, done.signal])).then(() => false);
    const isLearned = await Promise.race([learning.then(() => true), patience]);
    done.abort();
    return isLearned;
  };

  return async (signal: AbortSignal, again: (list: SessionAnswer) => void): Promise<Answer<SessionAnswer>> => {
    const answer = await media.sessions(signal);
    if (!answer.ok) return answer;
    const items = missing(answer.value);
    if (items.size > 0) {
      const learning = learn(items, signal);
      if (!(await inTime(learning, signal)))
        void learning.then((hasLearned) => {
          if (hasLearned && !signal.aborted) again(describeAll(answer.value));
        });
    }
    return { ok: true, value: describeAll(answer.value) };
  };
}

/** A key may be given to another item; on a channel the next programme begins under the same one. */
const isAbout = (remembered: Remembered, { item }: DescribedItem, listed: ItemFacts): boolean =>
  (listed.isLive ? remembered.listed : item).guid === listed.guid;

function isFresh(remembered: Remembered, listed: ItemFacts, now: EpochMs): boolean {
  const age = now - remembered.askedAt;
  const { described } = remembered;
  if (described === null) return age < RETRY_MS;
  if (!isAbout(remembered, described, listed)) return remembered.listed.guid === listed.guid && age < RETRY_MS;
  return age < (listed.updatedAt === remembered.listed.updatedAt ? FRESH_MS : 0);
}
