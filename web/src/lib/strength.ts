/** How hard a password is to guess, roughly: only the server knows which ones everybody tries first. */
export const STRENGTHS = ['short', 'weak', 'fair', 'strong'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** The server takes none that is shorter. */
export const SHORTEST_PASSWORD = 8;
const FAIR = 12;
const STRONG = 18;

/** Judges by length, counting repetition and runs of one kind of letter less. */
export function strengthOf(password: string, username: string): Strength {
  const letters = [...password];
  if (letters.length < SHORTEST_PASSWORD) return 'short';
  const distinct = new Set(letters.map((letter) => letter.toLowerCase())).size;
  const isName = username !== '' && password.toLowerCase().includes(username.toLowerCase());
  if (distinct < 5 || isName) return 'weak';
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length;
  const worth = letters.length + (kinds - 1) * 2;
  if (worth < FAIR) return 'weak';
  return worth < STRONG ? 'fair' : 'strong';
}
