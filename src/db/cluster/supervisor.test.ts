import { expect, test } from 'vitest';
import type { Clock } from '#clock';
import { silentLog } from '#log';
import { Problem } from '#problem';
import type { Postmaster } from './postmaster.ts';
import type { ProbeResult } from './probe.ts';
import { backoffMs, type ClusterStatus, Supervisor, type SupervisorDeps } from './supervisor.ts';

test.each([
  [1, 250],
  [2, 500],
  [3, 1_000],
  [7, 16_000],
  [8, 30_000],
  [1_000, 30_000],
])('after %i failures in a row the next start waits %i ms', (failures, ms) => expect(backoffMs(failures)).toBe(ms));

/** A world in which time passes only by waiting, and servers live as long as the test says. */
function world(probe: () => ProbeResult = () => 'ready') {
  let now = 0;
  const waits: number[] = [];
  const ticks: (() => void)[] = [];
  const clock: Clock = {
    now: () => now,
    monotonic: () => now,
    after: () => () => undefined,
    every: (_ms, run) => {
      ticks.push(run);
      return () => void ticks.splice(ticks.indexOf(run), 1);
    },
    sleep: async (ms) => {
      waits.push(ms);
      now += ms;
      await new Promise(setImmediate);
    },
  };
  const servers: { end: () => void; stops: string[] }[] = [];
  const launch = (): Postmaster => {
    const ended = Promise.withResolvers<{ code: number; signal: null }>();
    const stops: string[] = [];
    const end = (): void => ended.resolve({ code: 1, signal: null });
    servers.push({ end, stops });
    const stop = async (mode: string): Promise<void> => {
      stops.push(mode);
      end();
    };
    return { pid: 1, ended: ended.promise, lastWords: () => 'out of luck', stop };
  };
  const deps: SupervisorDeps = {
    clock,
    log: silentLog,
    clear: async () => undefined,
    launch,
    probe: async () => probe(),
    ensureDatabase: async () => undefined,
  };
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await new Promise(setImmediate);
  };
  return {
    deps,
    waits,
    servers,
    settle,
    tick: () => ticks.forEach((run) => void run()),
    pass: (ms: number) => (now += ms),
  };
}

test('a server that ends is started again, ever more slowly, and "failed" still means trying', async () => {
  const w = world();
  const supervisor = new Supervisor(w.deps);
  const seen: ClusterStatus[] = [];
  supervisor.onStatus((status) => seen.push(status));
  await supervisor.start();
  for (let i = 0; i < 5; i++) {
    w.servers.at(-1)?.end();
    await w.settle();
  }
  expect(w.waits.filter((ms) => ms >= 250)).toEqual([250, 500, 1_000, 2_000, 4_000]);
  expect(seen).toEqual(['ready', ...Array(4).fill(['restarting', 'ready']).flat(), 'failed', 'ready']);
  await supervisor.stop('fast');
  expect(supervisor.status()).toBe('stopped');
  expect(w.servers.at(-1)?.stops).toEqual(['fast']);
});

test('a minute of health makes the next failure a first one', async () => {
  const w = world();
  const supervisor = new Supervisor(w.deps);
  await supervisor.start();
  for (let i = 0; i < 3; i++) {
    w.pass(60_000);
    w.servers.at(-1)?.end();
    await w.settle();
  }
  expect(w.waits).toEqual([250, 250, 250]);
  await supervisor.stop('fast');
});

test('the first start gives up after three attempts, with the reason', async () => {
  const w = world(() => 'absent');
  const supervisor = new Supervisor({
    ...w.deps,
    launch: () => {
      const server = w.deps.launch();
      w.servers.at(-1)?.end();
      return server;
    },
  });
  await expect(supervisor.start()).rejects.toThrow('PostgreSQL did not start: out of luck');
  expect(supervisor.status()).toBe('failed');
  expect(w.servers.length).toBe(3);
});

test('a failure that trying again cannot mend ends the first start at once', async () => {
  const w = world(() => 'denied');
  const supervisor = new Supervisor(w.deps);
  const error = await supervisor.start().catch((e: unknown) => e);
  expect(error).toBeInstanceOf(Problem);
  expect(w.servers.map((server) => server.stops)).toEqual([['fast']]);
});

test('a server that only repairs itself is not started anew; its status says so', async () => {
  let result: ProbeResult = 'ready';
  const w = world(() => result);
  const supervisor = new Supervisor(w.deps);
  await supervisor.start();
  result = 'starting';
  for (let i = 0; i < 5; i++) {
    w.tick();
    await w.settle();
  }
  expect(supervisor.status()).toBe('restarting');
  expect(w.servers.length).toBe(1);
  result = 'ready';
  w.tick();
  await w.settle();
  expect(supervisor.status()).toBe('ready');
  await supervisor.stop('fast');
});

test('a running server that nobody can reach is started anew after three looks', async () => {
  let result: ProbeResult = 'ready';
  const w = world(() => result);
  const supervisor = new Supervisor(w.deps);
  await supervisor.start();
  result = 'absent';
  for (let i = 0; i < 3; i++) {
    w.tick();
    await w.settle();
  }
  expect(w.servers.length).toBe(2);
  result = 'ready';
  await w.settle();
  expect(supervisor.status()).toBe('ready');
  await supervisor.stop('immediate');
});

test('stopping while it waits for the next attempt starts nothing more', async () => {
  const w = world();
  const waiting = Promise.withResolvers<void>();
  const supervisor = new Supervisor({
    ...w.deps,
    clock: {
      ...w.deps.clock,
      sleep: (_ms, signal) =>
        new Promise((resolve) => {
          waiting.resolve();
          signal?.addEventListener('abort', () => resolve());
        }),
    },
  });
  await supervisor.start();
  w.servers[0]?.end();
  await waiting.promise;
  await supervisor.stop('fast');
  expect(supervisor.status()).toBe('stopped');
  expect(w.servers.length).toBe(1);
});
