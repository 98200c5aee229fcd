/** What the columns of the table are ordered by, as numbers of rows. The same order as `tableOrder` means in SQL. Pure. */
import { DECISIONS } from '#contract/enums.ts';
import { type ColumnName, decisionOf, isLive, ORIGIN_S, type PlayColumns, UNKNOWN } from '../blocks/columns.ts';
import type { TableColumn } from '../play-filter.ts';
import type { RowKey } from './places.ts';
import type { FigureName, TableRows } from './table-rows.ts';

/** A stream that is running, as far as orders look at it. Moments are milliseconds since 1970. */
export interface RunningRow {
  /** Negative. */
  readonly key: number;
  readonly userId: number;
  readonly itemId: number;
  readonly playerId: number;
  readonly startedMs: number;
  readonly stoppedMs: number;
  readonly watchedMs: number;
  readonly pausedMs: number;
  readonly percent: number | null;
  readonly durationMs: number | null;
  readonly isLive: boolean;
  /** Place in `DECISIONS`, or -1. */
  readonly decision: number;
  /** Its number, as plays have them. */
  readonly address: number;
}

/** Where things stand in an order: the number of an id is `table[id - lowest]`, the same for what is equal. */
export interface Ranks {
  readonly lowest: number;
  readonly table: Int32Array;
}

const rankIn = ({ lowest, table }: Ranks, id: number): number => table[id - lowest] ?? 0;

/** What an order needs to know beside the plays. */
export interface RankSource {
  /** Of people, devices or items by a column of theirs. */
  ranksOf(column: TableColumn): Ranks;
  /** Of addresses by their number; a play may have another one than its number says. */
  rankOfAddress(address: number, playId: number): number;
}

interface Context {
  readonly plays: PlayColumns;
  readonly table: TableRows;
  readonly source: RankSource;
}

/** How a column is read: of rows that are over and of running ones. */
interface KeyRule {
  /** Columns of plays that rows do not have anyway. */
  readonly columns: readonly ColumnName[];
  over(context: Context): RowKey;
  running(row: RunningRow, source: RankSource): number;
}

/** Nothing comes first. */
const NOTHING = -Infinity;

const positive = (id: number): number => (id > 0 ? id : NOTHING);

const wholeSeconds = (ms: number): number => Math.trunc(ms / 1_000);

/** A figure of the row itself. */
const figure = (
  name: FigureName,
  running: (row: RunningRow) => number,
  {
    columns = [],
    shown,
  }: { readonly columns?: readonly ColumnName[]; readonly shown?: (value: number) => number } = {},
): KeyRule => ({
  columns,
  over({ plays, table }) {
    const fill = table.figure(name, plays);
    if (shown === undefined) return fill;
    return (rows, into) => {
      fill(rows, into);
      for (let at = 0; at < rows.length; at++) into[at] = shown(into[at] ?? 0);
    };
  },
  running: (row) => shown?.(running(row)) ?? running(row),
});

/** A value of the play that stands for the row. */
const ofBest = (
  columns: readonly ColumnName[],
  value: (context: Context) => (play: number) => number,
  running: KeyRule['running'],
): KeyRule => ({
  columns,
  over(context) {
    const { best } = context.table;
    const ofPlay = value(context);
    return (rows, into) => {
      for (let at = 0; at < rows.length; at++) {
        const row = rows[at] ?? 0;
        into[at] = ofPlay(best === null ? row : (best[row] ?? 0) - 1);
      }
    };
  },
  running,
});

/** What has columns of its own that can be ordered by. */
export type Described = 'users' | 'players' | 'items';
const ID_OF: Readonly<Record<Described, keyof RunningRow>> = { users: 'userId', players: 'playerId', items: 'itemId' };

/** A column of what is described elsewhere, ordered there. */
const ranked = (by: Described, column: TableColumn): KeyRule => ({
  columns: [by],
  over({ plays, table: { best }, source }) {
    const ids = plays[by];
    const { lowest, table } = source.ranksOf(column);
    return (rows, into) => {
      for (let at = 0; at < rows.length; at++) {
        const row = rows[at] ?? 0;
        into[at] = table[(ids[best === null ? row : (best[row] ?? 0) - 1] ?? 0) - lowest] ?? 0;
      }
    };
  },
  running: (row, source) => rankIn(source.ranksOf(column), Number(row[ID_OF[by]])),
});

/** Where the words for deliveries stand among texts; not knowing is an empty one. */
const DECISION_RANKS = ['', ...DECISIONS].map((word) => ['', ...DECISIONS].toSorted().indexOf(word));
const decisionRank = (decision: number): number => DECISION_RANKS[decision + 1] ?? 0;

/** The tables whose columns are ordered by themselves. */
export const RANKED: Readonly<Partial<Record<TableColumn, Described>>> = {
  plexUserId: 'users',
  friendlyName: 'users',
  userThumb: 'users',
  platform: 'players',
  product: 'players',
  player: 'players',
  machineId: 'players',
  mediaType: 'items',
  ratingKey: 'items',
  parentRatingKey: 'items',
  grandparentRatingKey: 'items',
  fullTitle: 'items',
  title: 'items',
  parentTitle: 'items',
  grandparentTitle: 'items',
  originalTitle: 'items',
  year: 'items',
  mediaIndex: 'items',
  parentMediaIndex: 'items',
  thumb: 'items',
  releasedOn: 'items',
  guid: 'items',
};

const fromOrigin = (ms: number): number => ms - ORIGIN_S * 1_000;

