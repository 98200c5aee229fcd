import { expect, test } from 'vitest';
import { type HealthFacts, healthChecks, worstOf } from './health.ts';

const WELL: HealthFacts = {
  database: { answeredInMs: 2.4, isLed: true },
  disk: { freeBytes: 50e9, totalBytes: 100e9 },
  isLeading: true,
  outbox: { overdue: 0, oldestMs: 0, failed: 0 },
  servers: [{ name: 'Attic', link: { state: 'ok', problem: null } }],
  failedTasks: [],
};

test('all is well, in sentences', () => {
  const checks = healthChecks(WELL);
  expect(checks.map(({ says }) => says)).toEqual([
    'The database answers in 2 ms',
    'Attic can be heard',
    'This process watches the servers',
    '50.0 GB of 100.0 GB are free where the data folder is',
    'All notifications are sent',
    'All tasks did what they are for',
  ]);
  expect(checks.every(({ state, hint }) => state === 'ok' && hint === null)).toBe(true);
  expect(worstOf(checks)).toBe('ok');
});

test.each<[string, Partial<HealthFacts>, string, string]>([
  ['a database that is away', { database: null, outbox: null, servers: null }, 'bad', 'The database does not answer'],
  ['a slow database', { database: { answeredInMs: 900, isLed: true } }, 'warn', 'The database answers in 900 ms'],
  [
    'a server that refuses',
    { servers: [{ name: 'Attic', link: { state: 'unauthorised', problem: 'no token' } }] },
    'bad',
    'Attic refuses its token: no token',
  ],
  ['no server', { servers: [] }, 'warn', 'No Plex server is connected'],
  [
    'nobody who leads',
    { isLeading: false, database: { answeredInMs: 1, isLed: false } },
    'bad',
    'No process watches the servers at the moment',
  ],
  [
    'little room',
    { disk: { freeBytes: 1e9, totalBytes: 9e9 } },
    'warn',
    '1.0 GB of 9.0 GB are free where the data folder is',
  ],
  [
    'no room',
    { disk: { freeBytes: 1e8, totalBytes: 9e9 } },
    'bad',
    '0.1 GB of 9.0 GB are free where the data folder is',
  ],
  [
    'a backlog',
    { outbox: { overdue: 3, oldestMs: 600_000, failed: 0 } },
    'warn',
    '3 notifications waiting to be sent, the first for 10 minutes',
  ],
  [
    'what could not be sent',
    { outbox: { overdue: 0, oldestMs: 0, failed: 1 } },
    'warn',
    '1 notification could not be sent within the last day',
  ],
  ['a task that failed', { failedTasks: ['people'] }, 'warn', 'The last run of one task failed'],
])('%s', (_name, over, state, says) => {
  const checks = healthChecks({ ...WELL, ...over });
  expect(worstOf(checks)).toBe(state);
  const found = checks.find((check) => check.says === says);
  expect(found?.state).toBe(state);
  expect(found?.hint).toEqual(expect.any(String));
});
