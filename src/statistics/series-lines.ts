/** The lines of a series: amounts by bucket, or the different people in each. Pure. */
import { Numbering } from '#history/blocks/numbering.ts';
import type { UnnamedLine } from './native-split.ts';

/** What there is in each bucket, and in all of them. */
export interface Values {
  readonly total: number;
  readonly values: readonly number[];
}

export interface Line extends UnnamedLine {
  readonly amounts: number[];
  /** By bucket; null where people are not counted. */
  readonly people: Set<number>[] | null;
}

/** Keys may be negative. */
const SHIFT = 2 ** 31;

/** Adds up by key. */
export class Lines {
  readonly all: Line[] = [];
  private readonly numbering = new Numbering(64);
  private readonly buckets: number;
  private readonly countsPeople: boolean;

  constructor(buckets: number, countsPeople: boolean) {
    this.buckets = buckets;
    this.countsPeople = countsPeople;
  }

  /** The line of a key; one of its plays says what it is called. */
  lineOf(key: number, playId: number): Line {
    const number = this.numbering.numberOf(key + SHIFT);
    const known = this.all[number];
    if (known !== undefined) return known;
    const people = this.countsPeople ? Array.from({ length: this.buckets }, () => new Set<number>()) : null;
    const line = { key, playId, amounts: new Array<number>(this.buckets).fill(0), people };
    this.all.push(line);
    return line;
  }
}

/** Adds an amount to a bucket of a line; of people, the person is what counts. */
export function addTo({ amounts, people }: Line, bucket: number, amount: number, person: number): void {
  if (people === null) amounts[bucket] = (amounts[bucket] ?? 0) + amount;
  else people[bucket]?.add(person);
}

/** Lines as one: who is in several of them counts once. */
export function valuesOf(lines: readonly Line[], buckets: number): Values {
  const byBucket = Array.from({ length: buckets }, (_, at) => at);
  if (lines.every(({ people }) => people === null)) {
    const values = byBucket.map((at) => lines.reduce((sum, { amounts }) => sum + (amounts[at] ?? 0), 0));
    return { total: values.reduce((sum, value) => sum + value, 0), values };
  }
  const sets = byBucket.map((at) => new Set(lines.flatMap(({ people }) => [...(people?.[at] ?? [])])));
  return { total: new Set(sets.flatMap((set) => [...set])).size, values: sets.map(({ size }) => size) };
}
