/** The title of an item that stands alone (derived-fields notes 11). */
import type { MediaType } from '#contract/enums.ts';

export interface TitleInput {
  readonly mediaType: MediaType;
  readonly title: string;
  readonly parentTitle: string | null;
  readonly grandparentTitle: string | null;
  readonly originalTitle: string | null;
  readonly libraryName: string | null;
}

const joined = (first: string | null, second: string | null): string => `${first ?? ''} - ${second ?? ''}`;

/** Missing parts leave the separator standing; collapsing it is the pages' matter. */
export function fullTitle(item: TitleInput): string {
  switch (item.mediaType) {
    case 'season':
    case 'album':
      return joined(item.parentTitle, item.title);
    case 'episode':
      return joined(item.grandparentTitle, item.title);
    case 'track':
      return joined(item.title, item.originalTitle ?? item.grandparentTitle);
    case 'photo':
      return joined(item.parentTitle ?? item.libraryName, item.title);
    default:
      return item.title;
  }
}

/** `Season 12` as `S12`; names of their own stay (derived-fields notes 11). */
export const shortSeason = (title: string): string => title.replace(/^Season (\d+)$/, 'S$1');
