import { describe, expect, test } from 'vitest';
import { allows, decideLaunch, type Reach, usableCapability, userFromPasswd } from './account.ts';

const setpriv = { program: '/usr/bin/setpriv', capability: 'dac_read_search' } as const;
const passing = { as: 'user-passing-folders', setpriv: setpriv.program, capability: setpriv.capability } as const;

test.each<[string, Reach, ReturnType<typeof decideLaunch>]>([
  [
    'everything in reach',
    { programs: 'ready', dataReachable: true, setpriv },
    { launch: { as: 'user' }, copyPrograms: false },
  ],
  [
    'a checkout in a closed folder',
    { programs: 'hidden', dataReachable: false, setpriv },
    { launch: passing, copyPrograms: false },
  ],
  [
    'only the programs hidden',
    { programs: 'hidden', dataReachable: true, setpriv },
    { launch: passing, copyPrograms: false },
  ],
  [
    'only the data hidden',
    { programs: 'ready', dataReachable: false, setpriv },
    { launch: passing, copyPrograms: false },
  ],
  [
    'programs nobody else may run, data in reach',
    { programs: 'forbidden', dataReachable: true, setpriv },
    { launch: { as: 'user' }, copyPrograms: true },
  ],
  [
    'programs nobody else may run, in a closed folder',
    { programs: 'forbidden', dataReachable: false, setpriv },
    { launch: passing, copyPrograms: true },
  ],
  [
    'hidden programs without the tool',
    { programs: 'hidden', dataReachable: true, setpriv: undefined },
    { launch: { as: 'user' }, copyPrograms: true },
  ],
  ['hidden data without the tool', { programs: 'ready', dataReachable: false, setpriv: undefined }, undefined],
])('how root starts the server: %s', (_name, reach, expected) => expect(decideLaunch(reach)).toEqual(expected));

test.each([
  ['root of a machine', '000001fffeffffff', 'dac_read_search'],
  ['root of a container with the usual rights', '00000000a80425fb', 'dac_override'],
  ['a container without rights', '0000000000000000', undefined],
  ['without the right to hand rights on', '0000000000000006', undefined],
])('the capability to hand on: %s', (_name, held, expected) =>
  expect(usableCapability(`Name:\tnode\nCapInh:\t0\nCapPrm:\t${held}\nCapEff:\t${held}\n`)).toBe(expected),
);

describe('permission bits', () => {
  const file = { mode: 0o40751, uid: 10, gid: 20 };
  test.each([
    ['its owner', { uid: 10, gid: 99 }, 7, true],
    ['its group may read', { uid: 11, gid: 20 }, 5, true],
    ['its group may not write', { uid: 11, gid: 20 }, 2, false],
    ['others may pass', { uid: 11, gid: 21 }, 1, true],
    ['others may not read', { uid: 11, gid: 21 }, 4, false],
  ])('%s', (_name, owner, bits, expected) => expect(allows(file, owner, bits)).toBe(expected));
});

test.each([
  ['the program’s own user first', 'postgres:x:101:104::/:\nspyglass:x:900:901::/:', { uid: 900, gid: 901 }],
  ['else the database’s', 'root:x:0:0::/:\npostgres:x:101:104::/:', { uid: 101, gid: 104 }],
  ['never root by another name', 'postgres:x:0:0::/:', undefined],
  ['nobody made for it', 'root:x:0:0::/:\n', undefined],
])('whose server: %s', (_name, passwd, expected) => expect(userFromPasswd(passwd)).toEqual(expected));
