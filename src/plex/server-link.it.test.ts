/** The whole room against the simulated server: reading, losing, refusing, being refused. */
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { silentLog } from '#log';
import type { Simulator } from '#simulator/simulator.ts';
import { startSimulator } from '#simulator/simulator.ts';
import { scenarioWorld } from '#simulator/worlds/scenario-world.ts';
import type { LinkFacts, PlexNotification } from './facts.ts';
import { fixedNetwork } from './network.ts';
import { openServerLink, type ServerLink } from './server-link.ts';

const clock = systemClock();
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function simulate(pingIntervalMs = 1_000): Promise<Simulator> {
  const sim = await startSimulator({ clock, world: scenarioWorld(), pingIntervalMs });
  open.push(() => sim.close());
  return sim;
}

interface Heard {
  readonly link: ServerLink;
  readonly states: LinkFacts[];
  readonly notifications: PlexNotification[];
  readonly listening: boolean[];
  connected: number;
}

function listen(url: string, token: string): Heard {
  const states: LinkFacts[] = [];
  const notifications: PlexNotification[] = [];
  const heard: Heard = {
    states,
    notifications,
    listening: [],
    connected: 0,
    link: openServerLink({
      server: { id: 1, name: 'Lanternhouse', url, token },
      clientIdentifier: 'test-client',
      clock,
      log: silentLog,
      random: () => 0,
      network: fixedNetwork({ socketAttempts: 2, socketPauseMs: 50, socketRoundMs: 500 }),
      handlers: {
        onLink: (link) => states.push(link),
        onNotification: (notification) => notifications.push(notification),
        onListening: (isListening) => heard.listening.push(isListening),
        onConnected: () => {
          heard.connected += 1;
        },
      },
    }),
  };
  open.push(() => heard.link.close());
  return heard;
}

const until = (what: () => boolean): Promise<void> => expect.poll(what, { timeout: 8_000, interval: 20 }).toBe(true);
const isState = (heard: Heard, state: LinkFacts['state']) => () => heard.link.link().state === state;
const names = (heard: Heard): string[] => heard.states.map(({ state }) => state);

describe('a link', () => {
  test('opens in the background, hears what is played and can ask for it', async () => {
    const sim = await simulate();
    const heard = listen(sim.pmsUrl, sim.token);
    expect(heard.link.link()).toEqual({ state: 'connecting' });
    await until(isState(heard, 'ok'));
    expect(heard.connected).toBe(1);
    await sim.act({ action: 'start', session: 'a', user: 'fern', player: 'roku', item: 'film/ember-falls' });
    await until(() => heard.notifications.some(({ kind }) => kind === 'playing'));
    const list = await heard.link.media.sessions();
    expect(list).toMatchObject({
      ok: true,
      value: { problems: [], sessions: [{ sessionKey: expect.any(String), item: { mediaType: 'movie' } }] },
    });
    const key = list.ok ? list.value.sessions[0]?.item.ratingKey : null;
    const items = await heard.link.media.metadata(key === null || key === undefined ? [] : [key]);
    expect(items).toMatchObject({ ok: true, value: [{ item: { ratingKey: key }, media: expect.any(Array) }] });
  });

  test('survives a server that goes away, and reads everything again', async () => {
    const sim = await simulate();
    const heard = listen(sim.pmsUrl, sim.token);
    await until(isState(heard, 'ok'));
    await sim.act({ action: 'server_down' });
    await until(isState(heard, 'unreachable'));
    expect(heard.link.link()).toMatchObject({
      problem: expect.stringContaining('Lanternhouse'),
      retryAtMs: expect.any(Number),
    });
    await until(() => heard.listening.at(-1) === false);
    await sim.act({ action: 'server_up' });
    await until(isState(heard, 'ok'));
    expect(heard.connected).toBeGreaterThanOrEqual(2);
    expect(heard.listening).toEqual([true, false, true]);
  });

  test('is degraded while requests work and notifications do not', async () => {
    const sim = await simulate();
    await sim.act({ action: 'ws_abort', refuse: true });
    const heard = listen(sim.pmsUrl, sim.token);
    await until(isState(heard, 'degraded'));
    expect(heard.connected).toBe(1);
    await sim.act({ action: 'ws_accept' });
    await until(isState(heard, 'ok'));
    expect(heard.connected).toBeGreaterThanOrEqual(2);
  });

  test('is degraded while notifications work and requests do not', async () => {
    const sim = await simulate();
    const heard = listen(sim.pmsUrl, sim.token);
    await until(isState(heard, 'ok'));
    await sim.act({ action: 'fault', path: '/status/sessions', malformed: true, times: 1 });
    await expect(heard.link.media.sessions()).resolves.toMatchObject({ ok: false, reason: 'malformed' });
    expect(heard.link.link().state).toBe('degraded');
    await heard.link.media.sessions();
    expect(heard.link.link().state).toBe('ok');
  });

  test('says that a token is not accepted', async () => {
    const sim = await simulate();
    const heard = listen(sim.pmsUrl, 'wr0ngTok3n');
    await until(isState(heard, 'unauthorised'));
    expect(heard.connected).toBe(0);
    await expect(heard.link.media.sessions()).resolves.toMatchObject({ ok: false, reason: 'unauthorised' });
    expect(JSON.stringify(heard.states)).not.toContain('wr0ngTok3n');
  });

  test.each(['ws_abort', 'ws_close', 'ws_cut_frame'] as const)(
    'is open again after %s, and was never lost',
    async (action) => {
      const sim = await simulate();
      const heard = listen(sim.pmsUrl, sim.token);
      await until(isState(heard, 'ok'));
      await sim.act({ action });
      await until(() => heard.connected === 2);
      expect([names(heard), heard.listening]).toEqual([['ok'], [true]]);
    },
  );

  test('takes no harm from messages that are none', async () => {
    const sim = await simulate();
    const heard = listen(sim.pmsUrl, sim.token);
    await until(isState(heard, 'ok'));
    for (const message of ['', '{', '[]', '{"NotificationContainer":{}}', '\u0000\uffff'])
      await sim.act({ action: 'ws_raw', message });
    await sim.act({ action: 'start', session: 'a', user: 'fern', player: 'roku', item: 'film/ember-falls' });
    await until(() => heard.notifications.length > 0);
    expect(heard.connected).toBe(1);
  });

  test('ends: the server has no listener left and no handler is called', async () => {
    const sim = await simulate();
    const heard = listen(sim.pmsUrl, sim.token);
    await until(isState(heard, 'ok'));
    await heard.link.close();
    await until(() => sim.listeners() === 0);
    const before = heard.states.length;
    await sim.act({ action: 'server_down' });
    await clock.sleep(100);
    expect(heard.states).toHaveLength(before);
  });

  test('the token travels in a header, not in an address', async () => {
    const sim = await simulate();
    const heard = listen(sim.pmsUrl, sim.token);
    await until(isState(heard, 'ok'));
    await heard.link.media.sessions();
    expect(JSON.stringify(sim.requests())).not.toContain(sim.token);
    expect(sim.requests().some(({ path }) => path === '/:/websockets/notifications')).toBe(true);
  });
});
