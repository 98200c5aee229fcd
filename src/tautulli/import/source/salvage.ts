/** A table as the salvage sees it. Both functions throw what the database throws when a page is damaged. */
export interface RowCursor<Row> {
  /** The rows behind this rowid in rowid order; a damaged page throws from `next`. */
  after(rowid: bigint): Iterator<Row>;
  rowidOf(row: Row): bigint;
  /** The first rowid that is at least `at`, or null when there is none; reads no other column. */
  seek(at: bigint): bigint | null;
  /** Whether a thrown value means damaged pages, so that going on behind them makes sense. */
  isDamage(error: unknown): boolean;
}

export interface Reading<Row> {
  row(row: Row): void;
  /** Rowids `from` to `to` cannot be read; `to` is null when nothing behind `from` can. */
  damaged(from: bigint, to: bigint | null, error: unknown): void;
}

/** Before every rowid that occurs; also the smallest that SQLite can have. */
export const BEFORE_ALL = -(2n ** 63n);
const LAST_ROWID = 2n ** 63n - 1n;
/** Steps of a search: a leaf page holds several rows, so small steps find a good page between two bad ones. */
const SMALL_STEP = 8n;
const SMALL_STEPS = 2_000;
/** Probes for one table after which the search only doubles its steps, so that a ruined file ends too. */
const MOST_PROBES = 200_000;

/**
 * Reads every readable row of a table in rowid order (migration notes 1: salvage). Behind a damaged page it goes on
 * with the next readable row, found by growing steps and bisection. A row that is not behind its predecessor comes
 * from a page in the wrong place; it is reported as damage, not read twice.
 */
export function readRows<Row>(cursor: RowCursor<Row>, reading: Reading<Row>): void {
  let last = BEFORE_ALL;
  const search = { probes: 0 };
  const take = (row: Row): void => {
    const rowid = cursor.rowidOf(row);
    if (rowid <= last) {
      reading.damaged(rowid, rowid, new Error('the row stands in the wrong place'));
      return;
    }
    last = rowid;
    reading.row(row);
  };
  while (last < LAST_ROWID) {
    const error = drain(cursor, last, take);
    if (error === null) return;
    const next = continueAfter(cursor, last, search);
    if (next === null) {
      reading.damaged(last < 0n ? 1n : last + 1n, null, error.value);
      return;
    }
    reading.damaged(next.from, next.to, error.value);
    last = next.to;
  }
}

/** Reads until the end (null) or until a damaged page (what was thrown). */
function drain<Row>(cursor: RowCursor<Row>, last: bigint, take: (row: Row) => void): { value: unknown } | null {
  let rows: Iterator<Row>;
  try {
    rows = cursor.after(last);
  } catch (error) {
    if (cursor.isDamage(error)) return { value: error };
    throw error;
  }
  for (;;) {
    let row: Row;
    try {
      const step = rows.next();
      if (step.done === true) return null;
      row = step.value;
    } catch (error) {
      if (cursor.isDamage(error)) return { value: error };
      throw error;
    }
    take(row);
  }
}

/** The damaged rowids behind `last`: one row when only its content is damaged, else up to the next good page. */
function continueAfter(
  cursor: RowCursor<unknown>,
  last: bigint,
  search: { probes: number },
): { from: bigint; to: bigint } | null {
  const reachable = probe(cursor, last + 1n, search);
  if (reachable !== undefined) return reachable === null ? null : { from: reachable, to: reachable };
  // Ids count from 1; a search through the negative rowids would leap over most of the table.
  const from = last < 0n ? 1n : last + 1n;
  if (last < 0n && probe(cursor, from, search) !== undefined) return { from: last + 1n, to: 0n };
  const good = nextGood(cursor, from, search);
  return good === null ? null : { from, to: good - 1n };
}

/** The smallest rowid found from which the table can be read again. */
function nextGood(cursor: RowCursor<unknown>, damagedAt: bigint, search: { probes: number }): bigint | null {
  let bad = damagedAt;
  let step = 1n;
  for (let tries = 0; bad < LAST_ROWID; tries += 1) {
    const at = bad + step > LAST_ROWID ? LAST_ROWID : bad + step;
    if (probe(cursor, at, search) !== undefined) return bisect(cursor, bad, at, search);
    bad = at;
    const mayGrow = step < SMALL_STEP || tries > SMALL_STEPS || search.probes > MOST_PROBES;
    if (mayGrow) step *= 2n;
  }
  return null;
}

function bisect(cursor: RowCursor<unknown>, from: bigint, to: bigint, search: { probes: number }): bigint {
  let bad = from;
  let good = to;
  while (good - bad > 1n) {
    const middle = (good + bad) / 2n;
    if (probe(cursor, middle, search) === undefined) bad = middle;
    else good = middle;
  }
  return good;
}

/** Like `seek`, but undefined when the way there is damaged. */
function probe(cursor: RowCursor<unknown>, at: bigint, search: { probes: number }): bigint | null | undefined {
  search.probes += 1;
  try {
    return cursor.seek(at);
  } catch (error) {
    if (cursor.isDamage(error)) return undefined;
    throw error;
  }
}
