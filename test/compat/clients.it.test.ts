/** Published programs go on working: their calls, the fields they read, their ways of paging and of sending a key. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CALLS, type Subjects } from './client-calls.ts';
import { Envelope, HistoryTable } from './client-shapes.ts';
import { API_KEY, type SampleApi, startSampleApi } from './sample-api.ts';

let api: SampleApi;
let subjects: Subjects;

beforeAll(async () => {
  api = await startSampleApi();
  const { data } = await history({ length: '1', media_type: 'movie' });
  const [row] = data;
  subjects = { userId: String(row!.user_id), ratingKey: String(row!.rating_key), rowId: String(row!.row_id) };
});

afterAll(() => api?.close());

/** `response.data` of a call that must succeed. */
async function dataOf(cmd: string, params: Readonly<Record<string, string>>): Promise<unknown> {
  const { status, body } = await api.ask(cmd, params);
  const { response } = Envelope.parse(body);
  expect([status, response.result]).toEqual([200, 'success']);
  return response.data;
}

const history = async (params: Readonly<Record<string, string>>) =>
  HistoryTable.parse(await dataOf('get_history', params));

test.each(CALLS)('$client: $cmd $params', async ({ cmd, params = {}, data }) => {
  const sent = typeof params === 'function' ? params(subjects) : params;
  const parsed = data.safeParse(await dataOf(cmd, sent));
  expect(parsed.error?.issues.slice(0, 5)).toBeUndefined();
});

const Page = z.looseObject({
  recordsFiltered: z.number(),
  recordsTotal: z.number(),
  data: z.array(z.looseObject({ id: z.number() })),
});

describe('paging', () => {
  /** As programs do it that stop at an empty page. */
  const allPages = async (params: Readonly<Record<string, string>>) => {
    const ids: number[] = [];
    for (let start = 0; ; start += 1000) {
      const page = Page.parse(await dataOf('get_history', { ...params, start: String(start), length: '1000' }));
      ids.push(...page.data.map(({ id }) => id));
      if (page.data.length === 0) return { ids, found: page.recordsFiltered, total: page.recordsTotal };
    }
  };

  test.each(['0', '1'])('with grouping=%s every row comes once, and the numbers are right', async (grouping) => {
    const { ids, found, total } = await allPages({ grouping, include_activity: '0', order_column: 'date' });
    expect(ids).toHaveLength(found);
    expect(new Set(ids).size).toBe(found);
    // One program counts to the other number, and must not end before the last row.
    expect(total).toBeGreaterThanOrEqual(found);
  });

  test('keys have one type within all rows', async () => {
    const { data } = await history({ length: '5000', media_type: 'movie,episode' });
    expect(new Set(data.map((row) => typeof row.rating_key))).toEqual(new Set(['number']));
  });
});

describe('the ways of asking', () => {
  const address = (path: string, params: Readonly<Record<string, string>>): string =>
    `${api.url}${path}?${new URLSearchParams(params)}`;
  const good = { apikey: API_KEY, cmd: 'arnold' };

  test.each<[string, string, Record<string, string>, RequestInit]>([
    ['a slash at the end', '/api/v2/', good, {}],
    ['POST with everything in the address', '/api/v2', good, { method: 'POST' }],
    ['a form', '/api/v2', {}, { method: 'POST', body: new URLSearchParams(good) }],
    ['a GET that claims to be JSON', '/api/v2', good, { headers: { 'content-type': 'application/json' } }],
    ['parameters nobody knows', '/api/v2', { ...good, order: 'desc', include_disabled: 'True', _: '1' }, {}],
    ['the key in a header', '/api/v2', { cmd: 'arnold' }, { headers: { 'x-api-key': API_KEY } }],
  ])('%s', async (_name, path, params, init) => {
    const answer = await fetch(address(path, params), init);
    expect(answer.status).toBe(200);
    expect(Envelope.parse(await answer.json()).response.result).toBe('success');
  });

  test.each<[string, Record<string, string>, string | RegExp]>([
    ['a wrong key', { apikey: 'x'.repeat(32), cmd: 'arnold' }, 'Invalid apikey'],
    ['no key', { cmd: 'arnold' }, 'Parameter apikey is required'],
    ['an unknown command', { apikey: API_KEY, cmd: 'nothing' }, /^Unknown command: nothing\. Possible commands are: /],
    ['no command', { apikey: API_KEY }, /^Parameter cmd is required\. /],
  ])('%s is refused in JSON with 400', async (_name, params, message) => {
    const answer = await fetch(address('/api/v2', params));
    const { response } = Envelope.parse(await answer.json());
    expect([answer.status, response.result]).toEqual([400, 'error']);
    expect(response.message).toMatch(message);
  });

  test.each(['1', 'true', 'True', 'yes', 'on'])('%s is yes', async (yes) => {
    const grouped = await history({ grouping: yes, include_activity: '0', length: '1' });
    const single = await history({ grouping: '0', include_activity: '0', length: '1' });
    expect(grouped.recordsFiltered).toBeLessThan(single.recordsFiltered);
  });

  test('a health check without a key', async () => {
    expect(await (await fetch(`${api.url}/status`)).json()).toEqual({ result: 'success', message: 'Ok' });
  });
});
