import { expect, test } from 'vitest';
import type { LiveEvent } from '#contract/activity.ts';
import type { RowWake } from '#contract/wake.ts';
import { encodeEvent, eventsOf, wokenIds } from './live-events.ts';
import { aServer, aSession } from './testing.ts';

const ended = (sessionId: number): RowWake => ({
  t: 'ended',
  sessionId,
  stoppedAt: '2026-11-24T16:05:16.000Z',
  viewOffsetMs: 5,
  percentComplete: 50,
  playId: 9,
});

const short = (event: LiveEvent): string => {
  switch (event.type) {
    case 'session':
      return `session ${event.session.id}`;
    case 'session-ended':
      return `ended ${event.sessionId}`;
    case 'server':
      return `server ${event.server.id}`;
    case 'server-removed':
      return `removed ${event.serverId}`;
    default:
      return event.type;
  }
};

test('each id is read once', () => {
  const batch: RowWake[] = [
    { t: 'sessions', ids: [2, 1] },
    { t: 'sessions', ids: [1, 3] },
    { t: 'server', serverId: 1 },
    { t: 'server', serverId: 1 },
    ended(4),
  ];
  expect(wokenIds(batch)).toEqual({ sessions: [2, 1, 3], servers: [1] });
});

test.each<[string, RowWake[], number[], string[]]>([
  [
    'announced twice, told once',
    [
      { t: 'sessions', ids: [1] },
      { t: 'sessions', ids: [1] },
    ],
    [1],
    ['session 1'],
  ],
  [
    'in the order of their start',
    [{ t: 'sessions', ids: [3, 1, 2] }],
    [2, 1, 3],
    ['session 2', 'session 1', 'session 3'],
  ],
  ['over meanwhile: only the end is told', [{ t: 'sessions', ids: [1] }, ended(1)], [], ['ended 1']],
  ['an end keeps its place', [ended(1), { t: 'sessions', ids: [2] }], [2], ['ended 1', 'session 2']],
  ['a play is passed on', [{ t: 'play', playId: 1, groupId: 2 }], [], ['play']],
  [
    'servers',
    [
      { t: 'server', serverId: 1 },
      { t: 'server-removed', serverId: 1 },
    ],
    [],
    ['server 1', 'removed 1'],
  ],
])('%s', (_name, batch, live, expected) => {
  const sessions = live.map((id) => aSession(id));
  expect(eventsOf(batch, sessions, [aServer(1)]).map(short)).toEqual(expected);
});

test('a server that is gone is not told', () => {
  expect(eventsOf([{ t: 'server', serverId: 2 }], [], [])).toEqual([]);
});

test('an end carries what the wake says', () => {
  const { t: _, ...facts } = ended(1) as RowWake & { t: 'ended' };
  expect(eventsOf([ended(1)], [], [])).toEqual([{ type: 'session-ended', ...facts }]);
});

test('the written form is one block with number, name and data on one line', () => {
  const event: LiveEvent = { type: 'session', session: aSession(1, { sessionKey: 'a\nb' }) };
  const lines = encodeEvent(7, event).toString().split('\n');
  expect(lines).toHaveLength(5);
  expect(lines.slice(0, 2)).toEqual(['id: 7', 'event: session']);
  expect(JSON.parse(lines[2]!.slice('data: '.length))).toEqual(event);
  expect(lines.slice(3)).toEqual(['', '']);
});
