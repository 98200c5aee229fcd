/**
 * Expressions in templates (notification notes 2.12): a safe part of Python. They see the parameters and seven functions,
 * cannot reach anything else, and are bounded in length, depth, steps and the size of what they make.
 */
import { callFunction, isFunction } from './expression-functions.ts';
import { namesOf } from './expression-names.ts';
import { parseExpression } from './expression-parser.ts';
import type { Expression, UnaryOperator } from './expression-types.ts';
import { brokenTemplate, ExpressionRefused, missingValue } from './failures.ts';
import { titleCase } from './letter-case.ts';
import { compare } from './python-comparison.ts';
import { applyOperator, numberOf } from './python-operators.ts';
import { isTruthy, type PythonList, type PythonValue } from './python-values.ts';

/** Looks up a parameter; undefined when there is none of that name. */
export type Lookup = (name: string) => PythonValue | undefined;

/** What an expression may do, in operations and tens of characters or items that it makes. */
const MAX_STEPS = 50_000;
/** The largest value, in characters and items. */
const MAX_WEIGHT = 100_000;

/**
 * The value of an expression.
 * @throws ExpressionRefused when it is to be shown as it was typed
 * @throws TemplateFailure when the whole text fails
 */
export function evaluateExpression(source: string, lookup: Lookup): PythonValue {
  const expression = parseExpression(source);
  const unknown = namesOf(expression).find((name) => !isFunction(name) && lookup(name) === undefined);
  if (unknown !== undefined) throw new ExpressionRefused(`${unknown} is not known`);
  return evaluate(expression, { lookup, steps: { left: MAX_STEPS } });
}

interface Scope {
  readonly lookup: Lookup;
  readonly steps: { left: number };
}

/** Evaluates and takes what it cost from the steps that are left. */
function evaluate(expression: Expression, scope: Scope): PythonValue {
  const value = evaluateParts(expression, scope);
  const weight = weightOf(value);
  scope.steps.left -= 1 + Math.floor(weight / 10);
  if (weight > MAX_WEIGHT || scope.steps.left < 0) throw new ExpressionRefused('the expression costs too much');
  return value;
}

/** Characters and items of a value, counted no further than it may be. */
function weightOf(value: PythonValue): number {
  if (typeof value === 'string') return value.length;
  if (value === null || typeof value !== 'object' || value.kind === 'date') return 1;
  let weight = 1;
  for (const part of value.kind === 'object' ? value.entries.map(([, one]) => one) : value.items) {
    weight += weightOf(part);
    if (weight > MAX_WEIGHT) break;
  }
  return weight;
}

function evaluateParts(expression: Expression, scope: Scope): PythonValue {
  const value = (one: Expression): PythonValue => evaluate(one, scope);
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'name':
      return nameValue(expression.name, scope);
    case 'unary':
      return unary(expression.operator, value(expression.operand));
    case 'binary':
      return applyOperator(expression.operator, value(expression.left), value(expression.right));
    case 'comparison':
      return comparison(expression, scope);
    case 'and':
    case 'or':
      return either(expression, scope);
    case 'choice':
      return value(isTruthy(value(expression.condition)) ? expression.then : expression.otherwise);
    case 'index':
      return itemAt(value(expression.target), value(expression.index));
    case 'slice':
      return slice(expression, scope);
    case 'attribute':
      throw brokenTemplate(`nothing is called ${expression.name} here`);
    case 'call':
      return call(expression, scope);
    case 'comprehension':
      return comprehension(expression, scope);
    default:
      return { kind: expression.kind, items: expression.items.map(value) };
  }
}

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

function nameValue(name: string, { lookup }: Scope): PythonValue {
  const value = isFunction(name) ? undefined : lookup(name);
  if (value === undefined) throw new ExpressionRefused(`${name} is not a value`);
  return value;
}

function unary(operator: UnaryOperator, value: PythonValue): PythonValue {
  if (operator === 'not') return !isTruthy(value);
  const number = numberOf(value);
  if (number === null) throw new ExpressionRefused(`${operator} does not work with this value`);
  if (operator === '+') return number;
  if (operator === '-') return -number;
  if (typeof number !== 'bigint') throw new ExpressionRefused('~ does not work with fractions');
  return ~number;
}

