import { expect, test, vi } from 'vitest';
import type { NotifierDesk } from '#notifications/native-notifiers.ts';
import { Problem } from '#problem';
import { ask, post } from './app-testing.ts';
import { aNotifierDesk } from './native-testing.ts';
import { httpDeps } from './testing.ts';

const withDesk = (changes: Partial<NotifierDesk>) => ({
  native: { ...httpDeps().native, notifiers: { ...aNotifierDesk, ...changes } },
});
const PATH = '/api/v3/notifiers';
const NOTHING_SAID = { name: null, isPaused: false, triggers: [], conditions: [], conditionsLogic: '' };

test('agents are listed and read', async () => {
  expect((await ask({ url: PATH })).json()).toMatchObject({ notifiers: [{ id: 3, name: 'Home automation' }] });
  expect((await ask({ url: `${PATH}/3` })).json()).toMatchObject({ settings: { hook: null } });
});

test('one is made of little', async () => {
  const create = vi.fn(aNotifierDesk.create);
  const made = await ask(post(PATH, { kindId: 25, settings: { hook: 'http://x' } }), withDesk({ create }));
  expect(made.statusCode).toBe(201);
  expect(create).toHaveBeenCalledWith({ ...NOTHING_SAID, kindId: 25, settings: { hook: 'http://x' } });
});

test.each([
  [{ kindId: 25 }, 'settings'],
  [{ kindId: 'webhook', settings: {} }, 'kindId'],
  [{ kindId: 25, settings: {}, triggers: [{ trigger: 'on_nothing' }] }, 'trigger'],
])('%j is refused', async (body, message) => {
  const answer = await ask(post(PATH, body));
  expect(answer.statusCode).toBe(400);
  expect(answer.json().error.message).toContain(message);
});

test('one is changed, tried and removed', async () => {
  const update = vi.fn(aNotifierDesk.update);
  const changed = await ask(
    { ...post(`${PATH}/3`, { settings: { hook: null } }), method: 'PUT' },
    withDesk({ update }),
  );
  expect(changed.statusCode).toBe(200);
  expect(update).toHaveBeenCalledWith(3, { ...NOTHING_SAID, settings: { hook: null } });
  expect((await ask(post(`${PATH}/3/test`, {}))).json()).toMatchObject({ isSent: false });
  expect((await ask({ method: 'DELETE', url: `${PATH}/3` })).statusCode).toBe(204);
});

test('a number nobody has', async () => {
  const read = async () => {
    throw new Problem('not_found', 'There is no agent with the number 9');
  };
  expect((await ask({ url: `${PATH}/9` }, withDesk({ read }))).statusCode).toBe(404);
});
