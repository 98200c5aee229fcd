/** Recorded answers, damaged in seeded ways: whatever arrives, nothing throws and nothing unstorable comes out. */
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveStream } from './derive-stream.ts';
import { FrameReader } from './frames.ts';
import { parseFriends, parseOwnAccount } from './parse-accounts.ts';
import { parseLibraries } from './parse-libraries.ts';
import { parseMetadata } from './parse-metadata.ts';
import { parseNotification } from './parse-notification.ts';
import { parsePin, parseResources } from './parse-plex-tv.ts';
import { parseAbout, parseIdentity } from './parse-server.ts';
import { parseSessions } from './parse-sessions.ts';
import { fixtureText } from './testing.ts';

const SEED = 20_250_101;
const RUNS = 2_000;

const folder = (name: string): string[] =>
  readdirSync(new URL(`../../test/fixtures/plex/${name}/`, import.meta.url))
    .filter((file) => /\.(xml|json|html|txt)$/.test(file))
    .map((file) => fixtureText(`${name}/${file}`));

const answers = [...folder('pms'), ...folder('plextv'), ...folder('errors')];
const messages = folder('ws');

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

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, fc.constantFrom(...STRANGE)).map(([where, value]) => revalue(where, value)),
  fc.tuple(place, fc.string({ unit: 'binary', maxLength: 20 })).map(([where, value]) => revalue(where, value)),
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
  // A whole element gone, with everything in it.
  place.map(
    (where): Change =>
      (text) => {
        const elements = [...text.matchAll(/<(User|Player|Session|Media|Part|Stream|TranscodeSession)\b[^>]*\/>/g)];
        const found = elements[Math.floor(where * elements.length)];
        return found === undefined ? text : text.slice(0, found.index) + text.slice(found.index + found[0].length);
      },
  ),
);

const damaged = (documents: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...documents), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([document, changes]) => changes.reduce((text, apply) => apply(text), document));

/** What a database takes: no character 0, no number that is none or beyond what a column holds. */
function unstorable(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return value.includes('\u0000') ? path : null;
  if (typeof value === 'number')
    return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = unstorable(inner, `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

test('answers', { timeout: 120_000 }, () => {
  let understood = 0;
  const read = (body: string): void => {
    const library = parseMetadata(body);
    const sessions = parseSessions(body, '1.41.3.9314');
    const others = [
      parseLibraries,
      parseFriends,
      parseOwnAccount,
      parseIdentity,
      parseAbout,
      parsePin,
      parseResources,
    ].map((parse) => parse(body));
    if (sessions.ok) {
      understood += sessions.value.sessions.length;
      for (const { delivery } of sessions.value.entries)
        deriveStream(delivery, library.ok ? (library.value.values[0]?.media ?? null) : null);
    }
    expect(unstorable([library, sessions, others])).toBeNull();
  };
  fc.assert(fc.property(damaged(answers), read), { seed: SEED, numRuns: RUNS });
  // The damage must not be such that nothing is ever understood.
  expect(understood).toBeGreaterThan(50);
});

test('notifications', () => {
  let understood = 0;
  const read = (body: string): void => {
    const result = parseNotification(body);
    if (result.kind === 'notification') understood += 1;
    expect(unstorable(result)).toBeNull();
  };
  fc.assert(fc.property(damaged(messages), read), { seed: SEED, numRuns: RUNS });
  expect(understood).toBeGreaterThan(100);
});

test('frames', () => {
  const read = (pieces: Uint8Array[]): void => {
    const reader = new FrameReader(4_096);
    for (const piece of pieces) reader.push(Buffer.from(piece));
  };
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), read), {
    seed: SEED,
    numRuns: RUNS,
  });
});
