/** Shelves of things that belong together: what was found, and what is related (Plex protocol notes 3.11). */
import type { ParseResult } from './parse-metadata.ts';
import { type ListedRow, mapped, parseContainer, parseRow, rowElements, said } from './parse-rows.ts';
import type { Question } from './question.ts';
import { childrenNamed, type XmlElement } from './xml.ts';

export const RELATED_TYPES = ['movie', 'show', 'season', 'episode', 'artist', 'album', 'track'] as const;
export const FOUND_TYPES = [...RELATED_TYPES, 'collection'] as const;
export type FoundType = (typeof FOUND_TYPES)[number];

/** Something that was found, by its key only: what a shelf says of it is not all of it. */
export interface Found {
  readonly type: FoundType;
  readonly key: string;
}

const hubsOf = (container: XmlElement): readonly XmlElement[] =>
  childrenNamed(container, 'Hub').filter((hub) => hub.attributes.size !== '0');

const isFoundType = (type: string | null): type is FoundType => FOUND_TYPES.some((one) => one === type);

export function parseFound(body: string): ParseResult<readonly Found[]> {
  return mapped(parseContainer(body), (container) =>
    hubsOf(container).flatMap((hub) => {
      const type = said(hub, 'type');
      if (!isFoundType(type)) return [];
      return rowElements(hub, ['Video', 'Directory', 'Track']).flatMap((row) => {
        const key = said(row, 'ratingKey');
        return key === null ? [] : [{ type, key }];
      });
    }),
  );
}

/** `limit` is of every type; without one the server uses its own. */
export function search(query: string, limit: number | null): Question<readonly Found[]> {
  const parameters = new URLSearchParams({
    query,
    ...(limit === null ? {} : { limit: String(limit) }),
    includeCollections: '1',
  });
  return { path: `hubs/search?${parameters}`, parse: parseFound };
}

export type RelatedType = (typeof RELATED_TYPES)[number];

export interface RelatedRow extends ListedRow {
  readonly hubType: RelatedType;
}

const isRelatedType = (type: string | null): type is RelatedType => RELATED_TYPES.some((one) => one === type);

/** A shelf holds things of one kind; where a server sends several, the last of these kinds counts. */
function shelfRows(hub: XmlElement): readonly XmlElement[] {
  const kinds = ['Track', 'Directory', 'Video'].map((kind) => childrenNamed(hub, kind));
  return kinds.find((rows) => rows.length > 0) ?? [];
}

/** The other things of the collections an item is in. */
export function parseRelated(body: string): ParseResult<readonly RelatedRow[]> {
  return mapped(parseContainer(body), (container) => {
    const around = {
      librarySectionID: said(container, 'librarySectionID'),
      parentThumb: said(container, 'thumb'),
    };
    return hubsOf(container).flatMap((hub) => {
      const hubType = said(hub, 'type');
      if (!said(hub, 'hubIdentifier')?.startsWith('collection.related') || !isRelatedType(hubType)) return [];
      return shelfRows(hub).map((row) => ({ ...parseRow(row), ...around, hubType }));
    });
  });
}

/** Things that go with an item, under the title the server gives them. */
export interface Shelf {
  readonly title: string;
  readonly rows: readonly ListedRow[];
}

/** All shelves beside an item that are not empty: of its collections, and of what is like it. */
export function parseShelves(body: string): ParseResult<readonly Shelf[]> {
  return mapped(parseContainer(body), (container) => {
    const librarySectionID = said(container, 'librarySectionID');
    return hubsOf(container).flatMap((hub) => {
      const rows = shelfRows(hub).map((row) => {
        const parsed = parseRow(row);
        return { ...parsed, librarySectionID: parsed.librarySectionID ?? librarySectionID };
      });
      return rows.length === 0 ? [] : [{ title: said(hub, 'title') ?? '', rows }];
    });
  });
}

export const shelvesBeside = (key: string): Question<readonly Shelf[]> => ({
  path: `hubs/metadata/${key}/related`,
  parse: parseShelves,
});

export const relatedTo = (key: string): Question<readonly RelatedRow[]> => ({
  path: `hubs/metadata/${key}/related`,
  parse: parseRelated,
});
