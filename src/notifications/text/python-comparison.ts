/** How values compare (notification notes 2.12). */
import type { Comparison } from './expression-types.ts';
import { ExpressionRefused } from './failures.ts';
import { numberOf } from './python-operators.ts';
import type { PythonValue } from './python-values.ts';

/**
 * Whether a comparison holds.
 * @throws ExpressionRefused for values that have no order, and for identity of anything but None, True and False
 */
export function compare(operator: Comparison, left: PythonValue, right: PythonValue): boolean {
  switch (operator) {
    case '==':
      return areEqual(left, right);
    case '!=':
      return !areEqual(left, right);
    case 'in':
      return isIn(left, right);
    case 'not in':
      return !isIn(left, right);
    case 'is':
      return areSame(left, right);
    case 'is not':
      return !areSame(left, right);
    default:
      return isOrdered(operator, left, right);
  }
}

/** Whether two values are the same to Python: 1, 1.0 and True are. */
export function areEqual(left: PythonValue, right: PythonValue): boolean {
  const a = numberOf(left);
  const b = numberOf(right);
  if (a !== null && b !== null) return !(a < b) && !(a > b) && !Number.isNaN(Number(a)) && !Number.isNaN(Number(b));
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return left === right;
  if (left.kind === 'date' || right.kind === 'date')
    return left.kind === 'date' && right.kind === 'date' && left.epochUs === right.epochUs;
  if (left.kind !== right.kind) return false;
  const [first, second] = [itemsOf(left), itemsOf(right)];
  return first.length === second.length && first.every((one, at) => areEqual(one, second[at] ?? null));
}

type Container = Exclude<Extract<PythonValue, object>, { kind: 'date' }>;

const itemsOf = (value: Container): readonly PythonValue[] =>
  value.kind === 'object' ? value.entries.flat() : value.items;

function areSame(left: PythonValue, right: PythonValue): boolean {
  const isSingle = (value: PythonValue): boolean => value === null || typeof value === 'boolean';
  if (!isSingle(left) && !isSingle(right)) throw new ExpressionRefused('only None, True and False are compared by is');
  return left === right;
}

function isIn(item: PythonValue, container: PythonValue): boolean {
  if (typeof container === 'string' && typeof item === 'string') return container.includes(item);
  if (container === null || typeof container !== 'object' || container.kind === 'date')
    throw new ExpressionRefused('nothing is in this value');
  if (container.kind === 'object') return container.entries.some(([key]) => key === item);
  return container.items.some((one) => areEqual(one, item));
}

function isOrdered(operator: '<' | '<=' | '>' | '>=', left: PythonValue, right: PythonValue): boolean {
  const order = orderOf(left, right);
  switch (operator) {
    case '<':
      return order === 'before';
    case '<=':
      return order === 'before' || order === 'same';
    case '>':
      return order === 'after';
    default:
      return order === 'after' || order === 'same';
  }
}

type Order = 'before' | 'same' | 'after' | 'none';

function orderOf(left: PythonValue, right: PythonValue): Order {
  const a = numberOf(left);
  const b = numberOf(right);
  if (a !== null && b !== null) return relation(a, b);
  if (typeof left === 'string' && typeof right === 'string') return relation(left, right);
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') throw noOrder();
  if (left.kind === 'date' && right.kind === 'date') return relation(left.epochUs, right.epochUs);
  if (left.kind === 'date' || left.kind === 'object' || left.kind !== right.kind) throw noOrder();
  const others = itemsOf(right);
  for (const [at, one] of left.items.entries()) {
    const other = others[at];
    if (other === undefined) return 'after';
    if (!areEqual(one, other)) return orderOf(one, other);
  }
  return left.items.length < others.length ? 'before' : 'same';
}

const noOrder = (): ExpressionRefused => new ExpressionRefused('these values have no order');

function relation<T extends bigint | number | string>(a: T, b: T): Order {
  if (a < b) return 'before';
  if (a > b) return 'after';
  return Number.isNaN(a) || Number.isNaN(b) ? 'none' : 'same';
}
