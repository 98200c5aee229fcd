import type { HistoryPage, HistoryRow } from '#contract/history.ts';
import type { RowView } from './search.ts';

/** What makes two rows the same line: the viewing, or the single play. */
export const rowKey = (row: HistoryRow, view: RowView): number => (view === 'groups' ? row.groupId : row.playId);

/** Whether a row of the newest page is not shown yet, or is shown as it was before another play. */
function isNews(row: HistoryRow, shown: ReadonlyMap<number, HistoryRow>, view: RowView): boolean {
  const old = shown.get(rowKey(row, view));
  return old === undefined || old.playId !== row.playId;
}

/** The rows of the newest page that the list does not have yet, newest first. */
export function newRows(pages: readonly HistoryPage[], newest: HistoryPage, view: RowView): HistoryRow[] {
  const shown = new Map(pages.flatMap(({ rows }) => rows).map((row) => [rowKey(row, view), row]));
  return newest.rows.filter((row) => isNews(row, shown, view));
}

/** The pages with new rows on top; a viewing that went on moves up instead of standing there twice. Cursors stay valid. */
export function withNewRows(pages: readonly HistoryPage[], fresh: readonly HistoryRow[], view: RowView): HistoryPage[] {
  const keys = new Set(fresh.map((row) => rowKey(row, view)));
  return pages.map((page, index) => {
    const rest = page.rows.filter((row) => !keys.has(rowKey(row, view)));
    return { ...page, rows: index === 0 ? [...fresh, ...rest] : rest };
  });
}
