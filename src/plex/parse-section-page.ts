/** One page of the content of a library, with the files of its items (Plex protocol notes 3.8, 3.9). */
import type { ParseResult } from './parse-metadata.ts';
import { isEmpty, type ListedRow, mapped, parseContainer, parseRow, rowElements, said } from './parse-rows.ts';
import { pageOf, type Question } from './question.ts';
import { childNamed, childrenNamed, type XmlElement } from './xml.ts';

/** What a row tells about its file; of several versions the last counts. */
export interface RowFile {
  readonly container: string | null;
  readonly bitrate: string | null;
  readonly videoCodec: string | null;
  /** In lower case. */
  readonly videoResolution: string | null;
  readonly videoFrameRate: string | null;
  readonly audioCodec: string | null;
  readonly audioChannels: string | null;
  readonly file: string | null;
  readonly fileSize: string | null;
}

export interface ContentRow extends ListedRow {
  readonly media: RowFile;
}

export interface SectionPage {
  /** Of all pages; null when the server does not say, because it knows no pages. */
  readonly total: string | null;
  /** On this page, by the server's count. */
  readonly size: string | null;
  readonly rows: readonly ContentRow[];
}

function fileOf(row: XmlElement): RowFile {
  const media = childrenNamed(row, 'Media').at(-1);
  const part = media === undefined ? undefined : childNamed(media, 'Part');
  const of = (element: XmlElement | undefined, name: string) => (element === undefined ? null : said(element, name));
  return {
    container: of(media, 'container'),
    bitrate: of(media, 'bitrate'),
    videoCodec: of(media, 'videoCodec'),
    videoResolution: of(media, 'videoResolution')?.toLowerCase() ?? null,
    videoFrameRate: of(media, 'videoFrameRate'),
    audioCodec: of(media, 'audioCodec'),
    audioChannels: of(media, 'audioChannels'),
    file: of(part, 'file'),
    fileSize: of(part, 'size'),
  };
}

export function parseSectionPage(body: string): ParseResult<SectionPage> {
  return mapped(parseContainer(body), (container) => {
    const around = { librarySectionID: said(container, 'librarySectionID') };
    const elements = isEmpty(container) ? [] : rowElements(container);
    return {
      total: said(container, 'totalSize'),
      size: said(container, 'size'),
      rows: elements
        .filter((element) => element.name !== 'Directory' || said(element, 'ratingKey') !== null)
        .map((element) => ({ ...parseRow(element), ...around, media: fileOf(element) })),
    };
  });
}

/** What is listed: the things of a library by their kind, or of the library's own kind. */
const KIND_QUERY: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  movie: { type: 1 },
  show: { type: 2 },
  season: { type: 3 },
  episode: { type: 4 },
  artist: { type: 8 },
  album: { type: 9 },
  track: { type: 10 },
  photo_album: { type: 14 },
  picture: { type: 13, clusterZoomLevel: 1 },
  clip: { type: 12, clusterZoomLevel: 1 },
};

export interface SectionPlace {
  readonly sectionId: number;
  /** `photo` and everything unknown list what the library lists by itself. */
  readonly kind: string;
}

export const sectionPage = (
  { sectionId, kind }: SectionPlace,
  page: { readonly start: number; readonly size: number },
): Question<SectionPage> => ({
  path: pageOf(`library/sections/${sectionId}/all`, page, KIND_QUERY[kind] ?? {}),
  parse: parseSectionPage,
});

/** All albums of an artist, in the same form. */
export const albumsPage = (
  artistKey: string,
  sectionId: number,
  page: { readonly start: number; readonly size: number },
): Question<SectionPage> => ({
  path: pageOf(`library/sections/${sectionId}/all`, page, { 'artist.id': artistKey, type: 9 }),
  parse: parseSectionPage,
});

/** The same form for what is in one item. */
export const itemPage = (key: string): Question<SectionPage> => ({
  path: `library/metadata/${key}/children`,
  parse: parseSectionPage,
});

export interface SectionLabel {
  readonly key: string | null;
  readonly title: string | null;
}

export function parseLabels(body: string): ParseResult<readonly SectionLabel[]> {
  return mapped(parseContainer(body), (container) =>
    isEmpty(container)
      ? []
      : childrenNamed(container, 'Directory').map((one) => ({ key: said(one, 'key'), title: said(one, 'title') })),
  );
}

export const labelsOf = (sectionId: number): Question<readonly SectionLabel[]> => ({
  path: `library/sections/${sectionId}/label`,
  parse: parseLabels,
});
