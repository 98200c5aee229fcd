import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListQuery } from '#db/list-sql.ts';
import { notificationLog, notifiers, notifierTriggers } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { SEES_ALL } from '#users/visible.ts';
import { clearNotificationLog, type LogColumn, readNotificationLog } from './notification-log.ts';
import { deleteNotifier, listNotifiers, readNotifier } from './notifiers.ts';

let database: TestDatabase;

const SUBJECTS = [null, '', 'Zebra', 'apple', 'École', 'éclair', 'a_b', 'a%b', 'back\\slash', 'B'];

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  const agent = { agentId: 25, agentName: 'webhook', agentLabel: 'Webhook' };
  await db.insert(notifiers).values([
    { ...agent, configSealed: 'sealed:{"hook":"x"}', conditions: [{ parameter: 'user' }] },
    { ...agent, configSealed: 'sealed:[not json', friendlyName: 'Second' },
  ]);
  await db.insert(notifierTriggers).values({ notifierId: 2 as never, trigger: 'on_play', isEnabled: true });
  await db.insert(notificationLog).values(
    SUBJECTS.map((subject, index) => ({
      subject,
      action: 'on_play',
      sentAt: new Date(1_700_000_000_000 + index * 1000),
      isSuccess: index % 2 === 0,
      ...(index < 4 ? { notifierId: 2 as never } : { importedValues: { notifier_id: 7 } }),
    })),
  );
});

afterAll(() => database?.drop());

const query = (changes: Partial<ListQuery<LogColumn>>): ListQuery<LogColumn> => ({
  search: '',
  searchIn: ['subject', 'sentAt', 'notifierId'],
  order: [],
  slice: (total) => ({ offset: 0, limit: total }),
  ...changes,
});

test.each([
  ['asc', [null, '', 'a%b', 'a_b', 'apple', 'B', 'back\\slash', 'Zebra', 'École', 'éclair']],
  ['desc', ['éclair', 'École', 'Zebra', 'back\\slash', 'B', 'apple', 'a_b', 'a%b', '', null]],
] as const)('texts %s: nothing, then code points with A to Z folded', async (dir, expected) => {
  const { rows } = await readNotificationLog(database.db, SEES_ALL, query({ order: [{ column: 'subject', dir }] }));
  expect(rows.map(({ subject }) => subject)).toEqual(expected);
});

test.each([
  ['ZEB', ['Zebra']],
  ['école', []],
  ['a_b', ['a_b', 'a%b']],
  ['a%h', ['back\\slash']],
  ['\\s', ['back\\slash']],
  ['1700000002', ['Zebra']],
  ['no\0where', []],
  ["' or 1=1 --", []],
])('the search %j finds %j', async (search, expected) => {
  const { rows, found, total } = await readNotificationLog(database.db, SEES_ALL, query({ search }));
  expect(rows.map(({ subject }) => subject)).toEqual(expected);
  expect([found, total]).toEqual([expected.length, SUBJECTS.length]);
});

test('an agent that is gone keeps the number it had, for order and search too', async () => {
  const order = [{ column: 'notifierId', dir: 'desc' }] as const;
  const { rows } = await readNotificationLog(
    database.db,
    SEES_ALL,
    query({ order, slice: () => ({ offset: 5, limit: 2 }) }),
  );
  expect(rows.map(({ notifierId }) => notifierId)).toEqual([7, 2]);
  expect(
    (await readNotificationLog(database.db, SEES_ALL, query({ search: '7', searchIn: ['notifierId'] }))).found,
  ).toBe(6);
});

test('agents with what they were sent last', async () => {
  const all = await listNotifiers(database.db, null);
  expect(all).toMatchObject([
    { id: 1, isTriggered: false, lastSentAt: null, lastWasSuccess: null },
    { id: 2, isTriggered: true, lastSentAt: new Date(1_700_000_003_000), lastWasSuccess: false },
  ]);
  expect((await listNotifiers(database.db, 'on_play')).map(({ id }) => id)).toEqual([2]);
});

test('one agent: opened, and readable whatever is stored', async () => {
  const open = (sealed: string): string => sealed.replace('sealed:', '');
  expect(await readNotifier(database.db, 1, open)).toMatchObject({
    config: { hook: 'x' },
    conditions: [{ parameter: 'user' }],
  });
  const second = await readNotifier(database.db, 2, open);
  expect(second).toMatchObject({ config: {}, conditions: null });
  expect(second?.triggers.get('on_play')).toMatchObject({ isEnabled: true, subject: null });
  expect(await readNotifier(database.db, Number.MAX_SAFE_INTEGER, open)).toBeNull();
});

test('deleting an agent keeps the log; deleting the log keeps the agents', async () => {
  await deleteNotifier(database.db, 2);
  await deleteNotifier(database.db, Number.MAX_SAFE_INTEGER);
  expect(await listNotifiers(database.db, null)).toHaveLength(1);
  expect((await readNotificationLog(database.db, SEES_ALL, query({}))).total).toBe(SUBJECTS.length);
  await clearNotificationLog(database.db);
  expect((await readNotificationLog(database.db, SEES_ALL, query({}))).total).toBe(0);
});
