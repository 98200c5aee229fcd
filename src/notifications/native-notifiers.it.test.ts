import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { NewNotifierBody, NotifierBody } from '#contract/notifications.ts';
import { notificationLog, notificationOutbox, notifiers } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { SEES_ALL } from '#users/visible.ts';
import { failedForNow } from './agents/agent.ts';
import { nativeNotificationLog } from './native-log.ts';
import { createNotifierDesk, type NotifierDesk } from './native-notifiers.ts';

let database: TestDatabase;
let desk: NotifierDesk;

beforeAll(async () => {
  database = await createTestDatabase();
  desk = createNotifierDesk({
    db: () => database.db,
    open: (sealed) => sealed.replace('sealed:', ''),
    seal: (secret) => `sealed:${secret}`,
    sendNow: async ({ notifierId, body }) => {
      if (notifierId === 999) return null;
      return { logId: 5, outcome: body === 'good' ? { kind: 'sent' } : failedForNow('nobody there') };
    },
  });
});
beforeEach(() => database.db.delete(notifiers));
afterAll(() => database.drop());

const aHook = (over: Partial<NewNotifierBody> = {}): NewNotifierBody =>
  NewNotifierBody.parse({ kindId: 25, name: 'Hook', settings: { hook: 'http://secret' }, ...over });
const change = (over: Partial<NotifierBody>): NotifierBody => NotifierBody.parse({ settings: {}, ...over });

test('an agent is made, shown without its secrets, changed and removed', async () => {
  const { id, ...made } = await desk.create(
    aHook({
      triggers: [{ trigger: 'on_play', isEnabled: true, subject: null, body: '{}' }],
      conditions: [{ parameter: 'user', operator: 'is', value: ['anna'] }],
      conditionsLogic: '{1}',
    }),
  );
  expect(made).toMatchObject({
    kindId: 25,
    kindName: 'webhook',
    name: 'Hook',
    isAvailable: true,
    isPaused: false,
    settings: { hook: null, method: 'POST' },
    conditions: [{ parameter: 'user', operator: 'is', value: ['anna'] }],
    conditionsLogic: '{1}',
  });
  expect(made.triggers).toHaveLength(22);
  const changed = await desk.update(id, change({ isPaused: true, settings: { hook: null, method: 'PUT' } }));
  expect(changed).toMatchObject({
    name: null,
    isPaused: true,
    settings: { hook: null, method: 'PUT' },
    conditions: [],
  });
  expect(changed.triggers.find(({ trigger }) => trigger === 'on_play')).toMatchObject({ isEnabled: true, body: '{}' });
  const [row] = await database.db.select().from(notifiers);
  expect(row?.configSealed).toBe('sealed:{"hook":"http://secret","method":"PUT"}');
  expect((await desk.list()).notifiers.map((one) => one.id)).toEqual([id]);
  await desk.remove(id);
  await expect(desk.read(id)).rejects.toMatchObject({ code: 'not_found' });
});

test('the kinds that can send say what has to be set', async () => {
  const { kinds } = await desk.list();
  expect(kinds).toMatchObject([
    { id: 25, label: 'Webhook', settings: [{ key: 'hook', isSecret: true }, { key: 'method' }] },
  ]);
});

test.each([
  ['no address', aHook({ settings: {} }), /hook/],
  ['another method', aHook({ settings: { hook: 'http://x', method: 'TRACE' } }), /method/],
  ['no such kind', { ...aHook(), kindId: 3 }, /no kind of agent with the number 3/],
  [
    'an unknown value',
    aHook({ conditions: [{ parameter: 'nonsense', operator: 'is', value: [1] }] }),
    /does not exist/,
  ],
  ['broken logic', aHook({ conditionsLogic: '{1} and' }), /./],
])('%s is refused, and nothing is stored', async (_what, body, message) => {
  await expect(desk.create(body)).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(message) });
  expect(await database.db.$count(notifiers)).toBe(0);
});

test('one of a kind that cannot send keeps its settings when it is renamed', async () => {
  const kind = { agentId: 13, agentName: 'telegram', agentLabel: 'Telegram', configSealed: 'sealed:{"bot_token":"t"}' };
  const [row] = await database.db
    .insert(notifiers)
    .values({ ...kind, isPaused: true })
    .returning();
  const changed = await desk.update(row!.id, change({ name: 'Chat', settings: { bot_token: 'other' } }));
  expect(changed).toMatchObject({ name: 'Chat', isAvailable: false, settings: {} });
  expect(await database.db.select().from(notifiers)).toMatchObject([{ configSealed: 'sealed:{"bot_token":"t"}' }]);
});

test('a trial says how it went', async () => {
  expect(await desk.test(1, { subject: '', body: 'good' })).toEqual({ logId: 5, isSent: true, problem: null });
  expect(await desk.test(1, { subject: '', body: '' })).toEqual({ logId: 5, isSent: false, problem: 'nobody there' });
  await expect(desk.test(999, { subject: '', body: '' })).rejects.toMatchObject({ code: 'not_found' });
});

test('the log says how it stands with each message', async () => {
  const { db } = database;
  const at = new Date('2026-01-01T00:00:00.000Z');
  const logged = await db
    .insert(notificationLog)
    .values([0, 1].map(() => ({ action: 'on_play', sentAt: at, isSuccess: false })))
    .returning();
  const waiting = { trigger: 'on_play', payload: {}, attempts: 2, problem: 'nobody there', notBefore: at };
  await db.insert(notificationOutbox).values({ ...waiting, logId: logged[0]!.id });
  const { rows } = await nativeNotificationLog(db, SEES_ALL, { search: '', order: 'asc', offset: 0, limit: 10 });
  expect(rows.map(({ delivery }) => delivery)).toEqual([
    { state: 'waiting', attempts: 2, problem: 'nobody there', nextTryAt: at.toISOString() },
    null,
  ]);
});
