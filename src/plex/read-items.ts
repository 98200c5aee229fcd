/** The descriptions of items, with what they have from the show, album or artist they belong to, and from the guide. */
import type { RatingKey } from '#contract/ids.ts';
import type { Answer, DescribedItem, ItemFacts } from './facts.ts';
import { asLive, guidePath, guideRelative, parseGuides, withGuide } from './guide.ts';
import { inherit, inheritFrom, relativeKeys } from './inherit.ts';
import { hiddenSeasonKey } from './parse-item.ts';
import { type Parsed, type ParseResult, parseMetadata } from './parse-metadata.ts';

const KEYS_PER_REQUEST = 50;

/** Asks one server for lists by their path. */
export interface ItemReader {
  read<T>(
    path: string,
    parse: (body: string, serverVersion: string | null) => ParseResult<Parsed<T>>,
  ): Promise<Answer<readonly T[]>>;
  /** Days of what is broadcast are those of this zone. */
  readonly timeZone: string;
}

/**
 * The items that the server still has, `[]` when it has none of them (Plex protocol notes 3.3). Where the relatives
 * cannot be asked for, the items are still described, only by less.
 */
export async function readItems(
  reader: ItemReader,
  keys: readonly RatingKey[],
): Promise<Answer<readonly DescribedItem[]>> {
  const found = await readByKeys(reader, keys);
  if (!found.ok) return found;
  const known = new Map(found.value.map(({ item }) => [item.ratingKey, item]));
  const missing = found.value.flatMap(({ item }) => relativeKeys(item)).filter((key) => !known.has(key));
  const relatives = await readByKeys(reader, missing);
  if (relatives.ok) for (const { item } of relatives.value) known.set(item.ratingKey, item);
  const complete = relatives.ok ? found.value.map((one) => inheriting(one, (key) => known.get(key))) : found.value;
  const seasoned = await Promise.all(complete.map((one) => withSeasonKey(reader, one)));
  return { ok: true, value: await broadcast(reader, seasoned) };
}

const inheriting = (described: DescribedItem, find: (key: RatingKey) => ItemFacts | undefined): DescribedItem => ({
  ...described,
  item: inheritFrom(described.item, find),
});

/** One after the other: what several items ask for is asked in the order of the items. */
async function readByKeys(reader: ItemReader, keys: readonly RatingKey[]): Promise<Answer<readonly DescribedItem[]>> {
  const wanted = [...new Set(keys)].filter((key) => /^\d+$/.test(key));
  const found: DescribedItem[] = [];
  for (let i = 0; i < wanted.length; i += KEYS_PER_REQUEST) {
    const answer = await readSome(reader, wanted.slice(i, i + KEYS_PER_REQUEST));
    if (!answer.ok) return answer;
    found.push(...answer.value);
  }
  return { ok: true, value: found };
}

/** Some servers know none of several items when they do not know one: then they are asked one by one. */
async function readSome(reader: ItemReader, keys: readonly RatingKey[]): Promise<Answer<readonly DescribedItem[]>> {
  const answer = await reader.read(`library/metadata/${keys.join(',')}?includeMarkers=1`, parseMetadata);
  if (answer.ok || answer.reason !== 'not_found') return answer;
  const found: DescribedItem[] = [];
  for (const key of keys.length > 1 ? keys : []) {
    const one = await readSome(reader, [key]);
    if (!one.ok) return one;
    found.push(...one.value);
  }
  return { ok: true, value: found };
}

/** An episode whose season is hidden: the picture names it, or it is the season of the show with the episode's number. */
async function withSeasonKey(reader: ItemReader, described: DescribedItem): Promise<DescribedItem> {
  const { item } = described;
  const { grandparentRatingKey: show, parentMediaIndex } = item;
  if (item.mediaType !== 'episode' || item.parentRatingKey !== null || show === null) return described;
  const parentRatingKey = hiddenSeasonKey(item) ?? (await seasonOf(reader, show, parentMediaIndex));
  return { ...described, item: { ...item, parentRatingKey } };
}

async function seasonOf(reader: ItemReader, show: RatingKey, index: number | null): Promise<RatingKey | null> {
  const seasons = await reader.read(`library/metadata/${show}/children`, parseMetadata);
  const rows = seasons.ok ? seasons.value.map(({ item }) => item) : [];
  return rows.find(({ ratingKey, mediaIndex }) => ratingKey !== null && mediaIndex === index)?.ratingKey ?? null;
}

async function broadcast(reader: ItemReader, described: readonly DescribedItem[]): Promise<readonly DescribedItem[]> {
  if (!described.some(({ item }) => item.isLive)) return described;
  const guides = await reader.read('livetv/dvrs', parseGuides);
  const names = guides.ok ? guides.value : [];
  return Promise.all(described.map((one) => (one.item.isLive ? inGuides(reader, names, asLive(one)) : one)));
}

/** The first guide that knows the programme tells about it. */
async function inGuides(
  reader: ItemReader,
  guides: readonly string[],
  described: DescribedItem,
): Promise<DescribedItem> {
  const { guid } = described.item;
  if (guid === null) return described;
  for (const guide of guides) {
    const told = await readGuideItem(reader, guidePath(guide, guid));
    if (told !== null) return withGuide(described, told, guide, reader.timeZone);
  }
  return described;
}

/** What a guide tells under a path; null when it knows nothing of it (Plex protocol notes 3.5). */
export async function readGuideItem(reader: ItemReader, path: string): Promise<DescribedItem | null> {
  const answer = await reader.read(path, parseMetadata);
  const told = answer.ok ? answer.value[0] : undefined;
  if (told === undefined) return null;
  const guid = guideRelative(told.item);
  const guide = path.split('/metadata/').at(0) ?? '';
  const relative = guid === null ? null : await reader.read(guidePath(guide, guid), parseMetadata);
  const above = relative?.ok ? (relative.value[0]?.item ?? null) : null;
  return {
    ...told,
    item: inherit(told.item, { parent: told.item.mediaType === 'season' ? above : null, grandparent: above }),
  };
}
