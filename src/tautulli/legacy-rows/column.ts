/**
 * One table per description says how the reference's columns and ours correspond; it is read in both directions:
 * the importer parses old rows with it, the compatible API renders ours with it. What a round trip would change is kept
 * beside the typed columns (`imported_values`), so that nothing an old row said is lost. Pure.
 */
import type { SqlValue } from '../import/source/load.ts';
import {
  boolean01,
  decimalText,
  epochSeconds,
  integer,
  list,
  type Note,
  type Raw,
  rawText,
  text,
} from '../import/source/normalise.ts';

/** How a value is written on either side. */
export type Kind =
  | 'text'
  | 'required'
  | 'integer'
  | 'length'
  | 'key'
  | 'seconds'
  | 'decimal'
  | 'date'
  | 'list'
  | 'flag'
  | 'flag?';

export interface LegacyColumn<K extends string> {
  /** Name in the reference's table. */
  readonly column: string;
  /** Our model's property. */
  readonly ours: K;
  readonly kind: Kind;
  /** Values a closed vocabulary allows; others are kept beside. */
  readonly oneOf?: readonly string[];
  /** How "unknown" is written when nothing else is recorded; the reference itself writes empty text. */
  readonly blank: '' | null;
}

/** What the reference's row can hold after rendering. */
export type LegacyValue = string | number | null;
/** What our columns hold, as COPY and the driver take it: seconds for moments. */
export type Parsed = string | number | boolean | null | readonly string[];

const DATE = /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const PLAIN_DECIMAL = /^-?(?:0|[1-9]\d{0,30})(?:\.\d{1,30})?$/;
const MAX_INTEGER = 2_147_483_647;
const silent: Note = () => undefined;

/** The typed value of an old column; null when it says nothing or nothing the type can hold. */
export function parseColumn(column: LegacyColumn<string>, raw: Raw): Parsed {
  switch (column.kind) {
    case 'text': {
      const value = text(raw);
      return value !== null && column.oneOf !== undefined && !column.oneOf.includes(value) ? null : value;
    }
    case 'key':
      return text(raw);
    case 'required':
      return rawText(raw) ?? '';
    case 'integer': {
      const value = integer(raw, silent);
      return value !== null && Math.abs(value) <= MAX_INTEGER ? value : null;
    }
    case 'length':
      return integer(raw, silent);
    case 'seconds':
      return epochSeconds(raw, silent);
    case 'decimal': {
      const value = decimalText(raw, silent);
      return value !== null && PLAIN_DECIMAL.test(value) ? value : null;
    }
    case 'date':
      return dateText(raw);
    case 'list':
      return list(raw, ';');
    case 'flag':
      return boolean01(raw, silent) ?? false;
    case 'flag?':
      return boolean01(raw, silent);
  }
}

/** A day that exists, as `YYYY-MM-DD`; null for everything else. */
export function dateText(raw: Raw): string | null {
  const value = rawText(raw);
  if (value === null || !DATE.test(value)) return null;
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value) ? value : null;
}

const KEY = /^(?:0|[1-9]\d{0,14})$/;

/** The old column's value of a typed one, before `imported_values` has its say. */
export function renderColumn(column: LegacyColumn<string>, value: unknown): LegacyValue {
  if (value === null || value === undefined) return column.blank;
  switch (column.kind) {
    case 'key':
      return typeof value === 'string' && KEY.test(value) ? Number(value) : String(value);
    case 'list':
      return Array.isArray(value) && value.length > 0 ? value.join(';') : column.blank;
    case 'flag':
    case 'flag?':
      return value === true ? 1 : 0;
    case 'seconds':
      return value instanceof Date ? Math.floor(value.getTime() / 1000) : Number(value);
    case 'integer':
    case 'length':
      return Number(value);
    default:
      return String(value);
  }
}

/** Whether two spellings of "unknown" may stand for each other where nobody can tell them apart. */
export type Strictness = 'exact' | 'blank_is_null';

const isNothing = (value: unknown): boolean =>
  value === null || value === '' || value === 0 || value === '0' || value === undefined;

/** The raw value as JSON can hold it. */
export function asRecorded(raw: SqlValue): string | number | null {
  if (raw === null || typeof raw === 'number' || typeof raw === 'string') return raw;
  return typeof raw === 'bigint' ? raw.toString() : rawText(raw);
}

/** Does the rendered value say what stood there? A number in a text column equals its digits. */
export function isSame(rendered: LegacyValue, raw: Raw, strictness: Strictness): boolean {
  if (raw === undefined || rendered === raw) return true;
  if (strictness === 'blank_is_null' && isNothing(raw) && isNothing(rendered)) return true;
  if (raw === null || rendered === null) return false;
  return String(rendered) === rawText(raw);
}

export interface ParsedRow {
  /** In the order of the columns given. */
  readonly values: Parsed[];
  readonly imported: Record<string, unknown> | null;
  /** What the typed columns could not take at all, as `column: value`. */
  readonly unfit: readonly string[];
}

const LONGEST_SHOWN = 60;

const NONE: readonly string[] = [];

/** Something stood there, and the typed column has nothing of it. */
const isLost = (column: LegacyColumn<string>, value: Parsed, raw: Raw): boolean =>
  (value === null || (column.kind === 'flag' && boolean01(raw, silent) === null)) && (rawText(raw) ?? '').trim() !== '';

/** Parses the columns of an old row and keeps beside what rendering would not give back. */
export function parseRow(
  columns: readonly LegacyColumn<string>[],
  row: Readonly<Record<string, SqlValue>>,
  strictness: Strictness,
): ParsedRow {
  let imported: Record<string, unknown> | null = null;
  let unfit: string[] | null = null;
  const values = columns.map((column) => {
    const raw = row[column.column];
    const value = parseColumn(column, raw);
    if (raw !== undefined && !isSame(renderColumn(column, value), raw, strictness)) {
      imported ??= {};
      imported[column.column] = asRecorded(raw);
      if (isLost(column, value, raw)) {
        unfit ??= [];
        unfit.push(`${column.column}: ${rawText(raw)}`.slice(0, LONGEST_SHOWN));
      }
    }
    return value;
  });
  return { values, imported, unfit: unfit ?? NONE };
}

/** An old row from ours: what was kept beside wins over what the typed columns say. */
export function renderRow(
  columns: readonly LegacyColumn<string>[],
  ours: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const column of columns) row[column.column] = renderColumn(column, ours[column.ours]);
  const imported = ours.importedValues;
  return typeof imported === 'object' && imported !== null ? { ...row, ...imported } : row;
}