const RULES: Readonly<Partial<Record<TableColumn, KeyRule>>> = {
  // Running streams belong to no viewing yet.
  groupId: ofBest(
    ['watchGroups'],
    ({ plays }) =>
      (play) =>
        positive(plays.watchGroups[play] ?? 0),
    () => NOTHING,
  ),
  playId: ofBest(
    ['ids'],
    ({ plays }) =>
      (play) =>
        positive(plays.ids[play] ?? 0),
    () => NOTHING,
  ),
  lastStartedAt: figure('lastStart', ({ startedMs }) => fromOrigin(startedMs)),
  startedAt: figure('firstStart', ({ startedMs }) => fromOrigin(startedMs)),
  stoppedAt: figure('lastStop', ({ stoppedMs }) => fromOrigin(stoppedMs)),
  watched: figure('watched', ({ watchedMs }) => watchedMs, { shown: wholeSeconds }),
  paused: figure('paused', ({ pausedMs }) => pausedMs, { columns: ['pausedMs'], shown: wholeSeconds }),
  percent: figure('percent', ({ percent }) => percent ?? NOTHING, { columns: ['offsetsMs', 'lengthsMs'] }),
  playCount: figure('playCount', () => 1),
  // An unknown length is an empty text, which comes behind numbers.
  mediaDuration: ofBest(
    ['lengthsMs'],
    ({ plays }) =>
      (play) => {
        const length = plays.lengthsMs[play] ?? UNKNOWN;
        return length === UNKNOWN ? Infinity : length;
      },
    ({ durationMs }) => durationMs ?? Infinity,
  ),
  isLive: ofBest(
    ['traits'],
    ({ plays }) =>
      (play) =>
        Number(isLive(plays.traits[play] ?? 0)),
    (row) => Number(row.isLive),
  ),
  decision: ofBest(
    ['traits'],
    ({ plays }) =>
      (play) =>
        decisionRank(decisionOf(plays.traits[play] ?? 0)),
    (row) => decisionRank(row.decision),
  ),
  ipAddress: ofBest(
    ['addresses', 'ids'],
    ({ plays, source }) =>
      (play) =>
        source.rankOfAddress(plays.addresses[play] ?? 0, plays.ids[play] ?? 0),
    (row, source) => source.rankOfAddress(row.address, row.key),
  ),
};

function ruleOf(column: TableColumn): KeyRule | null {
  const by = RANKED[column];
  return by === undefined ? (RULES[column] ?? null) : ranked(by, column);
}

export interface RowOrder {
  readonly column: TableColumn;
  readonly dir: 'asc' | 'desc';
}

/** Whether all of the columns can be ordered by here. */
export const isOrderKnown = (order: readonly RowOrder[]): boolean =>
  order.every(({ column }) => ruleOf(column) !== null);

/** The columns of plays an order looks at. */
export const columnsOfOrder = (order: readonly RowOrder[]): ColumnName[] =>
  order.flatMap(({ column }) => ruleOf(column)?.columns ?? []);

/** The rows of a table, with those of running streams behind them. */
export interface OrderedRows {
  readonly rows: Int32Array;
  /** The key of a row, negative for running streams. */
  keyOf(row: number): number;
  /** Primary first; no two rows are equal in all of them. */
  readonly keys: readonly RowKey[];
}

const negated =
  (key: RowKey): RowKey =>
  (rows, into) => {
    key(rows, into);
    for (let at = 0; at < rows.length; at++) into[at] = -(into[at] ?? 0);
  };

/** A key is made when it is needed: mostly the first ones decide. */
function whenNeeded(make: () => RowKey): RowKey {
  let made: RowKey | null = null;
  return (rows, into) => {
    made ??= make();
    made(rows, into);
  };
}

/** All rows and what they are ordered by; the newest first where all else is equal. */
export function orderedRows(
  plays: PlayColumns,
  table: TableRows,
  running: readonly RunningRow[],
  order: readonly RowOrder[],
  source: RankSource,
): OrderedRows {
  // Rows have ascending numbers; those of running streams follow.
  const first = (table.rows.at(-1) ?? -1) + 1;
  const rows = new Int32Array(table.rows.length + running.length);
  rows.set(table.rows);
  for (let index = 0; index < running.length; index++) rows[table.rows.length + index] = first + index;
  const keyOf = (row: number): number => (row < first ? table.keyOf(row) : (running[row - first]?.key ?? 0));
  const keyBy = ({ column, dir }: RowOrder): RowKey => {
    const rule = ruleOf(column);
    if (rule === null) throw new Error(`nothing is known about the order by ${column}`);
    const over = whenNeeded(() => rule.over({ plays, table, source }));
    const values = running.map((row) => rule.running(row, source));
    const key = values.length === 0 ? over : withRunning(over, first, values);
    return dir === 'asc' ? key : negated(key);
  };
  const newest: readonly RowOrder[] = order.some(({ column }) => column === 'lastStartedAt')
    ? []
    : [{ column: 'lastStartedAt', dir: 'desc' }];
  const lastKey: RowKey = (asked, into) => {
    for (let at = 0; at < asked.length; at++) into[at] = -keyOf(asked[at] ?? 0);
  };
  return { rows, keyOf, keys: [...[...order, ...newest].map(keyBy), lastKey] };
}

/** Rows of running streams stand behind the others. */
function withRunning(over: RowKey, first: number, values: readonly number[]): RowKey {
  return (rows, into) => {
    let end = rows.length;
    while (end > 0 && (rows[end - 1] ?? 0) >= first) end -= 1;
    over(rows.subarray(0, end), into);
    for (let at = end; at < rows.length; at++) into[at] = values[(rows[at] ?? 0) - first] ?? 0;
  };
}
