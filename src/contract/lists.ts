/** How several values are written as one text: with commas between them, and `!` in front for anything but them. */

/** Any of some values, or anything but them. */
export interface Choice<T> {
  readonly values: readonly T[];
  readonly isExcluded: boolean;
}

/** Whether a value satisfies a choice; everything satisfies none. What is not known is among no values. */
export const isChosen = <T>(choice: Choice<T> | undefined, value: T | null): boolean =>
  choice === undefined || (value !== null && choice.values.includes(value)) !== choice.isExcluded;

/** Splits a list at its commas. `\` in front of a comma, of an exclamation mark or of itself makes it a part of the value. */
export function splitList(text: string): Choice<string> {
  const isExcluded = text.startsWith('!');
  const values = [''];
  for (const [part] of text.slice(isExcluded ? 1 : 0).matchAll(/\\[\\,!]|./gsu)) {
    if (part === ',') values.push('');
    else values.push((values.pop() ?? '') + (part.length === 2 && part.startsWith('\\') ? part.slice(1) : part));
  }
  return { values: values.map((value) => value.trim()), isExcluded };
}

/** Writes a list so that `splitList` reads it. */
export const joinList = ({ values, isExcluded }: Choice<string | number>): string =>
  (isExcluded ? '!' : '') + values.map((value) => String(value).replace(/[\\,!]/g, '\\$&')).join(',');
