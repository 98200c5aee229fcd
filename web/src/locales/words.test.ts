import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createCompiledCatalog } from '@lingui/cli/api';
import { parseSync, Visitor } from 'vite';
import { describe, expect, test } from 'vitest';
import { deFirst } from './de.ts';
import { deMore } from './de-more.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { pseudoLocalise } from './pseudo.ts';

const SOURCES = resolve(import.meta.dirname, '..');
const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^locales/.test(file),
);
const read = (file: string): string => readFileSync(join(SOURCES, file), 'utf8');

/** Attributes that people see or hear. */
const SPOKEN = new Set(['aria-label', 'aria-description', 'aria-placeholder', 'alt', 'label', 'placeholder', 'title']);
const LETTERS = /\p{Letter}{2,}/u;
/** An example of an address is the same in every language. */
const NO_WORDS = /^https?:\/\//;

const isWords = (value: unknown): value is string =>
  typeof value === 'string' && LETTERS.test(value) && !NO_WORDS.test(value);

/** Words that stand in JSX as they are. */
function wordsIn(path: string, source: string): string[] {
  const found: string[] = [];
  const add = (value: unknown): void => {
    if (isWords(value)) found.push(`${path}: ${value.trim()}`);
  };
  new Visitor({
    JSXText: ({ value }) => add(value),
    JSXAttribute: ({ name, value }) => {
      if (name.type === 'JSXIdentifier' && SPOKEN.has(name.name) && value?.type === 'Literal') add(value.value);
    },
    JSXExpressionContainer: ({ expression }) => {
      if (expression.type === 'Literal') add(expression.value);
    },
  }).visit(parseSync(path, source).program);
  return found;
}

test('no component holds words of its own', () => {
  expect(files.filter((file) => file.endsWith('.tsx')).flatMap((file) => wordsIn(file, read(file)))).toEqual([]);
});

test('the check sees words where they could hide', () => {
  const source = 'export const A = () => <p title="Hello there">Some words {"more"} <b aria-label={t("x")}>·</b></p>;';
  expect(wordsIn('a.tsx', source)).toHaveLength(3);
});

test('every message is used, by its name or by the beginning of it', () => {
  const code = files.map(read).join('\n');
  const prefixes = [...code.matchAll(/`([a-zA-Z.]+\.)\$\{/g)].map(([, prefix]) => prefix ?? '');
  const isUsed = (id: string): boolean => code.includes(`'${id}'`) || prefixes.some((prefix) => id.startsWith(prefix));
  expect(Object.keys(en).filter((id) => !isUsed(id))).toEqual([]);
});

const pseudo = Object.fromEntries(Object.entries(en).map(([id, text]) => [id, pseudoLocalise(text)]));

test.each([
  ['en', 'English', { ...en }],
  ['en', 'the wordy stand-in', pseudo],
  ['de', 'German', { ...deFirst, ...deMore }],
  ['fr', 'French', { ...fr }],
  ['es', 'Spanish', { ...es }],
])('every message can be compiled: %s, %s', (locale, _name, messages) => {
  expect(createCompiledCatalog(locale, messages, { strict: true }).errors).toEqual([]);
});

/** Matches what is put into a message; a branch of a plural with one word only looks like it. */
const PLACEHOLDER = /(?<!(?:=\d+|one|other|zero|few|many)\s*)\{(\w+)[,}]/g;

/** The names of what is put into a message, those inside its plurals included. */
const placeholders = (message: string): string[] =>
  [...new Set([...message.matchAll(PLACEHOLDER)].map(([, name]) => name ?? ''))].sort();

describe.each([
  ['German', { ...deFirst, ...deMore }],
  ['French', fr],
  ['Spanish', es],
])('%s', (_name, words: Readonly<Record<string, string>>) => {
  const source: Readonly<Record<string, string>> = en;

  test('has no word that English has not', () => {
    expect(Object.keys(words).filter((id) => source[id] === undefined)).toEqual([]);
  });

  test('puts the same into every message as English', () => {
    const differing = Object.entries(words).filter(
      ([id, text]) => placeholders(text).join() !== placeholders(source[id] ?? '').join(),
    );
    expect(differing).toEqual([]);
  });
});

test('German lacks no word, so that nobody reads a mixture', () => {
  expect(Object.keys({ ...deFirst, ...deMore }).sort()).toEqual(Object.keys(en).sort());
});

describe('the wordy stand-in', () => {
  test.each([
    ['Stop', 'Štöp ··'],
    ['{n} min ago', '{n} míñ ágö ···'],
    ['{n, plural, one {# stream} other {# streams}}', '{n, plural, one {# štréám} other {# štréámš}}'],
    [
      'One viewing in {n, plural, one {# play} other {# plays}}',
      'Öñé víéwíñg íñ {n, plural, one {# pláý} other {# pláýš}} ······',
    ],
    [' · ', ' · '],
  ])('%s', (message, expected) => {
    expect(pseudoLocalise(message)).toBe(expected);
  });
});
