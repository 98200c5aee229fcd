/** What a server finds by a text, with everything it says of it. */
import type { RatingKey } from '#contract/ids.ts';
import type { Answer, DescribedItem } from '#plex/facts.ts';
import type { MediaServer } from '#plex/media-server.ts';
import { childrenOf } from '#plex/parse-children.ts';
import { FOUND_TYPES, type Found, type FoundType, search } from '#plex/parse-hubs.ts';
import { describeItems } from '#plex/read-described.ts';

export type SearchResults = Readonly<Record<FoundType, readonly DescribedItem[]>>;

export interface SearchWanted {
  readonly query: string;
  /** Of each kind; null: as many as the server likes. */
  readonly limit: number | null;
  /** Days of what is broadcast are those of this zone. */
  readonly timeZone: string;
}

/** Whoever looks for a show means its seasons too. */
async function withSeasons(media: Pick<MediaServer, 'ask'>, found: readonly Found[]): Promise<readonly Found[]> {
  const all: Found[] = [];
  for (const one of found) {
    all.push(one);
    if (one.type !== 'show') continue;
    const children = await media.ask(childrenOf(one.key));
    const rows = children.ok ? (children.value?.rows ?? []) : [];
    all.push(
      ...rows.flatMap(({ ratingKey }) => (ratingKey === null ? [] : [{ type: 'season' as const, key: ratingKey }])),
    );
  }
  return all;
}

/** Everything found, by its kind, in the order in which the server found it. What has gone meanwhile is left out. */
export async function searchServer(
  media: Pick<MediaServer, 'ask'>,
  { query, limit, timeZone }: SearchWanted,
): Promise<Answer<SearchResults>> {
  const answer = await media.ask(search(query, limit));
  if (!answer.ok) return answer;
  const found = await withSeasons(media, answer.value);
  const keys = found.map(({ key }) => key as RatingKey);
  const described = await describeItems(media, keys, { timeZone });
  if (!described.ok) return described;
  const byKey = new Map(described.value.map((one) => [String(one.item.ratingKey), one]));
  const lists = FOUND_TYPES.map((type): [FoundType, readonly DescribedItem[]] => [
    type,
    found.filter((one) => one.type === type).flatMap(({ key }) => byKey.get(key) ?? []),
  ]);
  return { ok: true, value: Object.fromEntries(lists) as Record<FoundType, readonly DescribedItem[]> };
}
