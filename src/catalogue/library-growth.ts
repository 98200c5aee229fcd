/** How a library grew: when what is in it now was added. */
import type { EpochMs } from '#clock';
import type { GrowthQuery, LibraryGrowth } from '#contract/library-shelves.ts';
import type { MediaServer } from '#plex/media-server.ts';
import type { ContentRow } from '#plex/parse-section-page.ts';
import type { LibraryRow } from './libraries.ts';
import { wholeNumber } from './live-views.ts';
import type { MediaInfoCache } from './media-info.ts';
import { said } from './native-live.ts';

/** What the parts of a library's things are called, where they have any. */
export const PARTS_OF_TYPE: Readonly<Record<string, string>> = { show: 'episode', artist: 'track', photo: 'picture' };

/** Epoch seconds of what a row says that can be a moment; Plex writes 0 and nonsense as well. */
function addedSeconds({ addedAt }: Pick<ContentRow, 'addedAt'>): number | null {
  const seconds = wholeNumber(addedAt);
  return seconds === null || seconds === 0 || seconds > 32_503_680_000 ? null : seconds;
}

/** Counts what came on each day, in `timeZone`. Pure. */
export function growthOf(
  rows: ReadonlyArray<Pick<ContentRow, 'addedAt' | 'media'>>,
  timeZone: string,
): Pick<LibraryGrowth, 'days' | 'undated'> {
  const days = new Map<string, { added: number; bytes: number }>();
  let undated = 0;
  for (const row of rows) {
    const seconds = addedSeconds(row);
    if (seconds === null) {
      undated += 1;
      continue;
    }
    const day = Temporal.Instant.fromEpochMilliseconds(seconds * 1_000)
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .toString();
    const known = days.get(day) ?? { added: 0, bytes: 0 };
    days.set(day, { added: known.added + 1, bytes: known.bytes + (wholeNumber(row.media.fileSize) ?? 0) });
  }
  const inOrder = [...days].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { days: inOrder.map(([day, sums]) => ({ day, ...sums })), undated };
}

interface GrowthDeps {
  readonly media: Pick<MediaServer, 'ask'>;
  readonly mediaInfo: MediaInfoCache;
  readonly timeZone: string;
  readonly now: EpochMs;
}

/** @throws Problem `upstream` */
export async function libraryGrowth(
  { media, mediaInfo, timeZone, now }: GrowthDeps,
  { serverId, sectionId, type }: Pick<LibraryRow, 'serverId' | 'sectionId' | 'type'>,
  { of }: GrowthQuery,
): Promise<LibraryGrowth> {
  if (type === 'live') return { of, days: [], undated: 0, readAt: new Date(now).toISOString() };
  const kind = of === 'parts' ? (PARTS_OF_TYPE[type] ?? type) : type;
  const place = { serverId, sectionId, kind, ratingKey: null };
  const kept = said(await mediaInfo.read(media, place, { now, isRefresh: false }));
  return { of, ...growthOf(kept.rows, timeZone), readAt: new Date(kept.builtAt).toISOString() };
}
