/** What the columns of the table are ordered by, as numbers of rows. The same order as `tableOrder` means in SQL. Pure. */
import { DECISIONS } from '#contract/enums.ts';
import { type ColumnName, decisionOf, isLive, ORIGIN_S, type PlayColumns, UNKNOWN } from '../blocks/columns.ts';
import type { TableColumn } from '../play-filter.ts';
import type { RowKey } from './places.ts';
import type { TableRows } from './table-rows.ts';

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

/** Where things stand in an order, by their ids; the same number for what is equal. */
export type Ranks = (id: number) => number;

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
  of: (table: TableRows) => RowKey,
  running: (row: RunningRow) => number,
  {
    columns = [],
    shown = (value) => value,
  }: { readonly columns?: readonly ColumnName[]; readonly shown?: (value: number) => number } = {},
): KeyRule => ({
  columns,
  over({ table }) {
    const value = of(table);
    return (row) => shown(value(row));
  },
  running: (row) => shown(running(row)),
});

/** A value of the play that stands for the row. */
const ofBest = (
  columns: readonly ColumnName[],
  value: (context: Context) => (play: number) => number,
  running: KeyRule['running'],
): KeyRule => ({
  columns,
  over(context) {
    const { bestOf } = context.table;
    const ofPlay = value(context);
    return (row) => ofPlay(bestOf(row));
  },
  running,
});

/** What has columns of its own that can be ordered by. */
export type Described = 'users' | 'players' | 'items';
const ID_OF: Readonly<Record<Described, keyof RunningRow>> = { users: 'userId', players: 'playerId', items: 'itemId' };

/** A column of what is described elsewhere, ordered there. */
const ranked = (by: Described, column: TableColumn): KeyRule =>
  ofBest(
    [by],
    ({ plays, source }) => {
      const ids = plays[by];
      const ranks = source.ranksOf(column);
      return (play) => ranks(ids[play] ?? 0);
    },
    (row, source) => source.ranksOf(column)(Number(row[ID_OF[by]])),
  );

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
  lastStartedAt: figure(
    ({ lastStart }) => lastStart(),
    ({ startedMs }) => fromOrigin(startedMs),
  ),
  startedAt: figure(
    ({ firstStart }) => firstStart(),
    ({ startedMs }) => fromOrigin(startedMs),
  ),
  stoppedAt: figure(
    ({ lastStop }) => lastStop(),
    ({ stoppedMs }) => fromOrigin(stoppedMs),
  ),
  watched: figure(
    ({ watched }) => watched(),
    ({ watchedMs }) => watchedMs,
    { shown: wholeSeconds },
  ),
  paused: figure(
    ({ paused }) => paused(),
    ({ pausedMs }) => pausedMs,
    { columns: ['pausedMs'], shown: wholeSeconds },
  ),
  percent: figure(
    ({ percent }) => percent(),
    ({ percent }) => percent ?? NOTHING,
    { columns: ['offsetsMs', 'lengthsMs'] },
  ),
  playCount: figure(
    ({ playCount }) => playCount(),
    () => 1,
  ),
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
  readonly keyOf: RowKey;
  /** Primary first; no two rows are equal in all of them. */
  readonly keys: readonly RowKey[];
}

/** All rows and what they are ordered by; the newest first where all else is equal. */
export function orderedRows(
  plays: PlayColumns,
  table: TableRows,
  running: readonly RunningRow[],
  order: readonly RowOrder[],
  source: RankSource,
): OrderedRows {
  // Rows have ascending numbers.
  const first = (table.rows.at(-1) ?? -1) + 1;
  const withRunning = (over: RowKey, values: readonly number[]): RowKey =>
    values.length === 0 ? over : (row) => (row < first ? over(row) : (values[row - first] ?? 0));
  const keyBy = ({ column, dir }: RowOrder): RowKey => {
    const rule = ruleOf(column);
    if (rule === null) throw new Error(`nothing is known about the order by ${column}`);
    const key = withRunning(
      rule.over({ plays, table, source }),
      running.map((row) => rule.running(row, source)),
    );
    return dir === 'asc' ? key : (row) => -key(row);
  };
  const keyOf = withRunning(
    table.keyOf,
    running.map(({ key }) => key),
  );
  const newest: readonly RowOrder[] = order.some(({ column }) => column === 'lastStartedAt')
    ? []
    : [{ column: 'lastStartedAt', dir: 'desc' }];
  const rows = new Int32Array(table.rows.length + running.length);
  rows.set(table.rows);
  for (let index = 0; index < running.length; index++) rows[table.rows.length + index] = first + index;
  return { rows, keyOf, keys: [...[...order, ...newest].map(keyBy), (row) => -keyOf(row)] };
}
