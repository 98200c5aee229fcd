import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeName } from './upload-name.ts';

test.each([
  ['tautulli.db', 'tautulli.db'],
  ['tautulli.db-wal', 'tautulli.db-wal'],
  ['tautulli.backup-2026-11-20.v2.17.2.sched.db.zip', 'tautulli.backup-2026-11-20.v2.17.2.sched.db.zip'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\tautulli (1).db', 'tautulli (1).db'],
  ['.htaccess', 'htaccess'],
  ['..', 'upload'],
  ['', 'upload'],
  ['a/', 'upload'],
  ['a\0b\n.db', 'a_b_.db'],
  ['$(rm -rf).db', '_(rm -rf).db'],
  ['Übersicht.db', 'Übersicht.db'],
  ['name. ', 'name'],
])('%j is stored as %j', (sent, stored) => {
  expect(safeName(sent)).toBe(stored);
});

test('a long name keeps its extension', () => {
  const name = safeName(`${'ü'.repeat(300)}.db`);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
  expect(name).toMatch(/^ü+\.db$/);
});

test('no name leads anywhere else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (sent) => {
      const name = safeName(sent);
      expect(name).not.toMatch(/[/\\\0]|^\.|^$/);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
      expect(safeName(name)).toBe(name);
    }),
  );
});
