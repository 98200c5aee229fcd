import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createSecretBox } from '#config/secret-box.ts';
import { openStep, sealStep, spendStep } from './steps.ts';
import { type AuthTest, openAuthTest, outcomes } from './testing.ts';

let t: AuthTest;
beforeAll(async () => {
  t = await openAuthTest();
});
afterAll(() => t.database.drop());

const Value = z.object({ challenge: z.string() });
const value = { challenge: 'abc' };

test('a sealed step is opened by its own kind, until its time is over', async () => {
  const { token, expiresAt } = sealStep(t.deps, 'passkey', value);
  expect(openStep(t.deps, 'passkey', token, Value)).toEqual(value);
  expect(() => openStep(t.deps, 'oidc', token, Value)).toThrow('took too long');
  await t.clock.advance(expiresAt.getTime() - t.clock.now());
  expect(() => openStep(t.deps, 'passkey', token, Value)).toThrow('took too long');
});

test('a sealed step that was touched, or comes from elsewhere, is none', () => {
  const { token } = sealStep(t.deps, 'passkey', value);
  const other = { ...t.deps, box: createSecretBox('the key of somebody else') };
  const stored = t.box.seal(JSON.stringify({ kind: 'passkey', expiresAt: t.clock.now() + 1_000, value }));
  // One bit of the last, unused ones of base64: the same bytes, written differently.
  const twin = token.replace(/([A-Za-z0-9+/])(=+)$/, (_all, letter: string, end: string) => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    return `${letters[letters.indexOf(letter) ^ 1]}${end}`;
  });
  const bad = [`${token}x`, `${token}=`, token.slice(0, -4), ` ${token}`, token.replace('v1:', ''), stored, 'v1:', ''];
  if (twin !== token) bad.push(twin);
  for (const one of bad) expect(() => openStep(t.deps, 'passkey', one, Value), one).toThrow('took too long');
  expect(() => openStep(other, 'passkey', token, Value)).toThrow('took too long');
  // Nor is a step ever taken for a stored secret.
  expect(() => t.box.open(token)).toThrow('cannot be read');
});

test('a sealed step is spent once, by one of many', async () => {
  const { token } = sealStep(t.deps, 'passkey', value);
  const tries = Array.from({ length: 6 }, () => spendStep(t.deps.db, t.deps, 'passkey', token));
  expect(await outcomes(tries)).toEqual({ none: 1, unauthorised: 5 });
  // What is cleaned up has expired by itself.
  await t.clock.advance(299_000);
  await t.auth.cleanUp();
  expect(await outcomes([spendStep(t.deps.db, t.deps, 'passkey', token)])).toEqual({ unauthorised: 1 });
});
