/** Cuts an expression into its words (notification notes 2.12). */
import { ExpressionRefused } from './failures.ts';
import type { PythonValue } from './python-values.ts';

export type Token =
  | { readonly kind: 'value'; readonly value: Exclude<PythonValue, object> }
  | { readonly kind: 'name' | 'word' | 'sign' | 'end'; readonly text: string };

/** Words that cannot name a parameter. */
const RESERVED = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

const SPACE = /[ \t\f\r\n]+|\\\r?\n/y;
const NUMBER =
  /0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][-+]?\d(?:_?\d)*)?|\d(?:_?\d)*\.?(?:[eE][-+]?\d(?:_?\d)*)?/y;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const TEXT =
  /(?<raw>[rR]|[uU])?(?:"""(?<long>(?:[^\\]|\\[\s\S])*?)"""|'''(?<long2>(?:[^\\]|\\[\s\S])*?)'''|"(?<double>(?:[^"\\\n]|\\[\s\S])*)"|'(?<single>(?:[^'\\\n]|\\[\s\S])*)')/y;
const SIGN = /\*\*|\/\/|<<|>>|<=|>=|==|!=|[-+*/%<>()[\],:.|^&~]/y;
const NUMBER_WITH_ZERO = /^0[\d_]*[1-9]/;

/**
 * The words of an expression, with one that says that it ends.
 * @throws ExpressionRefused for anything that is no word of an expression
 */
export function tokenize(source: string): readonly Token[] {
  if (/^[ \t]/.test(source)) throw new ExpressionRefused('an expression does not begin with a blank');
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match !== null) at += match[0].length;
    return match;
  };
  while (at < source.length) {
    if (take(SPACE) !== null) continue;
    const text = take(TEXT);
    if (text !== null) {
      tokens.push({ kind: 'value', value: readText(text) });
      continue;
    }
    const number = take(NUMBER);
    if (number !== null) {
      tokens.push({ kind: 'value', value: readNumber(number[0]) });
      continue;
    }
    const name = take(NAME);
    if (name !== null) {
      tokens.push({ kind: RESERVED.has(name[0]) ? 'word' : 'name', text: name[0] });
      continue;
    }
    const sign = take(SIGN);
    if (sign === null) throw new ExpressionRefused(`${source[at]} does not belong into an expression`);
    tokens.push({ kind: 'sign', text: sign[0] });
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function readNumber(text: string): bigint | number {
  const digits = text.replaceAll('_', '');
  if (/^0[xXoObB]/.test(digits)) return BigInt(digits);
  if (/[.eE]/.test(digits)) return Number(digits);
  if (NUMBER_WITH_ZERO.test(text)) throw new ExpressionRefused('a whole number does not begin with a zero');
  return BigInt(digits);
}

const ESCAPE = /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(\r?\n)|([\s\S]))/g;
const NAMED: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

function readText(match: RegExpExecArray): string {
  const { raw, long, long2, double, single } = match.groups ?? {};
  const inside = long ?? long2 ?? double ?? single ?? '';
  if (raw === 'r' || raw === 'R') return inside;
  return inside.replace(ESCAPE, (whole, octal, byte, short, wide, line, letter: string | undefined) => {
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    const hex = byte ?? short ?? wide;
    if (hex !== undefined) return characterOf(Number.parseInt(hex, 16));
    if (line !== undefined) return '';
    if (letter === 'N' || letter === 'x' || letter === 'u' || letter === 'U')
      throw new ExpressionRefused(`${whole} is not a character`);
    return NAMED[letter ?? ''] ?? whole;
  });
}

function characterOf(codePoint: number): string {
  if (codePoint > 0x10ffff) throw new ExpressionRefused('there is no such character');
  return String.fromCodePoint(codePoint);
}
