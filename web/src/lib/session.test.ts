import { expect, test } from 'vitest';
import { ROLES } from '#contract/enums.ts';
import { mayDo, NEEDS } from './session.ts';

test('what each role may do', () => {
  const may = ROLES.map((role) => [role, NEEDS.filter((need) => mayDo({ role }, need))]);
  expect(Object.fromEntries(may)).toEqual({
    owner: ['sign-in', 'read', 'write', 'admin'],
    admin: ['sign-in', 'read', 'write', 'admin'],
    viewer: ['sign-in'],
    guest: ['sign-in'],
  });
  expect(mayDo(null, 'sign-in')).toBe(false);
});
