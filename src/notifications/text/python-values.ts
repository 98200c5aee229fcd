/** Values while a text is rendered, with Python's kinds: a `bigint` is a whole number, a `number` has a fraction. */
import { formatDate } from './arrow-date.ts';
import { floatText } from './float-digits.ts';
import type { DateValue, ParameterValue } from './values.ts';

export interface PythonList {
  readonly kind: 'list' | 'tuple';
  readonly items: readonly PythonValue[];
}

export interface PythonObject {
  readonly kind: 'object';
  readonly entries: readonly (readonly [string, PythonValue])[];
}

export type PythonValue = null | boolean | bigint | number | string | DateValue | PythonList | PythonObject;

const isList = (value: object): value is readonly ParameterValue[] => Array.isArray(value);

/** A parameter as the rendering sees it. */
export function toPython(value: ParameterValue): PythonValue {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return { kind: 'list', items: value.map(toPython) };
  if (value.kind === 'float') return value.value;
  if (value.kind === 'date') return value;
  return { kind: 'object', entries: value.entries.map(([key, one]) => [key, toPython(one)]) };
}

/** Whether a value counts as something: nothing, zero, blank and empty do not. */
export function isTruthy(value: PythonValue): boolean {
  if (value === null || typeof value !== 'object') return Boolean(value);
  if (value.kind === 'date') return true;
  return value.kind === 'object' ? value.entries.length > 0 : value.items.length > 0;
}

/** A value as text. */
export const textOf = (value: PythonValue): string => (typeof value === 'string' ? value : writeValue(value));

/** A value in Python's notation, where texts stand in quotes. */
export function notationOf(value: PythonValue): string {
  if (typeof value === 'string') return quoted(value);
  if (value !== null && typeof value === 'object' && value.kind === 'date')
    return `<Arrow [${formatDate(value, 'YYYY-MM-DD[T]HH:mm:ssZZ')}]>`;
  return writeValue(value);
}

function writeValue(value: Exclude<PythonValue, string>): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return floatText(value);
  if (value.kind === 'date') return formatDate(value, value.defaultFormat);
  if (value.kind === 'object')
    return `{${value.entries.map(([key, one]) => `${quoted(key)}: ${notationOf(one)}`).join(', ')}}`;
  const items = value.items.map(notationOf);
  if (value.kind === 'list') return `[${items.join(', ')}]`;
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\'"]|(?! )[\p{C}\p{Z}]/gu, (char) => {
    if (char === "'" || char === '"') return char === quote ? `\\${char}` : char;
    return NAMED_ESCAPES[char] ?? escapeOf(char.codePointAt(0) ?? 0);
  });
  return `${quote}${escaped}${quote}`;
}

function escapeOf(codePoint: number): string {
  const hex = codePoint.toString(16);
  if (codePoint <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return codePoint <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
