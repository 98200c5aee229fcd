/** The item of a stream that ended, as its server describes it now. */
import type { Settings } from '#config/settings.ts';
import type { RatingKey } from '#contract/ids.ts';
import { whyNotRecorded } from '#history/recordable.ts';
import type { Answer, DescribedItem, ItemFacts } from '#plex/facts.ts';
import type { ClosedSession } from './session.ts';

const isSaid = (value: unknown): boolean =>
  value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** `now` with what only `before` says. */
function completed(now: ItemFacts, before: ItemFacts): ItemFacts {
  const unsaid = Object.entries(before).filter(([name]) => !isSaid(now[name as keyof ItemFacts]));
  return { ...now, ...(Object.fromEntries(unsaid) as Partial<ItemFacts>) };
}

/**
 * Reads the item once more for a play that will be recorded. Null: it cannot be read now. What is not recorded, is live
 * TV or was replaced by another item under the same key stays as it was.
 */
export async function describeClosed(
  closed: ClosedSession,
  settings: Settings,
  read: (key: RatingKey) => Promise<Answer<readonly DescribedItem[]>>,
): Promise<ClosedSession | null> {
  const { session } = closed;
  const { listed, ratingKey, watchedMs } = session;
  if (listed === null || listed.item.isLive || ratingKey === null) return closed;
  const candidate = { mediaType: listed.item.mediaType, ratingKey, watchedMs, keepsHistory: true };
  if (whyNotRecorded(candidate, settings) !== null) return closed;
  const answer = await read(ratingKey);
  const described = answer.ok ? answer.value[0] : undefined;
  if (described === undefined) return null;
  if (described.item.guid !== listed.item.guid) return closed;
  const item = completed(described.item, listed.item);
  return { ...closed, session: { ...session, listed: { ...listed, item } } };
}
