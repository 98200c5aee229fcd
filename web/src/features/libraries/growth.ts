import type { LibraryGrowth } from '#contract/library-shelves.ts';

/** How much there was at the end of a month, and what came in it. */
export interface GrowthMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly added: number;
  readonly addedBytes: number;
  readonly total: number;
  readonly totalBytes: number;
}

const monthAfter = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};

/** Nothing that came before films were sold on discs was added then: dates that are wrong make no axis. */
const FIRST_MONTH = '1990-01';

/**
 * Every month from the first addition to `until` (`YYYY-MM`), also those in which nothing came. What is undated was there
 * from the beginning.
 */
export function growthMonths({ days, undated }: Pick<LibraryGrowth, 'days' | 'undated'>, until: string): GrowthMonth[] {
  const sums = new Map<string, { added: number; bytes: number }>();
  let [total, totalBytes] = [undated, 0];
  for (const { day, added, bytes } of days) {
    const month = day.slice(0, 7);
    if (month < FIRST_MONTH) {
      [total, totalBytes] = [total + added, totalBytes + bytes];
      continue;
    }
    const known = sums.get(month) ?? { added: 0, bytes: 0 };
    sums.set(month, { added: known.added + added, bytes: known.bytes + bytes });
  }
  const last = [...sums.keys(), until].toSorted().at(-1) ?? until;
  const months: GrowthMonth[] = [];
  for (let month = [...sums.keys()][0]; month !== undefined && month <= last; month = monthAfter(month)) {
    const { added, bytes } = sums.get(month) ?? { added: 0, bytes: 0 };
    [total, totalBytes] = [total + added, totalBytes + bytes];
    months.push({ month, added, addedBytes: bytes, total, totalBytes });
  }
  return months;
}
