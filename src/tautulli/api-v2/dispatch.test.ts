import { describe, expect, test } from 'vitest';
import { createLog, silentLog } from '#log';
import { Problem } from '#problem';
import { keyring } from './access.ts';
import { defineCommand, waitingCommand } from './command.ts';
import { answerRequest, type DispatchDeps } from './dispatch.ts';
import type { Json } from './json.ts';
import { failed, raw } from './reply.ts';
import { access, DEVICE_KEY, dispatchDeps, KEY, PAIRING_KEY, READ_KEY } from './testing.ts';

type Query = Record<string, string | readonly string[]>;

async function ask(query: Query, changes: Parameters<typeof dispatchDeps>[0] = {}, headerKey?: string) {
  const sent = new Map(Object.entries(query).map(([name, value]) => [name, [value].flat()]));
  const { status, contentType, body } = await answerRequest({ sent, headerKey }, dispatchDeps(changes));
  const isJson = contentType.startsWith('application/json');
  return { status, contentType, body, ...(isJson && JSON.parse(String(body)).response) };
}

const state = (value: Awaited<ReturnType<typeof access.state>>): Partial<DispatchDeps> => ({
  access: { ...access, state: async () => value },
});

/** A command that answers with what it was given. */
const echo = defineCommand({
  name: 'get_users',
  summary: 'Echoes',
  params: { a: { kind: 'text' } },
  handle: (params, { sent, grant, timeZone }): Json => ({
    params: { ...params },
    sent: Object.fromEntries(sent),
    grant: grant.name,
    timeZone,
  }),
});

const throwing = (error: unknown, name = 'get_users') =>
  defineCommand({
    name,
    summary: 'Fails',
    params: {},
    ...(name === 'get_geoip_lookup' && { refusal: 'message-in-data' as const }),
    handle: () => {
      throw error;
    },
  });

describe('whoever may not ask hears why, in this order', () => {
  test.each<[string, Query, Partial<DispatchDeps>, string | RegExp]>([
    ['the API is off', {}, state('off'), 'API not enabled'],
    ['there is no key', {}, state('no-key'), 'API key not generated'],
    ['no key was sent', {}, {}, 'Parameter apikey is required'],
    ['no command was sent', { apikey: 'x' }, {}, /^Parameter cmd is required\. Possible commands are: add_newsletter/],
    ['the command is empty', { apikey: 'x', cmd: '' }, {}, /^Unknown command: \. Possible/],
    [
      'it is unknown',
      { apikey: 'x', cmd: 'GET_users' },
      {},
      /^Unknown command: GET_users\. .*, undelete_user, update, /,
    ],
    ['it is gone', { apikey: KEY, cmd: 'get_apikey' }, {}, /^Unknown command: get_apikey\./],
    ['the key is wrong', { apikey: 'x', cmd: 'arnold' }, {}, 'Invalid apikey'],
    ['the key is empty', { apikey: '', cmd: 'arnold' }, {}, 'Invalid apikey'],
    ['the keys differ', { apikey: [KEY, READ_KEY], cmd: 'arnold' }, {}, 'Invalid apikey'],
    ['a key says it is an app', { apikey: KEY, cmd: 'arnold', app: '1' }, {}, 'Invalid apikey'],
    ['an app does not say so', { apikey: DEVICE_KEY, cmd: 'arnold' }, {}, 'Invalid apikey'],
    ['an app says it is none', { apikey: DEVICE_KEY, cmd: 'arnold', app: '0' }, {}, 'Invalid apikey'],
    ['it pairs already', { apikey: PAIRING_KEY, cmd: 'arnold', app: '1' }, {}, 'Invalid apikey'],
    ['it only reads', { apikey: READ_KEY, cmd: 'notify' }, {}, 'This apikey may not use the command notify'],
    ['it is no administrator', { apikey: READ_KEY, cmd: 'sql' }, {}, 'This apikey may not use the command sql'],
  ])('%s', async (_name, query, changes, message) => {
    expect(await ask(query, changes)).toMatchObject({
      status: 400,
      result: 'error',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
      data: {},
    });
  });

  test.each<[string, Query, string | undefined]>([
    ['a key', { apikey: KEY }, undefined],
    ['a key twice', { apikey: [KEY, KEY] }, undefined],
    ['a key and no app', { apikey: KEY, app: '0' }, undefined],
    ['a device', { apikey: DEVICE_KEY, app: 'true' }, undefined],
    ['a key that only reads', { apikey: READ_KEY }, undefined],
    ['a key in a header', {}, KEY],
    ['a key and another in a header', { apikey: KEY }, 'wrong'],
  ])('%s is let in', async (_name, query, headerKey) => {
    expect(await ask({ cmd: 'arnold', ...query }, {}, headerKey)).toMatchObject({ status: 200, result: 'success' });
  });

  test('a pairing token registers a device', async () => {
    expect(await ask({ cmd: 'register_device', apikey: PAIRING_KEY, app: '1' })).not.toMatchObject({
      message: 'Invalid apikey',
    });
  });
});

