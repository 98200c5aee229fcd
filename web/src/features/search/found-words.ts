import type { MediaType } from '#contract/enums.ts';
import { t } from '../../lib/i18n.ts';
import { episodeNumber, kindWords } from '../items/item-words.ts';

/** As much of a title as says which one it is. */
export interface Titled {
  readonly mediaType: MediaType;
  readonly title: string;
  readonly parentTitle: string | null;
  readonly grandparentTitle: string | null;
  readonly year: number | null;
  readonly mediaIndex: number | null;
  readonly parentMediaIndex: number | null;
}

/** What stands behind a title: kind, show and number, artist, or year. */
export function foundDetail(item: Titled): string {
  const { mediaType, parentTitle, grandparentTitle, year } = item;
  const belongs: Readonly<Partial<Record<MediaType, readonly (string | null)[]>>> = {
    episode: [grandparentTitle, episodeNumber(item.parentMediaIndex, item.mediaIndex)],
    season: [parentTitle],
    track: [grandparentTitle, parentTitle],
    album: [parentTitle, year === null ? null : String(year)],
  };
  const parts = [kindWords(mediaType), ...(belongs[mediaType] ?? [year === null ? null : String(year)])];
  return parts.filter((part) => part !== null && part !== '').join(t('separator'));
}
