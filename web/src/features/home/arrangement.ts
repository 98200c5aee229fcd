/** The parts of Now below the live streams, in the order they have unless somebody chose another. */
export const PARTS = ['today', 'cards', 'added', 'libraries', 'servers', 'recent'] as const;
export type Part = (typeof PARTS)[number];

/** What is shown, and in which order. Names that are not listed are hidden. */
export type Order<T extends string> = readonly T[];

/** Reads an order: unknown and repeated names are left out; null when there is none. */
export function readOrder<T extends string>(all: readonly T[], kept: unknown): Order<T> | null {
  if (!Array.isArray(kept)) return null;
  const known = kept.flatMap((name) => all.find((one) => one === name) ?? []);
  return [...new Set(known)];
}

/** The same order with one name further up (-1) or down (1). */
export function moved<T extends string>(order: Order<T>, name: T, by: -1 | 1): Order<T> {
  const from = order.indexOf(name);
  const to = Math.min(order.length - 1, Math.max(0, from + by));
  const without = order.filter((one) => one !== name);
  return [...without.slice(0, to), name, ...without.slice(to)];
}

/** The order with a name shown at its end, or hidden. */
export const shownOrNot = <T extends string>(order: Order<T>, name: T, isShown: boolean): Order<T> =>
  isShown ? [...order.filter((one) => one !== name), name] : order.filter((one) => one !== name);
