import { expect, test } from 'vitest';
import { Problem } from '#problem';
import { describeConnection, parseDatabaseUrl } from './connection.ts';

const base = { host: 'db.lan', port: 5432, user: 'me', password: 'secret', database: 'spyglass' };

test.each([
  ['postgres://me:secret@db.lan/spyglass', base],
  ['postgresql://me:secret@db.lan:6543/spyglass', { ...base, port: 6543 }],
  ['postgres://me@db.lan/spyglass', { ...base, password: '' }],
  ['postgres://me:p%40ss%2Fword%25@db.lan/spyglass', { ...base, password: 'p@ss/word%' }],
  ['postgres://me:secret@[fd00::1]:5433/spyglass', { ...base, host: 'fd00::1', port: 5433 }],
  ['postgres://me:secret@/spyglass?host=/var/run/postgresql', { ...base, host: '/var/run/postgresql' }],
  ['postgres://me:secret@%2Fvar%2Frun/spyglass', { ...base, host: '/var/run' }],
  ['postgres://me:secret@db.lan/spyglass?sslmode=disable', base],
  ['postgres://me:secret@db.lan/spyglass?sslmode=require', { ...base, ssl: { rejectUnauthorized: false } }],
  ['postgres://me:secret@db.lan/spyglass?sslmode=verify-full', { ...base, ssl: { rejectUnauthorized: true } }],
])('%s', (url, expected) => expect(parseDatabaseUrl(url)).toEqual(expected));

test.each([
  ['spyglass', 'DATABASE_URL is not a URL'],
  ['', 'DATABASE_URL is not a URL'],
  ['mysql://me:secret@db.lan/spyglass', 'DATABASE_URL starts with "mysql://", which is not PostgreSQL'],
  ['postgres://db.lan/spyglass', 'DATABASE_URL names no user'],
  ['postgres://me:secret@db.lan', 'DATABASE_URL names no database'],
  ['postgres://me:secret@db.lan/', 'DATABASE_URL names no database'],
  ['postgres://me:secret@/spyglass', 'DATABASE_URL names no host'],
  ['postgres://me:secret@a,b/spyglass', 'DATABASE_URL names several hosts, but one is possible'],
  ['postgres://me:se%ret@db.lan/spyglass', 'DATABASE_URL has a badly encoded password'],
  ['postgres://me:secret@db.lan/spyglass?sslmode=prefer', 'DATABASE_URL has sslmode "prefer"'],
  ['postgres://me:secret@db.lan/spyglass?sslmod=require', 'DATABASE_URL has an unknown parameter "sslmod"'],
  [
    'postgres://me:secret@db.lan/spyglass?sslrootcert=/nowhere.pem',
    "DATABASE_URL's sslrootcert file /nowhere.pem cannot be read",
  ],
])('"%s" is refused', (url, message) => {
  const refused = (): unknown => parseDatabaseUrl(url);
  expect(refused).toThrow(Problem);
  expect(refused).toThrow(message);
  expect(refused).not.toThrow('secret');
});

test('a description never holds the password', () => {
  expect(describeConnection(base)).toBe('spyglass at db.lan:5432');
  expect(describeConnection({ ...base, host: '/run/pg' })).toBe('spyglass at /run/pg');
});