function comparison({ first, rest }: Of<'comparison'>, scope: Scope): boolean {
  let left = evaluate(first, scope);
  for (const [operator, operand] of rest) {
    const right = evaluate(operand, scope);
    if (!compare(operator, left, right)) return false;
    left = right;
  }
  return true;
}

function either({ kind, left, right }: Of<'and' | 'or'>, scope: Scope): PythonValue {
  const first = evaluate(left, scope);
  return isTruthy(first) === (kind === 'or') ? first : evaluate(right, scope);
}

/** Text as its letters, lists as they are; everything else has no items. */
function itemsOf(value: PythonValue): readonly PythonValue[] {
  if (typeof value === 'string') return [...value];
  if (value === null || typeof value !== 'object' || value.kind === 'date')
    throw new ExpressionRefused('this value has no items');
  return value.kind === 'object' ? value.entries.map(([key]) => key) : value.items;
}

function itemAt(target: PythonValue, index: PythonValue): PythonValue {
  if (target !== null && typeof target === 'object' && target.kind === 'object') {
    const found = target.entries.find(([key]) => key === index);
    if (found === undefined) throw missingValue('there is no such key');
    return found[1];
  }
  const at = numberOf(index);
  if (typeof at !== 'bigint') throw new ExpressionRefused('an index is no whole number');
  const item = itemsOf(target).at(Number(at));
  if (item === undefined) throw missingValue('there are not that many items');
  return item;
}

function slice({ target, start, end, step }: Of<'slice'>, scope: Scope): PythonValue {
  const whole = evaluate(target, scope);
  const [from, to, by] = [start, end, step].map((part) => bound(part === null ? null : evaluate(part, scope)));
  if (whole !== null && typeof whole === 'object' && whole.kind === 'object')
    throw new ExpressionRefused('this value cannot be cut');
  const items = cut(itemsOf(whole), from ?? null, to ?? null, by ?? 1);
  if (typeof whole === 'string') return items.join('');
  const kind = whole !== null && typeof whole === 'object' && whole.kind === 'tuple' ? 'tuple' : 'list';
  return { kind, items };
}

function bound(value: PythonValue): number | null {
  if (value === null) return null;
  const number = numberOf(value);
  if (typeof number !== 'bigint') throw new ExpressionRefused('a place to cut is no whole number');
  return Number(number);
}

function cut<T>(items: readonly T[], start: number | null, end: number | null, step: number): readonly T[] {
  if (step === 0) throw new ExpressionRefused('a step is not zero');
  if (step > 0) return items.slice(start ?? 0, end ?? items.length).filter((_, at) => at % step === 0);
  const last = items.length - 1;
  const place = (at: number): number => (at < 0 ? Math.max(-1, at + items.length) : Math.min(at, last));
  const from = start === null ? last : place(start);
  const to = end === null ? -1 : place(end);
  return items
    .slice(to + 1, Math.max(to + 1, from + 1))
    .reverse()
    .filter((_, at) => at % -step === 0);
}

/** The functions, and the one method whose name is also that of a parameter. */
function call({ callee, args }: Of<'call'>, scope: Scope): PythonValue {
  const values = args.map((one) => evaluate(one, scope));
  if (callee.kind === 'name' && isFunction(callee.name)) return callFunction(callee.name, values);
  if (callee.kind !== 'attribute') throw new ExpressionRefused('this cannot be called');
  const target = evaluate(callee.target, scope);
  if (callee.name !== 'title' || typeof target !== 'string')
    throw brokenTemplate(`nothing is called ${callee.name} here`);
  if (values.length > 0) throw new ExpressionRefused('title is called with nothing');
  return titleCase(target);
}

function comprehension({ item, name, source, conditions }: Of<'comprehension'>, scope: Scope): PythonList {
  const items: PythonValue[] = [];
  for (const one of itemsOf(evaluate(source, scope))) {
    const inner = { ...scope, lookup: (wanted: string) => (wanted === name ? one : scope.lookup(wanted)) };
    if (conditions.every((condition) => isTruthy(evaluate(condition, inner)))) items.push(evaluate(item, inner));
  }
  return { kind: 'list', items };
}
