/** How values are read out of an address: leniently, so that what is not understood is as if it were not there. Pure. */

/** An address as the router hands it over. */
export type RawSearch = Readonly<Record<string, unknown>>;

const LONGEST_WORDS = 200;

/** One of the values that are known. */
export const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((known) => known === value);

/** Words to look for; digits alone arrive as a number. */
export const words = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, LONGEST_WORDS) : '') || undefined;

/** A whole number from 1 on, such as that of a row. */
export function positive(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** Leaves out what is undefined, so that the address stays short. */
export function compact<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
