import { expect, test } from 'vitest';
import { parseSessions } from './parse-sessions.ts';
import { readStoredSession } from './stored-session.ts';
import { fixtureText } from './testing.ts';

const parsed = parseSessions(fixtureText('pms/sessions-many.xml'), null);
const sessions = parsed.ok ? parsed.value.sessions : [];

test.each(sessions)('session $sessionKey survives being stored', (session) => {
  const stored: unknown = JSON.parse(JSON.stringify(session));
  expect(readStoredSession(stored)).toEqual(session);
});

const [any] = sessions;
if (any === undefined) throw new Error('no session');

test.each<[string, unknown]>([
  ['nothing', null],
  ['a list', []],
  ['a text', 'x'],
  ['an entry without its item', { ...any, item: undefined }],
  ['an entry of another form', { ...any, item: { ...any.item, collections: undefined } }],
  ['one whose list is none', { ...any, item: { ...any.item, genres: 'Drama' } }],
  ['one without a side', { ...any, stream: { ...any.stream, source: {} } }],
  ['a state nobody knows', { ...any, state: 'dreaming' }],
])('%s is no entry', (_name, stored) => {
  expect(readStoredSession(JSON.parse(JSON.stringify(stored)))).toBeNull();
});
