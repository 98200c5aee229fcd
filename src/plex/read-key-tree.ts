/** The keys that the parts of a show or an artist have now (API notes 15). */
import type { RatingKey } from '#contract/ids.ts';
import type { Answer, ItemFacts } from './facts.ts';
import type { MediaServer } from './media-server.ts';
import { albumsOf, type Children, childrenOf } from './parse-children.ts';
import type { ListedRow } from './parse-rows.ts';
import type { Question } from './question.ts';
import { type DescribeOptions, describeItems } from './read-described.ts';

export interface KeyBranch {
  readonly row: ListedRow;
  readonly parts: readonly ListedRow[];
}

/** A show with its seasons and episodes, or an artist with albums and tracks. */
export interface KeyTree {
  readonly root: ItemFacts;
  readonly branches: readonly KeyBranch[];
}

const ROOT_OF: Readonly<Record<string, (item: ItemFacts) => RatingKey | null>> = {
  show: (item) => item.ratingKey,
  season: (item) => item.parentRatingKey,
  episode: (item) => item.grandparentRatingKey,
  artist: (item) => item.ratingKey,
  album: (item) => item.parentRatingKey,
  track: (item) => item.grandparentRatingKey,
};

type Asked = Pick<MediaServer, 'ask'>;

async function listed(media: Asked, question: Question<Children | null>): Promise<readonly ListedRow[]> {
  const answer = await media.ask(question);
  return answer.ok ? (answer.value?.rows ?? []).filter(({ ratingKey }) => ratingKey !== null) : [];
}

async function rootOf(media: Asked, key: RatingKey, options: DescribeOptions): Promise<ItemFacts | null> {
  const found = await describeItems(media, [key], options);
  const item = found.ok ? found.value[0]?.item : undefined;
  if (item === undefined) return null;
  const rootKey = ROOT_OF[item.mediaType]?.(item) ?? null;
  if (rootKey === null || rootKey === item.ratingKey) return item;
  const root = await describeItems(media, [rootKey], options);
  return root.ok ? (root.value[0]?.item ?? null) : null;
}

/** The whole tree of any of its parts; null when the server does not know it. */
export async function readKeyTree(
  media: Asked,
  key: RatingKey,
  options: DescribeOptions,
): Promise<Answer<KeyTree | null>> {
  const root = await rootOf(media, key, options);
  const rootKey = root?.ratingKey ?? null;
  if (root === null || rootKey === null) return { ok: true, value: null };
  const isArtist = root.mediaType === 'artist';
  const rows = await listed(media, isArtist ? albumsOf(rootKey, root.sectionId ?? 0) : childrenOf(rootKey));
  const branches: KeyBranch[] = [];
  for (const row of rows) branches.push({ row, parts: await listed(media, childrenOf(row.ratingKey ?? '')) });
  return { ok: true, value: { root, branches } };
}
