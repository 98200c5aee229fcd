/** What is in an item: seasons, episodes, albums, tracks, the things of a collection or playlist (Plex protocol notes 3.4). */
import type { ParseResult } from './parse-metadata.ts';
import { isEmpty, type ListedRow, mapped, parseContainer, parseRow, rowElements, said } from './parse-rows.ts';
import { pageOf, type Question } from './question.ts';

export interface Children {
  /** As the server counts; 0 when it does not. */
  readonly count: number;
  /** What the rows are: `season`, `track` ... */
  readonly type: string | null;
  readonly title: string | null;
  readonly rows: readonly ListedRow[];
}

/** A list of nothing is null. */
export function parseChildren(body: string): ParseResult<Children | null> {
  return mapped(parseContainer(body), (container) => {
    if (isEmpty(container)) return null;
    const around = {
      librarySectionID: said(container, 'librarySectionID'),
      librarySectionTitle: said(container, 'librarySectionTitle'),
    };
    const rows = rowElements(container).map((element) => ({ ...parseRow(element), ...around }));
    return {
      count: Number(said(container, 'size') ?? 0) || 0,
      type: said(container, 'viewGroup') ?? rows[0]?.type ?? null,
      title: said(container, 'title2'),
      rows,
    };
  });
}

const at = (path: string): Question<Children | null> => ({ path, parse: parseChildren });

export const childrenOf = (key: string) => at(`library/metadata/${key}/children`);

/** Of a show: all episodes. */
export const grandchildrenOf = (key: string) => at(`library/metadata/${key}/grandchildren`);

export const inCollection = (key: string) => at(`library/collections/${key}/children`);

export const inPlaylist = (key: string) => at(`playlists/${key}/items`);

/** The plain list of an artist leaves out singles and live albums. */
export const albumsOf = (key: string, sectionId: number) =>
  at(pageOf(`library/sections/${sectionId}/all`, { start: 0, size: 100 }, { 'artist.id': key, type: 9 }));
