import { expect, test } from 'vitest';
import { judgeServer } from './reach.ts';

const good = { version: 170_010, encoding: 'UTF8', readonly: false };

test.each([
  ['17', good, undefined],
  ['16, the oldest', { ...good, version: 160_000 }, undefined],
  ['18', { ...good, version: 180_001 }, undefined],
  ['15', { ...good, version: 150_014 }, 'The database server is PostgreSQL 15; Spyglass needs 16 or newer'],
  ['another encoding', { ...good, encoding: 'LATIN1' }, 'The database has the encoding LATIN1; Spyglass needs UTF8'],
  ['a replica', { ...good, readonly: true }, 'The database server is a read-only replica'],
])('an external server: %s', (_name, server, message) => expect(judgeServer(server)?.message).toBe(message));
