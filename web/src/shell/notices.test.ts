import { expect, test } from 'vitest';
import type { TaskView } from '#contract/tasks.ts';
import { server } from '../../dev/world.ts';
import { serverNotices, taskNotices } from './notices.ts';

const healthy = server(1, 'Attic', 0);

test('a server that is well is no news; one that is away is, and again when it goes away again', () => {
  const away = (since: string) => ({
    ...healthy,
    link: { state: 'unreachable' as const, since, problem: 'refused', retryAt: null },
  });
  expect(serverNotices([healthy])).toEqual([]);
  const [first] = serverNotices([away('2026-11-24T10:00:00.000Z')]);
  const [second] = serverNotices([away('2026-11-25T10:00:00.000Z')]);
  expect(first).toMatchObject({ name: 'Attic', tone: 'danger', detail: 'refused' });
  expect(second?.id).not.toBe(first?.id);
});

test('only the latest run of a task counts', () => {
  const run = (id: number, state: 'failed' | 'done') => ({
    id,
    state,
    startedAt: '2026-11-24T10:00:00.000Z',
    finishedAt: '2026-11-24T10:00:01.000Z',
    subject: null,
    progress: null,
    problem: state === 'failed' ? 'no answer' : null,
  });
  const task = (...runs: TaskView['runs']): TaskView => ({
    name: 'people',
    everyMs: 1,
    setting: null,
    isRunning: false,
    isWaiting: false,
    nextRunAt: null,
    runs,
  });
  const notices = taskNotices([task(run(2, 'done'), run(1, 'failed')), task(run(4, 'failed'))], () => 'People');
  expect(notices.map(({ id }) => id)).toEqual(['task 4']);
});
