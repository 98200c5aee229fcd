/** Documents of a server, damaged in seeded ways. */
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { fixtureText } from './testing.ts';

export const SEED = 20_250_101;

/** A document and its file. */
export interface Named {
  readonly file: string;
  readonly text: string;
}

/** Recorded documents of one kind. */
export const documentsIn = (name: string): readonly Named[] =>
  readdirSync(new URL(`../../test/fixtures/plex/${name}/`, import.meta.url))
    .filter((file) => /\.(xml|json|html|txt)$/.test(file))
    .map((file) => ({ file, text: fixtureText(`${name}/${file}`) }));

/** Values no attribute should have. */
const STRANGE = [
  '',
  '-1',
  '0',
  '1e308',
  '99999999999999999999',
  'NaN',
  'Infinity',
  '0x10',
  ' 12 ',
  '12.5',
  'true',
  '\u0000',
  '&#0;',
  '&#xD800;',
  '&amp;amp;',
  '*',
  '../../etc/passwd',
  '__proto__',
  '2019-02-31',
  '9999-99-99',
  'x'.repeat(5_000),
];

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const at = (text: string, where: number): number => Math.floor(where * text.length);
type Change = (text: string) => string;

/** Replaces the value of one attribute (or one member of JSON), so that the document stays well-formed. */
const revalue = (where: number, value: string): Change => {
  return (text) => {
    const values = [...text.matchAll(/="[^"]*"|: ?"[^"]*"|: ?\d+/g)];
    const found = values[Math.floor(where * values.length)];
    if (found === undefined) return text;
    const before = text.slice(0, found.index);
    const isXml = found[0].startsWith('=');
    const written = isXml ? `="${value.replaceAll('"', '')}"` : `: ${JSON.stringify(value)}`;
    return before + written + text.slice(found.index + found[0].length);
  };
};

/** Of all places that fit, the one there gets what `written` makes of it. */
const rewritten =
  (pattern: RegExp, where: number, written: (found: string) => string): Change =>
  (text) => {
    const all = [...text.matchAll(pattern)];
    const found = all[Math.floor(where * all.length)];
    return found === undefined
      ? text
      : text.slice(0, found.index) + written(found[0]) + text.slice(found.index + found[0].length);
  };

const EMPTY_ELEMENT = /<\w+\b[^<>]*\/>/g;

/** The document stays well-formed. */
const harmless: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, fc.constantFrom(...STRANGE)).map(([where, value]) => revalue(where, value)),
  fc.tuple(place, fc.string({ unit: 'binary', maxLength: 20 })).map(([where, value]) => revalue(where, value)),
  place.map((where) => rewritten(/ [\w:]+="[^"<]*"/g, where, () => '')),
  place.map((where) => rewritten(EMPTY_ELEMENT, where, () => '')),
  place.map((where) => rewritten(EMPTY_ELEMENT, where, (found) => found.repeat(3))),
);

const breaking: fc.Arbitrary<Change> = fc.oneof(
  place.map(
    (where): Change =>
      (text) =>
        text.slice(0, at(text, where)),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 40 })).map(([where, size]): Change => {
    return (text) => text.slice(0, at(text, where)) + text.slice(at(text, where) + size);
  }),
  fc.tuple(place, fc.string({ unit: 'binary', maxLength: 8 })).map(([where, extra]): Change => {
    return (text) => text.slice(0, at(text, where)) + extra + text.slice(at(text, where));
  }),
  fc.tuple(place, place).map(([from, to]): Change => {
    return (text) => text.slice(0, at(text, from)) + text.slice(at(text, to));
  }),
);

const change: fc.Arbitrary<Change> = fc.oneof({ weight: 4, arbitrary: harmless }, { weight: 1, arbitrary: breaking });

/** One of the documents, damaged in up to four ways. */
export const damaged = (documents: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...documents), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([document, changes]) => changes.reduce((text, apply) => apply(text), document));
