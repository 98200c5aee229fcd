/** What was added last (Plex protocol notes 3.10). */
import type { RECENT_KINDS } from '#contract/live.ts';
import type { ParseResult } from './parse-metadata.ts';
import { isEmpty, type ListedRow, mapped, parseContainer, parseRow, rowElements } from './parse-rows.ts';
import { pageOf, type Question } from './question.ts';

export function parseRecentlyAdded(body: string): ParseResult<readonly ListedRow[]> {
  return mapped(parseContainer(body), (container) =>
    isEmpty(container) ? [] : rowElements(container, ['Directory', 'Video']).map(parseRow),
  );
}

/** Kinds of which a server keeps a list of its own. */
export type RecentKind = (typeof RECENT_KINDS)[number];

const KIND_QUERY: Readonly<Record<RecentKind, Readonly<Record<string, number>>>> = {
  movie: { type: 1 },
  show: { type: 2 },
  artist: { type: 8 },
  other_video: { type: 1, personal: 1 },
};

interface Page {
  readonly start: number;
  readonly size: number;
}

export const recentlyAddedOf = (kind: RecentKind, page: Page): Question<readonly ListedRow[]> => ({
  path: pageOf('hubs/home/recentlyAdded', page, KIND_QUERY[kind]),
  parse: parseRecentlyAdded,
});

export const recentlyAddedIn = (sectionId: number, page: Page): Question<readonly ListedRow[]> => ({
  path: pageOf(`library/sections/${sectionId}/recentlyAdded`, page),
  parse: parseRecentlyAdded,
});
