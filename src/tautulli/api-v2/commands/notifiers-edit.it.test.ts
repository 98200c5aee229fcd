import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { notificationLog, notifiers, notifierTriggers } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { failedForNow } from '#notifications/agents/agent.ts';
import type { SendRequest } from '#notifications/outbox/send-now.ts';
import type { Services } from '../command.ts';
import { answerRequest } from '../dispatch.ts';
import { dispatchDeps, KEY } from '../testing.ts';

let database: TestDatabase;
const asked: SendRequest[] = [];
let isAnswered = true;

const services: Services = {
  openSecret: (sealed) => sealed.replace('sealed:', ''),
  sealSecret: (secret) => `sealed:${secret}`,
  async sendNow(request) {
    asked.push(request);
    return { logId: 7, outcome: isAnswered ? { kind: 'sent' } : failedForNow('nobody there') };
  },
};

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  asked.length = 0;
  isAnswered = true;
  await database.db.delete(notifiers);
});
afterAll(() => database.drop());

type Params = Readonly<Record<string, string | number | readonly string[]>>;

async function ask(cmd: string, params: Params = {}) {
  const room = { db: database.db, settings: DEFAULT_SETTINGS, now: () => 0, timeZone: 'UTC', services };
  const sent = new Map(
    Object.entries({ ...params, apikey: KEY, cmd }).map(([name, value]) => [name, [value].flat().map(String)]),
  );
  const { status, body } = await answerRequest(
    { sent, headerKey: undefined },
    dispatchDeps({ room: async () => room }),
  );
  return { status, ...JSON.parse(String(body)).response };
}

const configOf = async (id: number) => (await ask('get_notifier_config', { notifier_id: id })).data;

async function added(agent: number): Promise<number> {
  return (await ask('add_notifier_config', { agent_id: agent })).data.notifier_id;
}

