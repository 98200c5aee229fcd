/**
 * The session list with everything known about its items. A session list tells what the client receives; the file it
 * comes from and the markers stand in the item's own description, which is read in the background, many items with one
 * request, and remembered.
 */
import type { Clock, EpochMs } from '#clock';
import type { RatingKey, SessionKey } from '#contract/ids.ts';
import type { Answer, ListedSession } from './facts.ts';
import type { MediaServer } from './media-server.ts';
import { mergeItem } from './merge-item.ts';
import type { DescribedItem } from './parse-metadata.ts';
import { describeSession, type SessionEntry, type SessionList } from './parse-sessions.ts';

/** An answer about who is playing. */
export interface SessionAnswer {
  readonly sessions: readonly ListedSession[];
  /** Sessions that are there but could not be read. */
  readonly unreadable: readonly SessionKey[];
  /** False when an entry without a key could not be read: then absence proves nothing. */
  readonly isComplete: boolean;
}

/** Reads the list; `again` is called once more with the same list when descriptions that were missing have arrived. */
export type DescribedSessions = (
  signal: AbortSignal,
  again: (list: SessionAnswer) => void,
) => Promise<Answer<SessionAnswer>>;

/** Descriptions are read again after this time (monitoring notes 1, METADATA_CACHE_SECONDS). */
const FRESH_MS = 30 * 60_000;
/** An item that could not be described is asked for again after this time. */
const RETRY_MS = 60_000;
const REMEMBERED = 5_000;
/** Items in one request. */
const PER_REQUEST = 50;

interface Remembered {
  readonly described: DescribedItem | null;
  readonly until: EpochMs;
}

/** A reader of one server's list that remembers what it learned of items. */
export function createDescribedSessions(
  media: Pick<MediaServer, 'sessions' | 'metadata'>,
  clock: Clock,
): DescribedSessions {
  const known = new Map<RatingKey, Remembered>();
  const asked = new Set<RatingKey>();

  const descriptionOf = ({ listed }: SessionEntry): DescribedItem | null => {
    const key = listed.item.ratingKey;
    const remembered = key === null ? undefined : known.get(key);
    if (remembered?.described == null) return null;
    // The key may have been given to another item, or the item may have changed.
    const { item } = remembered.described;
    const isSame = item.guid === listed.item.guid && item.updatedAt === listed.item.updatedAt;
    return isSame || listed.item.isLive ? remembered.described : null;
  };

  const describeAll = (list: SessionList): SessionAnswer => ({
    sessions: list.entries.map((entry) => describeEntry(entry, descriptionOf(entry))),
    unreadable: list.unreadable,
    isComplete: list.problems.length === list.unreadable.length,
  });

  const missingKeys = (list: SessionList): RatingKey[] => {
    const now = clock.now();
    const keys = list.entries.flatMap((entry) => {
      const key = entry.listed.item.ratingKey;
      if (key === null || asked.has(key)) return [];
      const remembered = known.get(key);
      const isFresh =
        remembered !== undefined &&
        remembered.until > now &&
        (remembered.described === null || descriptionOf(entry) !== null);
      return isFresh ? [] : [key];
    });
    return [...new Set(keys)];
  };

  const remember = (keys: readonly RatingKey[], found: readonly DescribedItem[]): void => {
    if (known.size > REMEMBERED) known.clear();
    const byKey = new Map(found.map((described) => [described.item.ratingKey, described]));
    for (const key of keys) {
      const described = byKey.get(key) ?? null;
      known.set(key, { described, until: clock.now() + (described === null ? RETRY_MS : FRESH_MS) });
    }
  };

  const learn = async (keys: readonly RatingKey[], signal: AbortSignal): Promise<boolean> => {
    let hasLearned = false;
    for (let i = 0; i < keys.length; i += PER_REQUEST) {
      const some = keys.slice(i, i + PER_REQUEST);
      const answer = await media.metadata(some, signal);
      remember(some, answer.ok ? answer.value : []);
      hasLearned ||= answer.ok && answer.value.length > 0;
    }
    return hasLearned;
  };

  return async (signal: AbortSignal, again: (list: SessionAnswer) => void): Promise<Answer<SessionAnswer>> => {
    const answer = await media.sessions(signal);
    if (!answer.ok) return answer;
    const missing = missingKeys(answer.value);
    if (missing.length > 0) {
      for (const key of missing) asked.add(key);
      void learn(missing, signal)
        .then((hasLearned) => {
          if (hasLearned && !signal.aborted) again(describeAll(answer.value));
        })
        .finally(() => {
          for (const key of missing) asked.delete(key);
        });
    }
    return { ok: true, value: describeAll(answer.value) };
  };
}

function describeEntry(entry: SessionEntry, described: DescribedItem | null): ListedSession {
  if (described === null) return entry.listed;
  return describeSession(entry, mergeItem(entry.listed.item, described.item), described.media);
}
