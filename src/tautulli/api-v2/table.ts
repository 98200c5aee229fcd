/** The table commands: paging, order and search as the web pages and the clients ask for them (API notes 6). */
import { z } from 'zod';
import { type ParamSpecs, type ParamValues, readInteger } from './params.ts';

const DEFAULT_LENGTH = 25;

/** The parameters of a table command, to be spread into its own. */
export const tableParams = (defaultColumn: string) =>
  ({
    order_column: { kind: 'list', default: [defaultColumn] },
    order_dir: { kind: 'list', default: [] },
    start: { kind: 'strictInteger', default: 0 },
    length: { kind: 'strictInteger', default: DEFAULT_LENGTH },
    search: { kind: 'text', default: '' },
    json_data: { kind: 'text' },
  }) as const satisfies ParamSpecs;

export interface TableOrder {
  readonly column: string;
  readonly dir: 'asc' | 'desc';
}

export interface TableRequest {
  /** To be sent back; 1 unless `json_data` says another. */
  readonly draw: number;
  /** May be negative: see `sliceOf`. */
  readonly start: number;
  readonly length: number;
  readonly search: string;
  /** The first is the primary key. Columns the command does not know must be dropped by it. */
  readonly order: readonly TableOrder[];
  /** The columns `json_data` allows the search in; null when the command decides. */
  readonly searchable: readonly string[] | null;
}

const WholeNumber = z.union([z.number().int(), z.string().transform(readInteger).pipe(z.number().int())]);

const JsonData = z.object({
  draw: WholeNumber.default(1),
  columns: z
    .array(z.object({ data: z.string(), searchable: z.boolean().default(true), orderable: z.boolean().default(true) }))
    .default([]),
  order: z.array(z.object({ column: WholeNumber, dir: z.string().default('desc') })).default([]),
  start: WholeNumber.default(0),
  length: WholeNumber.default(DEFAULT_LENGTH),
  search: z.object({ value: z.string().default('') }).default({ value: '' }),
});

/** Anything but `asc` is descending, also nothing. */
const direction = (text: string | undefined): TableOrder['dir'] => (text?.toLowerCase() === 'asc' ? 'asc' : 'desc');

/**
 * What is asked for; `json_data` wins over the other parameters. Null when `json_data` cannot be read: the answer is
 * then an empty table with `draw` 0 (API notes 6, internal failure).
 */
export function readTable(params: ParamValues<ReturnType<typeof tableParams>>): TableRequest | null {
  if (params.json_data) return readJsonData(params.json_data);
  const { order_column, order_dir, start, length, search } = params;
  const order = order_column.map((column, index) => ({ column, dir: direction(order_dir[index]) }));
  return { draw: 1, start, length, search, order, searchable: null };
}

function readJsonData(text: string): TableRequest | null {
  const parsed = JsonData.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { draw, columns, order, start, length, search } = parsed.data;
  return {
    draw,
    start,
    length,
    search: search.value,
    order: order.flatMap(({ column, dir }) => {
      const found = columns.at(column);
      return found === undefined ? [] : [{ column: found.data, dir: direction(dir) }];
    }),
    searchable: columns.filter(({ searchable }) => searchable).map(({ data }) => data),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A number from the end when it is negative, kept within the rows. */
const indexIn = (total: number, index: number): number =>
  index < 0 ? Math.max(0, total + index) : Math.min(index, total);

/**
 * Which of `total` rows a page has: `rows[start : start + length]` with negative numbers counted from the end, so that
 * a length of -1 leaves out the last row (API notes 6, paging).
 */
export function sliceOf(total: number, { start, length }: Pick<TableRequest, 'start' | 'length'>) {
  const from = indexIn(total, start);
  return { offset: from, limit: Math.max(0, indexIn(total, start + length) - from) };
}
