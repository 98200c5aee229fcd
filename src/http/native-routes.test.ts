import { describe, expect, test, vi } from 'vitest';
import { Problem } from '#problem';
import { SEES_ALL } from '#users/visible.ts';
import { ask } from './app-testing.ts';
import type { NativeApi } from './native-api.ts';
import { httpDeps } from './testing.ts';

const withNative = (changes: Partial<NativeApi>) => ({ native: { ...httpDeps().native, ...changes } });

test.each([
  ['/api/v3/statistics/home', { cards: [{ name: 'most_concurrent' }] }],
  ['/api/v3/statistics/plays?by=month&split=user&metric=watched', { by: 'month', split: 'user', metric: 'watched' }],
  ['/api/v3/statistics/concurrency?days=7', { all: [2] }],
  ['/api/v3/statistics/heat-map?metric=people', { metric: 'people', total: 3 }],
  ['/api/v3/statistics/top?by=movie&compare=before', { by: 'movie', lines: [{ rank: 1, before: { rank: 2 } }] }],
  ['/api/v3/statistics/key-numbers?days=7', { now: { titles: 2 } }],
  ['/api/v3/statistics/bandwidth?by=hour', { by: 'hour', lines: [{ network: 'all' }, { network: 'lan' }, {}] }],
  ['/api/v3/statistics/outages', { outages: [{ server: { name: 'Attic' } }] }],
  ['/api/v3/statistics/places', { places: [{ city: 'Vík' }] }],
  ['/api/v3/statistics/year?year=2026&user=7', { year: 2026, person: { name: 'Ada' } }],
  ['/api/v3/users', { rows: [{ name: 'Ada', watchedMs: 7_000_000 }] }],
  ['/api/v3/users/7', { person: { id: 7 }, isDeleted: false }],
  ['/api/v3/users/7/addresses', { found: 0 }],
  ['/api/v3/libraries?sort=plays&order=desc', { rows: [{ name: 'Movies' }] }],
  ['/api/v3/libraries/2', { library: { id: 2 }, people: [{ name: 'Ada' }] }],
  ['/api/v3/items/3/statistics?level=grandparent', { itemId: 3, level: 'grandparent' }],
  ['/api/v3/history/5/stream', { decision: 'direct play' }],
  ['/api/v3/sign-ins', { total: 0 }],
  ['/api/v3/notifications/log', { total: 0 }],
  ['/api/v3/newsletters/log', { total: 0 }],
  ['/api/v3/exports', { total: 0 }],
])('GET %s', async (url, expected) => {
  const response = await ask({ url });
  expect(response.statusCode, response.body).toBe(200);
  expect(response.json()).toMatchObject(expected);
});

describe('the filter of a request', () => {
  test('arrives as it was meant', async () => {
    const historyTotals = vi.fn(httpDeps().native.historyTotals);
    await ask({ url: '/api/v3/history/totals?user=!3,5&from=2026-03-01&watched=true' }, withNative({ historyTotals }));
    expect(historyTotals).toHaveBeenCalledWith(SEES_ALL, {
      user: { values: [3, 5], isExcluded: true },
      from: { kind: 'day', day: '2026-03-01' },
      watched: true,
    });
  });

  test.each([
    ['/api/v3/history?user=ada', 'The query parameter user must be a list of numbers, not ada'],
    ['/api/v3/statistics/plays?from=soon', 'The query parameter from must be a day such as 2026-03-10, or a moment'],
    ['/api/v3/statistics/plays?split=colour', 'The query parameter split must be one of none, mediaType'],
    ['/api/v3/statistics/home?cards=top_films', 'The query parameter cards must be a list of some of top_movies'],
    ['/api/v3/users?sort=height', 'The query parameter sort must be one of name'],
  ])('%s is refused', async (url, message) => {
    const response = await ask({ url });
    expect(response.statusCode).toBe(400);
    expect(response.json().error.message).toContain(message);
  });

  test('a number nobody has', async () => {
    const person = async () => {
      throw new Problem('not_found', 'There is no person with the number 9');
    };
    expect((await ask({ url: '/api/v3/users/9' }, withNative({ person }))).statusCode).toBe(404);
  });
});
