/** How the reference writes what a server says: numbers as texts, nothing as an empty text (derived-fields notes 1). */

type Value = string | number | null | undefined;

/** Numbers are texts here, and what nobody said is an empty one. */
export const asText = (value: Value): string => (value === null || value === undefined ? '' : String(value));

/** A text of each member. */
export const asTexts = (row: Readonly<Record<string, Value>>): Record<string, string> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asText(value)]));

export const flag01 = (flag: boolean): 0 | 1 => (flag ? 1 : 0);
