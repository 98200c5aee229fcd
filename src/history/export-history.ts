/** Rows of the history as a file, written while they are read. */
import type { HistoryExportQuery, HistoryQuery, HistoryRow } from '#contract/history.ts';
import type { Visible } from '#users/visible.ts';
import type { HistoryReader } from './read-history.ts';

/** So many rows are read at once. */
const ROWS_AT_ONCE = 500;

type Cell = string | number | boolean | null;

/** Columns of the table, in their order. */
const CELLS: Readonly<Record<string, (row: HistoryRow) => Cell>> = {
  play_id: (row) => row.playId,
  viewing_id: (row) => row.groupId,
  plays: (row) => row.playCount,
  started_at: (row) => row.startedAt,
  stopped_at: (row) => row.stoppedAt,
  person: (row) => row.user.name,
  username: (row) => row.user.username,
  server: (row) => row.server.name,
  library: (row) => row.item.libraryName,
  type: (row) => row.item.mediaType,
  live: (row) => row.item.isLive,
  full_title: (row) => row.item.fullTitle,
  title: (row) => row.item.title,
  season_or_album: (row) => row.item.parentTitle,
  show_or_artist: (row) => row.item.grandparentTitle,
  season: (row) => row.item.parentMediaIndex,
  number: (row) => row.item.mediaIndex,
  year: (row) => row.item.year,
  rating_key: (row) => row.item.ratingKey,
  player: (row) => row.player.title,
  product: (row) => row.player.product,
  platform: (row) => row.player.platform,
  decision: (row) => row.decision,
  resolution: (row) => row.resolution,
  location: (row) => row.network.location,
  ip_address: (row) => row.network.ipAddress,
  bandwidth_kbps: (row) => row.network.bandwidthKbps,
  watched_seconds: (row) => Math.round(row.watchedMs / 1000),
  paused_seconds: (row) => Math.round(row.pausedMs / 1000),
  percent: (row) => row.percentComplete,
  watched: (row) => row.isWatched,
  ended: (row) => row.endedReason,
};

/** A spreadsheet takes what begins so for a formula, and titles come from anywhere. */
const FORMULA = /^[=+\-@\t\r]/;

function cellText(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const line = (cells: readonly Cell[]): string => `${cells.map(cellText).join(',')}\r\n`;

/** A row of the table with its end (RFC 4180). */
export const csvRow = (row: HistoryRow): string => line(Object.values(CELLS).map((cell) => cell(row)));
export const csvHead = (): string => line(Object.keys(CELLS));

/** Pages of rows until there are no more. */
async function* pagesOf(
  reader: HistoryReader,
  visible: Visible,
  { ids, format: _, ...query }: HistoryExportQuery,
): AsyncGenerator<readonly HistoryRow[]> {
  if (ids !== undefined) {
    for (let at = 0; at < ids.length; at += ROWS_AT_ONCE)
      yield await reader.rows(visible, query.view, ids.slice(at, at + ROWS_AT_ONCE));
    return;
  }
  let cursor: HistoryQuery['cursor'];
  do {
    const page = await reader.page(visible, { ...query, limit: ROWS_AT_ONCE, ...(cursor !== undefined && { cursor }) });
    yield page.rows;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** Pictures are signed for this server, and lead nowhere in a file. */
const withoutPictures = ({ item, user, ...row }: HistoryRow) => ({
  ...row,
  user: { ...user, avatar: undefined },
  item: { ...item, poster: undefined, backdrop: undefined },
});

/** The file piece by piece. @throws Problem `invalid` with the first piece, for a filter that contradicts itself. */
export async function* exportHistory(
  reader: HistoryReader,
  visible: Visible,
  query: HistoryExportQuery,
): AsyncGenerator<string> {
  const isTable = query.format === 'csv';
  yield isTable ? csvHead() : '[';
  let isFirst = true;
  for await (const rows of pagesOf(reader, visible, query)) {
    if (rows.length === 0) continue;
    if (isTable) yield rows.map(csvRow).join('');
    else yield (isFirst ? '\n' : ',\n') + rows.map((row) => JSON.stringify(withoutPictures(row))).join(',\n');
    isFirst = false;
  }
  if (!isTable) yield '\n]\n';
}
