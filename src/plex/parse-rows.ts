/** Rows of lists: items as children, as recently added, as the content of a library (Plex protocol notes 3.4, 3.8, 3.10). */
import { text } from './attributes.ts';
import type { ParseResult } from './parse-metadata.ts';
import { childrenNamed, parseXml, type XmlElement } from './xml.ts';

/** What a row says, by its name in Plex's answers. */
const ROW_ATTRIBUTES = [
  'type',
  'ratingKey',
  'parentRatingKey',
  'grandparentRatingKey',
  'librarySectionID',
  'librarySectionTitle',
  'title',
  'parentTitle',
  'grandparentTitle',
  'originalTitle',
  'titleSort',
  'index',
  'parentIndex',
  'studio',
  'contentRating',
  'summary',
  'tagline',
  'rating',
  'ratingImage',
  'audienceRating',
  'audienceRatingImage',
  'userRating',
  'duration',
  'year',
  'thumb',
  'parentThumb',
  'grandparentThumb',
  'art',
  'banner',
  'originallyAvailableAt',
  'addedAt',
  'updatedAt',
  'lastViewedAt',
  'guid',
  'childCount',
] as const;

type RowAttribute = (typeof ROW_ATTRIBUTES)[number];

/**
 * One row. Lists hold what is no item too, such as "All episodes", so nothing is required, and every value is the text
 * as sent, null when it is missing: `8.0` stays `8.0`. Durations are milliseconds, moments epoch seconds.
 */
export interface ListedRow extends Readonly<Record<RowAttribute, string | null>> {
  readonly directors: readonly string[];
  readonly writers: readonly string[];
  readonly actors: readonly string[];
  readonly genres: readonly string[];
  readonly labels: readonly string[];
  readonly collections: readonly string[];
  readonly externalIds: readonly string[];
}

/** The text of an attribute, null when it is missing or empty. */
export const said = (element: XmlElement, name: string): string | null => text.parse(element.attributes[name]);

export const tagsOf = (element: XmlElement, name: string): readonly string[] =>
  childrenNamed(element, name).flatMap((child) => said(child, 'tag') ?? []);

const attributesOf = (element: XmlElement): Readonly<Record<RowAttribute, string | null>> =>
  Object.fromEntries(ROW_ATTRIBUTES.map((name) => [name, said(element, name)])) as Record<RowAttribute, string | null>;

/** A folder of photos is called by the same name as a photo (Plex protocol notes 3.2). */
export const typeOf = (element: XmlElement): string | null => {
  const type = said(element, 'type');
  return element.name === 'Directory' && type === 'photo' ? 'photo_album' : type;
};

export const parseRow = (element: XmlElement): ListedRow => ({
  ...attributesOf(element),
  type: typeOf(element),
  directors: tagsOf(element, 'Director'),
  writers: tagsOf(element, 'Writer'),
  actors: tagsOf(element, 'Role'),
  genres: tagsOf(element, 'Genre'),
  labels: tagsOf(element, 'Label'),
  collections: tagsOf(element, 'Collection'),
  externalIds: childrenNamed(element, 'Guid').flatMap((guid) => said(guid, 'id') ?? []),
});

/** A document whose root is the container of lists. */
export function parseContainer(body: string): ParseResult<XmlElement> {
  const xml = parseXml(body);
  if (!xml.ok) return xml;
  return xml.root.name === 'MediaContainer'
    ? { ok: true, value: xml.root }
    : { ok: false, problem: `the answer is a <${xml.root.name}>` };
}

/** Passes a good answer on. */
export const mapped = <A, B>(result: ParseResult<A>, map: (value: A) => B): ParseResult<B> =>
  result.ok ? { ok: true, value: map(result.value) } : result;

/** A container says that it is empty; one that says nothing has to be looked into. */
export const isEmpty = (container: XmlElement): boolean => container.attributes.size === '0';

/** What a list has in it, kind by kind: first folders, then videos, tracks and photos. */
export const ROW_ELEMENTS = ['Directory', 'Video', 'Track', 'Photo'] as const;

/** Rows in the order of their kinds, as clients know it (Plex protocol notes 3.4). */
export const rowElements = (container: XmlElement, kinds: readonly string[] = ROW_ELEMENTS): readonly XmlElement[] =>
  kinds.flatMap((kind) => childrenNamed(container, kind));