test.each(['docs', 'docs_md'])('%s needs no key', async (cmd) => {
  expect(await ask({ cmd }, state('off'))).toMatchObject({ status: 200 });
});

test('docs name every command', async () => {
  const { data } = await ask({ cmd: 'docs' });
  expect(Object.keys(data)).toEqual(dispatchDeps().registry.names);
});

test('a command gets its parameters, without those of the protocol', async () => {
  const query = { apikey: KEY, cmd: 'get_users', debug: '1', profileme: '1', app: 'tautulli', a: '1', b: ['2', '3'] };
  expect(await ask(query, { commands: [echo] })).toMatchObject({
    data: {
      params: { a: '1' },
      sent: { app: ['tautulli'], a: ['1'], b: ['2', '3'] },
      grant: 'test',
      timeZone: 'America/New_York',
    },
  });
});

test('a command that waits says so', async () => {
  const commands = [waitingCommand({ name: 'get_rid', summary: 'x', room: 'x', params: {} })];
  const answer = await ask({ apikey: KEY, cmd: 'get_rid' }, { commands });
  expect(answer).toMatchObject({ status: 400, message: 'The command get_rid is not available yet', data: {} });
});

describe('what is thrown becomes an answer', () => {
  test.each([
    ['a bug', new Error('boom'), 500, 'Check the logs for errors'],
    ['a value', 'boom', 500, 'Check the logs for errors'],
    ['a problem', new Problem('not_found', 'There is no such user'), 400, 'There is no such user'],
    ['a problem with a sign-in', new Problem('unauthorised', 'Plex refused'), 400, 'Plex refused'],
    ['a start that is not over', new Problem('unavailable', 'Spyglass is starting'), 503, 'Spyglass is starting'],
    ['a lost database', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 503, 'The database cannot be reached'],
  ])('%s', async (_name, error, status, message) => {
    const answer = await ask({ apikey: KEY, cmd: 'get_users' }, { commands: [throwing(error)] });
    expect(answer).toMatchObject({ status, result: 'error', message, data: {} });
  });

  test('before a command runs, too', async () => {
    const broken = { state: access.state, authenticate: () => Promise.reject(new Error('boom')) };
    expect(await ask({ apikey: KEY, cmd: 'arnold' }, { access: broken })).toMatchObject({ status: 500 });
  });

  test('when an answer cannot be written', async () => {
    const circle: Record<string, Json> = {};
    circle.self = circle;
    const command = defineCommand({ name: 'get_users', summary: 'x', params: {}, handle: () => circle });
    expect(await ask({ apikey: KEY, cmd: 'get_users' }, { commands: [command] })).toMatchObject({ status: 500 });
  });

  test('a bug leaves a line in the log, without the secrets in it', async () => {
    const lines: string[] = [];
    const log = createLog('debug', { write: (line: string) => lines.push(line) });
    const error = new Error('GET http://plex/?X-Plex-Token=sesame failed');
    await ask({ apikey: KEY, cmd: 'get_users' }, { log, commands: [throwing(error)] });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 50, cmd: 'get_users' }]);
    expect(lines.join()).not.toMatch(/sesame/);
  });
});