describe('making and changing agents', () => {
  test('a new one has the settings of its kind, the usual texts and no trigger', async () => {
    const said = await ask('add_notifier_config', { agent_id: 13 });
    expect(said).toMatchObject({ status: 200, message: 'Added notification agent.' });
    const config = await configOf(said.data.notifier_id);
    expect(config).toMatchObject({
      agent_id: 13,
      agent_name: 'telegram',
      custom_conditions: [{ parameter: '', operator: '', value: [], type: null }],
      custom_conditions_logic: '',
      config: { bot_token: '', html_support: 1 },
    });
    expect(new Set(Object.values(config.actions))).toEqual(new Set([0]));
    expect(config.notify_text.on_play.body).toContain('{title}');
    expect((await configOf(await added(25))).notify_text.on_play).toEqual({ subject: '', body: '' });
  });

  test.each(['', 'x', 5, 999])('%j is no kind of agent', async (agent_id) => {
    const refused = { status: 400, result: 'error', data: {} };
    expect(await ask('add_notifier_config', { agent_id })).toEqual({
      ...refused,
      message: 'Failed to add notification agent.',
    });
    expect(await ask('set_notifier_config', { notifier_id: 1, agent_id })).toEqual({
      ...refused,
      message: 'Failed to save notification agent.',
    });
  });

  test('settings are replaced, triggers and texts only where they are named', async () => {
    const id = await added(25);
    const common = { notifier_id: id, agent_id: 25, friendly_name: 'Hook', webhook_hook: 'http://x' };
    expect(
      await ask('set_notifier_config', { ...common, webhook_method: 'PUT', on_play: 1, on_play_body: '{}' }),
    ).toEqual({ status: 200, result: 'success', message: 'Saved notification agent.', data: {} });
    await ask('set_notifier_config', { ...common, on_stop: 'true', on_stop_subject: '{"a":"b"}' });
    expect(await configOf(id)).toMatchObject({
      friendly_name: 'Hook',
      config: { hook: 'http://x', method: 'POST' },
      actions: { on_play: 1, on_stop: 1, on_pause: 0 },
      notify_text: { on_play: { subject: '', body: '{}' }, on_stop: { subject: '{"a":"b"}', body: '' } },
    });
    await ask('set_notifier_config', { notifier_id: id, agent_id: 25, on_play: 0, on_play_body: '' });
    expect(await configOf(id)).toMatchObject({
      friendly_name: '',
      config: { hook: '' },
      actions: { on_play: 0, on_stop: 1 },
      notify_text: { on_play: { body: '' } },
    });
  });

  test('settings are kept sealed, and a password nobody typed again stays', async () => {
    const id = await added(10);
    const common = { notifier_id: id, agent_id: 10, email_to: ['a@x', 'b@x'], email_smtp_port: '587' };
    await ask('set_notifier_config', { ...common, email_smtp_password: 'secret' });
    await ask('set_notifier_config', { ...common, email_smtp_password: '    ' });
    expect((await configOf(id)).config).toMatchObject({ to: ['a@x', 'b@x'], smtp_port: 587, smtp_password: '    ' });
    const [row] = await database.db.select().from(notifiers);
    expect(row?.configSealed).toMatch(/^sealed:.*"smtp_password":"secret"/);
    await ask('set_notifier_config', common);
    expect((await configOf(id)).config.smtp_password).toBe('');
  });

  test('an unknown number makes an agent of that number, and later ones get others', async () => {
    await ask('set_notifier_config', { notifier_id: 4_000, agent_id: 25 });
    expect(await configOf(4_000)).toMatchObject({ id: 4_000, agent_name: 'webhook' });
    expect(await added(25)).toBe(4_001);
  });

  test('one that waited after an import waits no longer', async () => {
    const id = await added(25);
    await database.db.update(notifiers).set({ isPaused: true });
    await ask('set_notifier_config', { notifier_id: id, agent_id: 25 });
    expect(await database.db.select().from(notifiers)).toMatchObject([{ isPaused: false }]);
  });

  test('conditions are checked, completed and reset', async () => {
    const id = await added(25);
    const save = (conditions: Params) => ask('set_notifier_config', { notifier_id: id, agent_id: 25, ...conditions });
    const stored = '[{"parameter":"User","operator":"IS","value":"anna"}]';
    await save({ custom_conditions: stored, custom_conditions_logic: '{1}' });
    expect(await configOf(id)).toMatchObject({
      custom_conditions: [{ parameter: 'user', operator: 'is', value: ['anna'], type: 'str' }],
      custom_conditions_logic: '{1}',
    });
    for (const custom_conditions of ['{', '{}', '[{"parameter":"nonsense","operator":"is","value":"x"}]'])
      expect(await save({ custom_conditions })).toMatchObject({
        status: 400,
        message: 'Failed to save notification agent.',
      });
    await save({});
    expect(await configOf(id)).toMatchObject({
      custom_conditions: [{ parameter: '', operator: '', value: [], type: null }],
      custom_conditions_logic: '',
    });
  });

  test('deleting one forgets its triggers', async () => {
    const id = await added(25);
    await ask('set_notifier_config', { notifier_id: id, agent_id: 25, on_play: 1 });
    await ask('delete_notifier', { notifier_id: id });
    expect(await database.db.select().from(notifierTriggers)).toEqual([]);
  });
});

describe('sending at once', () => {
  test('headers of a webhook stand for the subject', async () => {
    const notifier_id = await added(25);
    const said = await ask('notify', { notifier_id, subject: 'x', body: '{"a":1}', headers: '{"X":"y"}' });
    expect(said).toEqual({
      status: 200,
      result: 'success',
      message: 'Notification sent.',
      data: { notification_id: 7 },
    });
    expect(asked).toEqual([
      { notifierId: notifier_id, action: 'api', subject: '{"X":"y"}', body: '{"a":1}', scriptArguments: null },
    ]);
  });

  test.each([
    ['a "b c"', ['a', 'b c']],
    ['"', []],
  ])('the arguments of a script: %s', async (script_args, scriptArguments) => {
    await ask('notify', { notifier_id: await added(15), script_args });
    expect(asked).toMatchObject([{ scriptArguments }]);
  });

  test('what goes wrong is said', async () => {
    const refused = { status: 400, result: 'error', data: {} };
    const notifier_id = await added(25);
    isAnswered = false;
    expect(await ask('notify', { notifier_id })).toEqual({ ...refused, message: 'Notification failed.' });
    expect(await ask('notify')).toEqual({ ...refused, message: 'Notification failed: no notifier id provided.' });
    for (const id of ['x', 999])
      expect(await ask('notify', { notifier_id: id })).toEqual({
        ...refused,
        message: `Notification failed: invalid notifier_id provided ${id}.`,
      });
    expect(await ask('notify_recently_added')).toEqual({ ...refused, message: 'Notification failed.' });
    expect(await ask('notify_recently_added', { rating_key: 1 })).toMatchObject({ status: 500 });
    expect(await database.db.$count(notificationLog)).toBe(0);
  });
});
