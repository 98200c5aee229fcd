const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLocaleLowerCase();

/** Whether every word of `query` is in `text`, or its letters stand in order in one word of it; accents and case do not matter. */
export function fuzzyMatch(text: string, query: string): boolean {
  const hay = fold(text);
  const words = fold(query).split(/\s+/).filter(Boolean);
  return words.every((word) => hay.includes(word) || hay.split(' ').some((part) => isSubsequence(part, word)));
}

function isSubsequence(hay: string, needle: string): boolean {
  let at = 0;
  for (const letter of needle) {
    at = hay.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
