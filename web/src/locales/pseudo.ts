const ACCENTS: Readonly<Record<string, string>> = {
  a: 'á',
  c: 'ç',
  e: 'é',
  i: 'í',
  n: 'ñ',
  o: 'ö',
  s: 'š',
  u: 'ü',
  y: 'ý',
  A: 'Å',
  C: 'Ç',
  E: 'É',
  I: 'Î',
  N: 'Ñ',
  O: 'Ö',
  S: 'Š',
  U: 'Ü',
};

/** Matches what must stay as it is: placeholders, the frame of a plural, tags of one argument. */
const FRAME = /\{\w+\}|\{\w+,\s*(?:plural|select)\s*,|(?:=\d+|one|other|zero|few|many)\s*(?=\{)|[{}#]/g;

const accent = (text: string): string => [...text].map((letter) => ACCENTS[letter] ?? letter).join('');

/**
 * A stand-in for a wordy language: accented (an untranslated word stays plain and shows) and about 40 % longer
 * (a clipped one shows too). Placeholders and plural frames keep their meaning.
 */
export function pseudoLocalise(message: string): string {
  let result = '';
  let at = 0;
  for (const frame of message.matchAll(FRAME)) {
    result += accent(message.slice(at, frame.index)) + frame[0];
    at = frame.index + frame[0].length;
  }
  result += accent(message.slice(at));
  const words = message.replaceAll(/\{.*\}/g, '').trim().length;
  return result + (words > 2 ? ` ${'·'.repeat(Math.ceil(words * 0.4))}` : '');
}
