/** A stream of numbers that depends on nothing but its seed, with the draws the worlds need. */
export interface Random {
  /** 0 <= n < 1 */
  next(): number;
  /** An integer between both bounds, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the entries, in proportion to its weight. */
  weighted<T>(entries: readonly (readonly [T, number])[]): T;
  /** `count` different entries, or all of them when there are fewer. */
  sample<T>(list: readonly T[], count: number): T[];
}

/** Mulberry32: small, fast, good enough for an invented world; never for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const at = <T>(list: readonly T[], index: number): T => {
    const value = list[index];
    if (value === undefined) throw new RangeError('nothing to draw from');
    return value;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(list: readonly T[]): T => at(list, Math.floor(next() * list.length));
  const weighted = <T>(entries: readonly (readonly [T, number])[]): T => {
    let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of entries) {
      left -= weight;
      if (left < 0) return value;
    }
    return at(entries, entries.length - 1)[0];
  };
  const sample = <T>(list: readonly T[], count: number): T[] => {
    const rest = [...list];
    const out: T[] = [];
    while (out.length < count && rest.length > 0) out.push(...rest.splice(Math.floor(next() * rest.length), 1));
    return out;
  };
  return { next, int, chance: (probability) => next() < probability, pick, weighted, sample };
}

/** A stable 32-bit number for a text (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The last `length` hexadecimal digits of a whole number, zero padded. */
export const hex = (n: number, length: number): string =>
  Math.floor(n).toString(16).padStart(length, '0').slice(-length);
