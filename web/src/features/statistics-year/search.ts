/** What the address of a year says. */
export interface YearSearch {
  readonly year?: number;
  /** Our number of the person; everybody when absent. */
  readonly person?: number;
  /** What lists are sorted by; watch time when absent. */
  readonly by?: 'plays';
}

const isWhole = (value: unknown, from: number, to: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;

/** Reads the address; what it does not understand it leaves out. */
export function yearSearch(raw: Readonly<Record<string, unknown>>): YearSearch {
  return {
    ...(isWhole(raw.year, 2000, 2100) && { year: raw.year }),
    ...(isWhole(raw.person, 1, 2_147_483_647) && { person: raw.person }),
    ...(raw.by === 'plays' && { by: raw.by }),
  };
}
