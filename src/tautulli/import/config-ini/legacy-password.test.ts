import { describe, expect, test } from 'vitest';
import { parseLegacyHash, verifyLegacyPassword } from './legacy-password.ts';

const CURRENT = 'PBKDF2$sha256$600000$AAECAwQFBgcICQoLDA0ODw==$nvhthp9eCUNpOzvymfrv1iCmniVh/pcq';

describe('the password of the replaced program', () => {
  test('the example of the notes opens with its password and no other', async () => {
    expect(await verifyLegacyPassword(CURRENT, 'correct horse')).toBe(true);
    expect(await verifyLegacyPassword(CURRENT, 'correct horse ')).toBe(false);
    expect(await verifyLegacyPassword(CURRENT, '')).toBe(false);
  });

  test('an older one says its own cost', async () => {
    const cheap = 'PBKDF2$sha256$10000$AAECAwQFBgcICQoLDA0ODw==$nvhthp9eCUNpOzvymfrv1iCmniVh/pcq';
    expect(parseLegacyHash(cheap)).toMatchObject({ digest: 'sha256', cost: 10_000 });
    expect(await verifyLegacyPassword(cheap, 'correct horse')).toBe(false);
  });

  test('it is taken apart', () => {
    const hash = parseLegacyHash(CURRENT);
    expect(hash).toMatchObject({ digest: 'sha256', cost: 600_000, salt: 'AAECAwQFBgcICQoLDA0ODw==' });
    expect(hash?.key).toHaveLength(24);
  });

  test.each([
    ['a password in the clear', 'correct horse'],
    ['nothing', ''],
    ['another digest', CURRENT.replace('sha256', 'md5')],
    ['a cost that would take minutes', CURRENT.replace('600000', '9999999')],
    ['no cost', CURRENT.replace('600000', '0')],
    ['a key too short to mean anything', `${CURRENT.slice(0, CURRENT.lastIndexOf('$'))}$AAAA`],
    ['another kind', '$2b$12$abcdefghijklmnopqrstuv'],
    ['something behind it', `${CURRENT}$`],
  ])('%s is not such a hash, and opens nothing', async (_name, stored) => {
    expect(parseLegacyHash(stored)).toBeNull();
    expect(await verifyLegacyPassword(stored, stored)).toBe(false);
  });
});
