/** The order of running streams that began in the same second. Pure. */
import type { TableRow } from '#history/read-table.ts';

const secondOf = (moment: Date): number => Math.floor(moment.getTime() / 1000);

/** What decides among streams of the same second, in the order in which it counts. */
function places(row: TableRow): readonly number[] {
  const { totals, described } = row;
  return [
    totals.stoppedAt === null ? 0 : secondOf(totals.stoppedAt),
    totals.pausedMs,
    row.kind === 'running' ? row.described.session.viewOffsetMs : 0,
    described.user.plexUserId ?? 0,
  ];
}

function compared(a: TableRow, b: TableRow): number {
  const [ours, theirs] = [places(a), places(b)];
  const index = ours.findIndex((place, at) => place !== theirs[at]);
  return index < 0 ? 0 : (ours[index] ?? 0) - (theirs[index] ?? 0);
}

const isSameSecond = (a: TableRow, b: TableRow): boolean =>
  a.kind === 'running' && b.kind === 'running' && secondOf(a.totals.lastStartedAt) === secondOf(b.totals.lastStartedAt);

/**
 * Rows in the order of the reference, which counts in seconds: running streams that began in the same one stand in the
 * order of what was heard of them, whichever way the table is sorted by time.
 */
export function inTurn(rows: readonly TableRow[]): readonly TableRow[] {
  const runs: TableRow[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && isSameSecond(last, row)) run.push(row);
    else runs.push([row]);
  }
  return runs.flatMap((run) => (run.length === 1 ? run : run.toSorted(compared)));
}
