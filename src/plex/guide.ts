/** What a guide tells about a live programme (Plex protocol notes 3.5). */
import type { DescribedItem, ItemFacts, MediaVersion } from './facts.ts';
import type { Parsed, ParseResult } from './parse-metadata.ts';
import { parseDvrs } from './parse-server-state.ts';
import { fullTitle } from './tables/titles.ts';

/** The library in which live television is kept; servers know none. */
export const LIVE_TV = { sectionId: 999_999, libraryName: 'Live TV' } as const;

/** Names of the guides that the receivers of a server have, in their order. */
export function parseGuides(body: string): ParseResult<Parsed<string>> {
  const found = parseDvrs(body);
  return found.ok
    ? { ok: true, value: { values: found.value.flatMap(({ epgIdentifier }) => epgIdentifier ?? []), problems: [] } }
    : found;
}

/** Where a guide tells about what has this guid. */
export const guidePath = (guide: string, guid: string): string => `${guide}/metadata/${encodeURIComponent(guid)}`;

/** Whom a guide's item inherits from: the guid of its show. */
export function guideRelative({ mediaType, parentGuid, grandparentGuid }: ItemFacts): string | null {
  if (mediaType === 'episode') return grandparentGuid;
  return mediaType === 'season' ? parentGuid : null;
}

const dayOf = (epochSeconds: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();

const titled = (item: ItemFacts): ItemFacts => ({ ...item, fullTitle: fullTitle(item) });

const channelOf = ({ channel: { id, title, vcn } }: MediaVersion): Partial<ItemFacts> => ({
  channelId: id,
  channelTitle: title,
  channelVcn: vcn,
});

/** An item that is received live, as its server tells it. */
export const asLive = ({ item, media }: DescribedItem): DescribedItem => ({ item: { ...item, ...LIVE_TV }, media });

/** A live item with what the guide tells; days are those of the time zone. */
export function withGuide(
  described: DescribedItem,
  { item: told, media }: DescribedItem,
  epgIdentifier: string,
  timeZone: string,
): DescribedItem {
  const { item } = described;
  const [airing] = media;
  const day = airing?.beginsAt == null ? null : dayOf(airing.beginsAt, timeZone);
  const onChannel = (version: MediaVersion): MediaVersion => {
    if (airing === undefined) return version;
    const { id, title, vcn } = airing.channel;
    return { ...version, channel: { ...version.channel, id, title, vcn } };
  };
  const { contentRating, summary, durationMs, guid, hasAncestor } = told;
  const { parentTitle, parentThumb, parentGuid, grandparentTitle, grandparentThumb, grandparentGuid } = told;
  return {
    item: titled({
      ...item,
      ...{ contentRating, summary, durationMs, guid, hasAncestor },
      ...{ parentTitle, parentThumb, parentGuid, grandparentTitle, grandparentThumb, grandparentGuid },
      originallyAvailableAt: day ?? item.originallyAvailableAt,
      originallyAvailableText: day ?? item.originallyAvailableText,
      ...(airing === undefined ? {} : channelOf(airing)),
      epgIdentifier,
    }),
    media: described.media.map(onChannel),
  };
}