describe('refusals in the form that clients of a command know', () => {
  test('a file answers nothing to a wrong key', async () => {
    expect(await ask({ apikey: 'x', cmd: 'download_log' })).toEqual({
      status: 400,
      contentType: 'text/html',
      body: '',
    });
  });

  test.each<[string, Query, string]>([
    ['a wrong key', { apikey: 'x' }, 'Invalid apikey'],
    ['a failure', { apikey: KEY }, 'No IP address provided.'],
  ])('a look-up repeats the message in its data: %s', async (_name, query, message) => {
    const command = defineCommand({
      name: 'get_geoip_lookup',
      summary: 'x',
      refusal: 'message-in-data',
      params: {},
      handle: () => failed('No IP address provided.'),
    });
    const answer = await ask({ ...query, cmd: 'get_geoip_lookup' }, { commands: [command] });
    expect(answer).toMatchObject({ status: 400, message, data: { error: message } });
  });

  test('and when it fails', async () => {
    const commands = [throwing(new Error('boom'), 'get_geoip_lookup')];
    const message = 'Check the logs for errors';
    const answer = await ask({ apikey: KEY, cmd: 'get_geoip_lookup' }, { commands });
    expect(answer).toMatchObject({ status: 500, message, data: { error: message } });
  });
});

test('a body of its own is handed on', async () => {
  const command = defineCommand({ name: 'get_users', summary: 'x', params: {}, handle: () => raw('a,b', 'text/csv') });
  const answer = await ask({ apikey: KEY, cmd: 'get_users', out_type: 'xml' }, { commands: [command] });
  expect(answer).toEqual({ status: 200, contentType: 'text/csv', body: 'a,b' });
});

test.each([{ callback: '1-bad' }, { out_type: 'yaml' }])('%o is refused as the reference does', async (options) => {
  expect(await ask({ apikey: KEY, cmd: 'arnold', ...options })).toMatchObject({ status: 500, result: 'error' });
});

test('no keys, no entrance', async () => {
  expect(await keyring([])('x')).toBeNull();
  expect(await ask({ apikey: KEY, cmd: 'arnold' }, { log: silentLog })).toMatchObject({ status: 200 });
});

describe('a command that changes something', () => {
  const writing = defineCommand({
    name: 'delete_user',
    summary: 'Changes something',
    access: 'admin',
    params: { user_id: { kind: 'text' } },
    handle: ({ user_id }): Json | ReturnType<typeof failed> => (user_id === '1' ? {} : failed('There is no such user')),
  });
  const reading = defineCommand({ name: 'get_users', summary: 'Reads', params: {}, handle: () => ({}) });
  const noted = async (query: Query, note: NonNullable<DispatchDeps['noteChange']>): Promise<number> =>
    (await ask({ apikey: KEY, ...query }, { commands: [writing, reading], noteChange: note })).status;

  test('is noted with the names of its parameters when it succeeded', async () => {
    const notes: unknown[] = [];
    const note: NonNullable<DispatchDeps['noteChange']> = async ({ name }, change) => void notes.push([name, change]);
    expect(await noted({ cmd: 'delete_user', user_id: '1' }, note)).toBe(200);
    expect(await noted({ cmd: 'delete_user', user_id: '2' }, note)).toBe(400);
    expect(await noted({ cmd: 'get_users' }, note)).toBe(200);
    expect(notes).toEqual([['test', { command: 'delete_user', parameters: ['user_id'], ipAddress: null }]]);
  });

  test('stays done when that cannot be noted', async () => {
    expect(
      await noted({ cmd: 'delete_user', user_id: '1' }, async () => {
        throw new Error('down');
      }),
    ).toBe(200);
  });
});
