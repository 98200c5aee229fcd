import { describe, expect, test } from 'vitest';
import { checkPassword, hashPassword, LONGEST_PASSWORD } from './passwords.ts';

const OLD = 'PBKDF2$sha256$600000$AAECAwQFBgcICQoLDA0ODw==$nvhthp9eCUNpOzvymfrv1iCmniVh/pcq';
/** Made with fewer passes than today's. */
const CHEAP = '$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQxMjM0NTY$';

describe('passwords', () => {
  test('a hash fits its own password, and is different each time', async () => {
    const [first, second] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(first).not.toBe(second);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await checkPassword('correct horse', first)).toBe('right');
    expect(await checkPassword('Correct horse', first)).toBe('wrong');
    expect(await checkPassword('', first)).toBe('wrong');
  });

  test('the password of an old installation fits once and wants a new hash', async () => {
    expect(await checkPassword('correct horse', OLD)).toBe('outdated');
    expect(await checkPassword('correct horse ', OLD)).toBe('wrong');
  });

  test.each([
    ['nothing', ''],
    ['the password itself', 'correct horse'],
    ['an unknown form', '$2b$12$abcdefghijklmnopqrstuv'],
    ['a cut-off hash', '$argon2id$v=19$m=19456,t=2,p=1$abc'],
    ['more memory than there is', '$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQxMjM0NTY$c29tZXNhbHQxMjM0NTY3ODkw'],
    ['no passes', '$argon2id$v=19$m=64,t=0,p=1$c29tZXNhbHQxMjM0NTY$c29tZXNhbHQxMjM0NTY3ODkw'],
    ['another digest', OLD.replace('sha256', 'md5')],
    ['rounds without end', OLD.replace('600000', '99999999')],
    ['a cheap hash of something else', `${CHEAP}c29tZXNhbHQxMjM0NTY3ODkw`],
  ])('%s fits no password', async (_what, stored) => {
    expect(await checkPassword('correct horse', stored)).toBe('wrong');
  });

  test('an endless password is refused before it costs anything', async () => {
    expect(await checkPassword('x'.repeat(LONGEST_PASSWORD + 1), OLD)).toBe('wrong');
  });
});
