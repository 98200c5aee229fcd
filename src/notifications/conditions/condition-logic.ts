/** `{1} and ({2} or {3})`: how the results of conditions go together (notification notes 3.3). */
import type { ConditionError } from './types.ts';

/** What a text about conditions means. Conditions are numbered from 0. */
export type Logic =
  | { readonly kind: 'condition'; readonly index: number }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Logic[] };

export type ParsedLogic =
  | { readonly ok: true; readonly logic: Logic }
  | { readonly ok: false; readonly error: ConditionError; readonly problem: string };

const TOKEN = /\s*(?:(?<bracket>[()])|(?<word>and|or)|\{(?<number>\d+)\})/iy;
/** Nobody needs more brackets. */
const MAX_DEPTH = 100;

type Token =
  | { readonly kind: 'condition'; readonly number: number }
  | { readonly kind: 'and' | 'or' | '(' | ')' | 'end' };

class Refused extends Error {
  readonly reason: ConditionError;

  constructor(reason: ConditionError, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Reads the logic of `count` conditions. */
export function parseLogic(text: string, count: number): ParsedLogic {
  try {
    const reader = new Reader(tokenize(text), count);
    return { ok: true, logic: reader.readAll() };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, error: error.reason, problem: error.message };
  }
}

/** What the logic says to these results; null counts as false, and the last one asked is the result. */
export function applyLogic(logic: Logic, results: readonly (boolean | null)[]): boolean {
  if (logic.kind === 'condition') return results[logic.index] === true;
  return logic.kind === 'and'
    ? logic.parts.every((part) => applyLogic(part, results))
    : logic.parts.some((part) => applyLogic(part, results));
}

function tokenize(text: string): readonly Token[] {
  const trimmed = text.trimEnd();
  const tokens: Token[] = [];
  let at = 0;
  while (at < trimmed.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(trimmed);
    if (match === null) throw new Refused('invalid_logic', `"${trimmed.slice(at, at + 20)}" is not understood`);
    at += match[0].length;
    tokens.push(tokenOf(match.groups ?? {}));
  }
  return [...tokens, { kind: 'end' }];
}

function tokenOf({ bracket, word, number }: Record<string, string | undefined>): Token {
  if (number !== undefined) return { kind: 'condition', number: Number(number) };
  if (bracket !== undefined) return { kind: bracket === '(' ? '(' : ')' };
  return { kind: word?.toLowerCase() === 'and' ? 'and' : 'or' };
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #count: number;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], count: number) {
    this.#tokens = tokens;
    this.#count = count;
  }

  readAll(): Logic {
    const logic = this.#readOr();
    const rest = this.#peek();
    if (rest.kind === ')') throw new Refused('missing_opening_bracket', 'A bracket is closed that was not opened');
    if (rest.kind !== 'end') throw new Refused('invalid_logic', '"and" or "or" is missing between two conditions');
    return logic;
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end' };
  }

  #take(kind: Token['kind']): boolean {
    const isThere = this.#peek().kind === kind;
    if (isThere) this.#at += 1;
    return isThere;
  }

  #readOr(): Logic {
    const parts = [this.#readAnd()];
    while (this.#take('or')) parts.push(this.#readAnd());
    return { kind: 'or', parts };
  }

  #readAnd(): Logic {
    const parts = [this.#readOne()];
    while (this.#take('and')) parts.push(this.#readOne());
    return { kind: 'and', parts };
  }

  #readOne(): Logic {
    const token = this.#peek();
    this.#at += 1;
    if (token.kind === 'condition') return this.#conditionAt(token.number);
    if (token.kind !== '(') throw new Refused('invalid_logic', 'A condition is missing');
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new Refused('invalid_logic', 'There are too many brackets');
    const inside = this.#readOr();
    this.#depth -= 1;
    if (!this.#take(')')) throw this.#unclosed();
    return inside;
  }

  #unclosed(): Refused {
    return this.#peek().kind === 'end'
      ? new Refused('missing_closing_bracket', 'A bracket is not closed')
      : new Refused('invalid_logic', '"and" or "or" is missing between two conditions');
  }

  #conditionAt(number: number): Logic {
    if (number < 1 || number > this.#count)
      throw new Refused('condition_number_out_of_range', `There is no condition {${number}}`);
    return { kind: 'condition', index: number - 1 };
  }
}
