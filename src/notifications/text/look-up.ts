/** Finds what a field names: a parameter, a part of one, or the result of an expression (notification notes 2.5). */
import { evaluateExpression } from './expression.ts';
import { brokenTemplate, ExpressionRefused, missingValue } from './failures.ts';
import { type PythonValue, toPython } from './python-values.ts';
import type { Parameters } from './values.ts';

export interface LookUp {
  readonly parameters: Parameters;
  readonly evaluatesExpressions: boolean;
  /** What an unknown name means: its own text with the braces, or that the text fails. */
  readonly unknown: 'text' | 'failure';
}

const PARTS = /^(?<name>[^.[]*)(?<rest>[\s\S]*)$/;
const DIGITS = /^\p{Nd}*$/u;
const EXPRESSION = /^`[\s\S]*`$/;

/**
 * The value a field stands for.
 * @throws TemplateFailure when it names nothing, or a part that is not there
 */
export function lookUp(field: string, { parameters, evaluatesExpressions, unknown }: LookUp): PythonValue {
  if (evaluatesExpressions && field.length > 1 && EXPRESSION.test(field)) return expressionValue(field, parameters);
  const { name = '', rest = '' } = PARTS.exec(field)?.groups ?? {};
  if (DIGITS.test(name)) throw missingValue('a field has no name');
  const value = parameters.get(name);
  if (value === undefined && unknown === 'failure') throw missingValue(`${name} is not known here`);
  return partOf(value === undefined ? `{${name}}` : toPython(value), rest);
}

function expressionValue(field: string, parameters: Parameters): PythonValue {
  try {
    return evaluateExpression(unprotect(field.slice(1, -1)), (name) => {
      const value = parameters.get(name);
      return value === undefined ? undefined : toPython(value);
    });
  } catch (error) {
    if (error instanceof ExpressionRefused) return unprotect(field);
    throw error;
  }
}

const INDEX = /^\[(?<key>[^\]]+)\](?<rest>[\s\S]*)$/;

/** Follows `[3]`; attributes do not exist, so that nothing of a value's inside can be reached. */
function partOf(value: PythonValue, path: string): PythonValue {
  if (path === '') return value;
  const { key, rest = '' } = INDEX.exec(path)?.groups ?? {};
  if (key === undefined) throw brokenTemplate('a value has no attributes');
  return partOf(itemAt(value, key), rest);
}

function itemAt(value: PythonValue, key: string): PythonValue {
  if (value !== null && typeof value === 'object' && value.kind === 'object') {
    const found = value.entries.find(([name]) => name === key);
    if (found === undefined) throw missingValue(`there is no ${key}`);
    return found[1];
  }
  if (!/^\d+$/.test(key)) throw brokenTemplate(`${key} is no place in a value`);
  const items = typeof value === 'string' ? [...value] : listItems(value);
  const item = items[Number(key)];
  if (item === undefined) throw missingValue(`there is nothing at ${key}`);
  return item;
}

function listItems(value: PythonValue): readonly PythonValue[] {
  if (value === null || typeof value !== 'object' || value.kind === 'date' || value.kind === 'object')
    throw brokenTemplate('a value has no parts');
  return value.items;
}

/** Stand for `:` and `!` in an expression while its field is cut out of the text. */
const COLON = '\u{F0001}';
const MARK = '\u{F0002}';

/** Hides the signs of the last expression of each line from the grammar of fields (notification notes 2.12). */
export const protectExpressions = (template: string): string => template.split('\n').map(protectLast).join('\n');

function protectLast(line: string): string {
  const brace = line.lastIndexOf('}');
  const end = brace < 1 ? -1 : line.lastIndexOf('`', brace);
  const start = end < 1 ? -1 : line.lastIndexOf('`', end - 1);
  if (start === -1 || !line.slice(0, start).includes('{')) return line;
  const hidden = line.slice(start, end).replaceAll(':', COLON).replaceAll('!', MARK);
  return line.slice(0, start) + hidden + line.slice(end);
}

const unprotect = (text: string): string => text.replaceAll(COLON, ':').replaceAll(MARK, '!');
