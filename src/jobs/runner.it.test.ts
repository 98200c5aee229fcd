import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { TaskName } from '#contract/tasks.ts';
import { jobRuns } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { silentLog } from '#log';
import { Problem } from '#problem';
import { insertRun, removeOldRuns } from './queries.ts';
import { createRecorder } from './record.ts';
import { createTaskRunner, type TaskAction, type TaskRunner } from './runner.ts';
import { createTaskDesk } from './task-desk.ts';
import { analyseTables } from './upkeep.ts';

const clock = systemClock();
let t: TestDatabase;
let runner: TaskRunner | null = null;
beforeAll(async () => {
  t = await createTestDatabase();
});
afterEach(async () => {
  await runner?.stop();
  runner = null;
  await t.db.delete(jobRuns);
});
afterAll(() => t.drop());

const recorder = () => createRecorder({ db: t.db, clock, log: silentLog });

/** All tasks do nothing but those that are given. */
async function start(given: Partial<Record<TaskName, TaskAction>>): Promise<void> {
  const nothing: TaskAction = async () => undefined;
  runner = createTaskRunner({
    clock,
    log: silentLog,
    connection: t.connection,
    recorder: recorder(),
    settings: async () => DEFAULT_SETTINGS,
    random: () => 0,
    actions: {
      people: nothing,
      libraries: nothing,
      token: nothing,
      'plex-release': nothing,
      outbox: nothing,
      trash: nothing,
      sessions: nothing,
      analyse: nothing,
      runs: nothing,
      ...given,
    },
  });
  await runner.start(t.db);
}

const noted: string[] = [];
const desk = createTaskDesk<string>({
  db: () => t.db,
  settings: async () => DEFAULT_SETTINGS,
  clock,
  note: async (_tx, by, name) => void noted.push(`${by} ${name}`),
});

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await clock.sleep(20);
  }
}
const ended = (name: TaskName) =>
  until(async () => {
    const task = (await desk.list()).tasks.find((one) => one.name === name);
    return task?.runs.find(({ state }) => state === 'done' || state === 'failed');
  });

test('a task that is asked for runs in the process that leads, and tells how far it is', async () => {
  const going = Promise.withResolvers<void>();
  await start({
    sessions: async (progress) => {
      progress(1, 4, 'the second');
      await going.promise;
    },
  });
  expect(await desk.run('keeper', 'sessions')).toMatchObject({ isWaiting: true });
  expect(noted.at(-1)).toBe('keeper sessions');
  const run = await until(async () => {
    const task = (await desk.list()).tasks.find(({ name }) => name === 'sessions');
    return task?.runs.find(({ progress }) => progress !== null);
  });
  expect(run).toMatchObject({ state: 'running', progress: { done: 1, total: 4, at: 'the second' } });
  await expect(desk.run('keeper', 'sessions')).rejects.toMatchObject({ code: 'conflict' });
  going.resolve();
  expect(await ended('sessions')).toMatchObject({ state: 'done', problem: null });
});

test('of many who ask at once one is heard', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => desk.run('keeper', 'outbox')));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await t.db.$count(jobRuns)).toBe(1);
});

test('what was asked for while nobody led is done by who leads then', async () => {
  await desk.run('keeper', 'sessions');
  await start({});
  expect(await ended('sessions')).toMatchObject({ state: 'done' });
});

test('a failure is kept in words that hold no token', async () => {
  await start({
    sessions: () => Promise.reject(new Problem('upstream', 'GET http://x/?X-Plex-Token=abcdef failed')),
  });
  await desk.run('keeper', 'sessions');
  const run = await ended('sessions');
  expect(run).toMatchObject({ state: 'failed' });
  expect(run.problem).toBe('GET http://x/?X-Plex-Token=[hidden] failed');
});

test('what ran when its process ended is said to have been interrupted', async () => {
  await insertRun(t.db, { job: 'analyse', state: 'running', startedAt: new Date(clock.now()) });
  await start({});
  expect(await ended('analyse')).toMatchObject({ state: 'failed', problem: 'Spyglass was stopped while it ran' });
});

test('what is due runs by itself, and not again before its time', { timeout: 30_000 }, async () => {
  let runs = 0;
  await insertRun(t.db, { job: 'outbox', state: 'done', startedAt: new Date(clock.now()) });
  await start({
    sessions: async () => {
      runs += 1;
    },
    outbox: () => Promise.reject(new Error('it was not due')),
  });
  expect(await ended('sessions')).toMatchObject({ state: 'done' });
  expect(runs).toBe(1);
  expect((await desk.list()).tasks.find(({ name }) => name === 'outbox')?.runs).toMatchObject([{ state: 'done' }]);
});

test('what is observed is recorded once, also within another run, and runs when nothing can be recorded', async () => {
  const { observe, under } = recorder();
  expect(await observe('people', 'Attic', async () => true)).toBe(true);
  expect(await observe('people', 'Cabin', async () => false)).toBe(false);
  const id = await insertRun(t.db, { job: 'people', state: 'running', startedAt: new Date(clock.now()) });
  await under(id, async () => void (await observe('people', 'Attic', async () => true)));
  const rows = await t.db.select().from(jobRuns).orderBy(jobRuns.id);
  expect(rows.map(({ state, progress }) => [state, progress])).toEqual([
    ['done', { subject: 'Attic' }],
    ['failed', { subject: 'Cabin' }],
    ['done', null],
  ]);
  const away = createTestDatabase().then(async (other) => {
    await other.drop();
    return createRecorder({ db: other.db, clock, log: silentLog }).observe('people', 'Attic', async () => 42);
  });
  expect(await away).toBe(42);
});

test('statistics are refreshed table by table, with the indexes that are not summarised by themselves', async () => {
  const seen: string[] = [];
  await analyseTables(t.db)(
    (_done, _total, at) => void (at !== undefined && seen.push(at)),
    new AbortController().signal,
  );
  expect(seen).toEqual(expect.arrayContaining(['plays', 'settings', 'sessions']));
  const { rows } = await t.db.execute(
    `select last_analyze is not null as done from pg_stat_user_tables where relname = 'plays'`,
  );
  expect(rows).toEqual([{ done: true }]);
});

test('old runs go, but for the latest of each task', async () => {
  const at = (day: number) => new Date(Date.UTC(2026, 0, day));
  for (let day = 1; day <= 5; day += 1)
    await t.db.insert(jobRuns).values({ job: 'outbox', state: 'done', startedAt: at(day), finishedAt: at(day) });
  expect(await removeOldRuns(t.db, at(5), 2)).toBe(3);
  expect(await t.db.$count(jobRuns)).toBe(2);
});
