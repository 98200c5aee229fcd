import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServerId } from '#contract/ids.ts';
import { createImageSigner } from './sign.ts';

const signer = createImageSigner(Buffer.alloc(32, 1));
const SERVER = 3 as ServerId;

/** The last part of the address of a picture. */
const nameOf = (path: string, serverId = SERVER): string => signer.imageUrl(serverId, path).split('/').at(-1)!;
const forbidden = expect.objectContaining({ code: 'forbidden' });

test('an address names the server and carries path and signature', () => {
  expect(signer.imageUrl(SERVER, '/library/metadata/101/thumb/1733000400')).toMatch(
    /^\/api\/v3\/images\/3\/[\w-]+\.[\w-]{22}$/,
  );
});

test('every path comes back as it was signed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1 }), (text, id) => {
      const path = text.toWellFormed();
      expect(signer.open(id, nameOf(path, id as ServerId))).toBe(path);
    }),
  );
});

describe('what was not signed here is refused', () => {
  const good = nameOf('/library/metadata/101/thumb/1');
  const [path = '', signature = ''] = good.split('.');
  const encoded = (text: string): string => Buffer.from(text).toString('base64url');
  test.each([
    ['another path', `${encoded('/library/metadata/102/thumb/1')}.${signature}`],
    ['a path made longer', `${encoded('/library/metadata/101/thumb/1/x')}.${signature}`],
    ['another signature', `${path}.${'A'.repeat(22)}`],
    ['a signature cut short', `${path}.${signature.slice(0, -2)}`],
    ['a signature made longer', `${path}.${signature}AAAA`],
    ['no signature', path],
    ['an empty signature', `${path}.`],
    ['nothing', ''],
    ['a dot', '.'],
    ['only a signature', `.${signature}`],
  ])('%s', (_name, name) => {
    expect(() => signer.open(SERVER, name)).toThrow(forbidden);
  });

  test('the same picture of another server', () => {
    expect(() => signer.open(4, good)).toThrow(forbidden);
  });

  test('a signature made with another key', () => {
    expect(() => createImageSigner(Buffer.alloc(32, 2)).open(SERVER, good)).toThrow(forbidden);
  });

  test('any single changed character', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.constantFrom(...'AZaz09-_.'), (at, character) => {
        const changed = good.slice(0, at) + character + good.slice(at + 1);
        try {
          // Unused bits at the end of base64 may differ; the path then is still the one that was signed.
          expect(signer.open(SERVER, changed)).toBe('/library/metadata/101/thumb/1');
        } catch (error) {
          expect(error).toMatchObject({ code: 'forbidden' });
        }
      }),
    );
  });
});
