/** The item of a stream that ended, as its server describes it now. */
import type { Settings } from '#config/settings.ts';
import type { RatingKey } from '#contract/ids.ts';
import { whyNotRecorded } from '#history/recordable.ts';
import type { Answer, DescribedItem, ItemFacts } from '#plex/facts.ts';
import type { ClosedSession } from './session.ts';

/**
 * What a record takes from whom (monitoring notes 6): the session says what was played, the description what that is.
 * The channel is described by either.
 */
function recorded(described: ItemFacts, listed: ItemFacts): ItemFacts {
  const { ratingKey, parentRatingKey, grandparentRatingKey, mediaType, isLive, guid } = listed;
  const { title, parentTitle, grandparentTitle, originalTitle, fullTitle } = listed;
  return {
    ...described,
    ...{ ratingKey, parentRatingKey, grandparentRatingKey, mediaType, isLive, guid },
    ...{ title, parentTitle, grandparentTitle, originalTitle, fullTitle },
    channelTitle: described.channelTitle ?? listed.channelTitle,
    channelCallSign: described.channelCallSign ?? listed.channelCallSign,
    channelThumb: described.channelThumb ?? listed.channelThumb,
  };
}

/**
 * Reads the item once more for a play that will be recorded. Null: it cannot be read now. What is not recorded or got
 * another item under its key stays as it was, and so does live TV that was described already, or cannot be.
 */
export async function describeClosed(
  closed: ClosedSession,
  settings: Settings,
  read: (key: RatingKey) => Promise<Answer<readonly DescribedItem[]>>,
): Promise<ClosedSession | null> {
  const { session } = closed;
  const { listed, ratingKey, watchedMs, durationMs } = session;
  if (listed === null || ratingKey === null) return closed;
  const { mediaType, isLive, guid } = listed.item;
  if (isLive && listed.stream.isSourceKnown) return closed;
  if (whyNotRecorded({ mediaType, ratingKey, watchedMs, durationMs, keepsHistory: true }, settings) !== null)
    return closed;
  const answer = await read(ratingKey);
  const described = answer.ok ? answer.value[0] : undefined;
  if (described === undefined) return isLive ? closed : null;
  if (described.item.guid !== guid) return closed;
  const item = recorded(described.item, listed.item);
  return { ...closed, session: { ...session, listed: { ...listed, item } } };
}
