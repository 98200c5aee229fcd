/** Reads an expression: the part of Python that needs no trust (notification notes 2.12). */
import { type Token, tokenize } from './expression-tokens.ts';
import type { BinaryOperator, Comparison, Expression, UnaryOperator } from './expression-types.ts';
import { ExpressionRefused } from './failures.ts';

/** Nobody writes longer ones by hand. */
const MAX_LENGTH = 1_000;
const MAX_DEPTH = 40;

/** Operators that bind equally, from loose to tight; the last ones are read by `parseUnary`. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '//', '%'],
];
const COMPARISONS: readonly Comparison[] = ['<', '<=', '>', '>=', '==', '!='];
const UNARY: readonly UnaryOperator[] = ['-', '+', '~'];

/**
 * The meaning of an expression.
 * @throws ExpressionRefused when it is none, or uses more of Python than is allowed
 */
export function parseExpression(source: string): Expression {
  if (source.length > MAX_LENGTH) throw new ExpressionRefused('the expression is too long');
  const parser = new Parser(tokenize(source));
  const expression = parser.parseList();
  parser.expectEnd();
  return expression;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  expectEnd(): void {
    if (this.#token().kind !== 'end') throw new ExpressionRefused('something stands behind the expression');
  }

  /** One expression, or a tuple when commas follow. */
  parseList(): Expression {
    const first = this.#parseChoice();
    if (!this.#peek(',')) return first;
    return { kind: 'tuple', items: [first, ...this.#parseMore()] };
  }

  #token(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new ExpressionRefused('the expression ends too early');
    return token;
  }

  #peek(text: string): boolean {
    const token = this.#token();
    return (token.kind === 'sign' || token.kind === 'word') && token.text === text;
  }

  #take(text: string): boolean {
    const isThere = this.#peek(text);
    if (isThere) this.#at += 1;
    return isThere;
  }

  #takeOneOf<T extends string>(texts: readonly T[]): T | undefined {
    return texts.find((text) => this.#take(text));
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new ExpressionRefused(`${text} is missing`);
  }

  #deeper<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new ExpressionRefused('the expression is nested too deeply');
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** The expressions behind a first one, each after a comma; the last comma may stand alone. */
  #parseMore(): Expression[] {
    const items: Expression[] = [];
    while (this.#take(',')) {
      if (this.#peek(')') || this.#peek(']') || this.#token().kind === 'end') break;
      items.push(this.#parseChoice());
    }
    return items;
  }

  #parseChoice(): Expression {
    return this.#deeper(() => {
      const then = this.#parseOr();
      if (!this.#take('if')) return then;
      const condition = this.#parseOr();
      this.#expect('else');
      return { kind: 'choice', condition, then, otherwise: this.#parseChoice() };
    });
  }

  #parseOr(): Expression {
    let left = this.#parseAnd();
    while (this.#take('or')) left = { kind: 'or', left, right: this.#parseAnd() };
    return left;
  }

  #parseAnd(): Expression {
    let left = this.#parseNot();
    while (this.#take('and')) left = { kind: 'and', left, right: this.#parseNot() };
    return left;
  }

  #parseNot(): Expression {
    if (!this.#take('not')) return this.#parseComparison();
    return this.#deeper(() => ({ kind: 'unary', operator: 'not', operand: this.#parseNot() }));
  }

  #parseComparison(): Expression {
    const first = this.#parseBinary(0);
    const rest: (readonly [Comparison, Expression])[] = [];
    for (let sign = this.#takeComparison(); sign !== undefined; sign = this.#takeComparison())
      rest.push([sign, this.#parseBinary(0)]);
    return rest.length === 0 ? first : { kind: 'comparison', first, rest };
  }

  #takeComparison(): Comparison | undefined {
    if (this.#take('in')) return 'in';
    if (this.#take('is')) return this.#take('not') ? 'is not' : 'is';
    if (!this.#take('not')) return this.#takeOneOf(COMPARISONS);
    this.#expect('in');
    return 'not in';
  }

  #parseBinary(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#parseUnary();
    let left = this.#parseBinary(level + 1);
    for (let sign = this.#takeOneOf(operators); sign !== undefined; sign = this.#takeOneOf(operators))
      left = { kind: 'binary', operator: sign, left, right: this.#parseBinary(level + 1) };
    return left;
  }

  #parseUnary(): Expression {
    const operator = this.#takeOneOf(UNARY);
    if (operator === undefined) return this.#parsePower();
    return this.#deeper(() => ({ kind: 'unary', operator, operand: this.#parseUnary() }));
  }

  #parsePower(): Expression {
    const left = this.#parsePrimary();
    if (!this.#take('**')) return left;
    return this.#deeper(() => ({ kind: 'binary', operator: '**', left, right: this.#parseUnary() }));
  }

  #parsePrimary(): Expression {
    let target = this.#parseAtom();
    for (;;) {
      if (this.#take('.')) target = { kind: 'attribute', target, name: this.#takeName() };
      else if (this.#take('(')) target = { kind: 'call', callee: target, args: this.#parseArguments() };
      else if (this.#take('[')) target = this.#parseSubscript(target);
      else return target;
    }
  }

  #takeName(): string {
    const token = this.#token();
    if (token.kind !== 'name') throw new ExpressionRefused('a name is missing');
    this.#at += 1;
    return token.text;
  }

  #parseArguments(): readonly Expression[] {
    if (this.#take(')')) return [];
    const args = [this.#parseChoice(), ...this.#parseMore()];
    this.#expect(')');
    return args;
  }

  #parseSubscript(target: Expression): Expression {
    const start = this.#peek(':') ? null : this.parseList();
    if (start !== null && this.#take(']')) return { kind: 'index', target, index: start };
    this.#expect(':');
    const end = this.#peek(':') || this.#peek(']') ? null : this.#parseChoice();
    const step = !this.#take(':') || this.#peek(']') ? null : this.#parseChoice();
    this.#expect(']');
    return { kind: 'slice', target, start, end, step };
  }

  #parseAtom(): Expression {
    const token = this.#token();
    if (token.kind === 'value') return this.#parseLiteral();
    if (token.kind === 'name') return { kind: 'name', name: this.#takeName() };
    if (this.#take('(')) return this.#parseParenthesis();
    if (this.#take('[')) return this.#parseBracket();
    if (this.#take('True')) return { kind: 'value', value: true };
    if (this.#take('False')) return { kind: 'value', value: false };
    if (this.#take('None')) return { kind: 'value', value: null };
    throw new ExpressionRefused('a value is missing');
  }

  /** Texts that follow each other are one text. */
  #parseLiteral(): Expression {
    let whole: string | null = null;
    for (;;) {
      const token = this.#token();
      if (token.kind !== 'value' || (whole !== null && typeof token.value !== 'string')) break;
      this.#at += 1;
      if (typeof token.value !== 'string') return { kind: 'value', value: token.value };
      whole = (whole ?? '') + token.value;
    }
    return { kind: 'value', value: whole };
  }

  #parseParenthesis(): Expression {
    if (this.#take(')')) return { kind: 'tuple', items: [] };
    const inside = this.parseList();
    this.#expect(')');
    return inside;
  }

  #parseBracket(): Expression {
    if (this.#take(']')) return { kind: 'list', items: [] };
    const first = this.#parseChoice();
    if (this.#take('for')) return this.#parseComprehension(first);
    const items = [first, ...this.#parseMore()];
    this.#expect(']');
    return { kind: 'list', items };
  }

  #parseComprehension(item: Expression): Expression {
    const name = this.#takeName();
    this.#expect('in');
    const source = this.#parseOr();
    const conditions: Expression[] = [];
    while (this.#take('if')) conditions.push(this.#parseOr());
    this.#expect(']');
    return { kind: 'comprehension', item, name, source, conditions };
  }
}
