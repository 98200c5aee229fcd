/** Answers of Tautulli as they were received: ours must be the same to the byte. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readOutput, render } from './envelope.ts';
import type { Json } from './json.ts';
import { succeeded } from './reply.ts';
import { apiApp, KEY } from './testing.ts';

const RecordedAnswer = z.object({ id: z.string(), status: z.number(), contentType: z.string(), body: z.string() });
const recorded = new Map(
  z
    .array(RecordedAnswer)
    .parse(JSON.parse(readFileSync(new URL('./fixtures/answers.json', import.meta.url), 'utf8')))
    .map((answer) => [answer.id, answer]),
);
const answer = (id: string) => RecordedAnswer.parse(recorded.get(id));

/** The data of a recorded answer that is JSON or a script. */
const dataOf = (id: string): Json => JSON.parse(answer(id).body.replace(/^[\w.]+\(|\);$/g, '')).response.data;

const EMPTY_PAGE: Json = {
  recordsFiltered: 3281,
  recordsTotal: 4000,
  data: [],
  draw: 1,
  filter_duration: '0',
  total_duration: '83 days 15 hrs 15 mins',
};

test.each<[string, Record<string, string>, Json]>([
  ['get_history-155', { callback: 'cb_1' }, dataOf('get_history-155')],
  ['get_history-154', { out_type: 'xml' }, dataOf('get_history-155')],
  ['get_history-156', { debug: '1' }, dataOf('get_history-155')],
  ['get_history-157', { out_type: 'xml' }, EMPTY_PAGE],
  ['get_user_names-02', { callback: 'app.cb' }, dataOf('get_user_names-02')],
  ['get_user_names-03', { out_type: 'xml' }, dataOf('get_user_names-02')],
  ['get_library_names-02', { debug: '1' }, dataOf('get_library_names-02')],
])('%s with %o', (id, options, data) => {
  const output = readOutput(new Map(Object.entries(options).map(([name, value]) => [name, [value]])));
  if (typeof output === 'string') throw new Error(output);
  const { status, contentType, body } = render(succeeded(null, data), output);
  expect({ status, contentType, body }).toEqual({ ...answer(id), id: undefined });
});

/** Texts that list commands are compared up to the list. */
const start = (text: string): string => text.replace(/ Possible commands are: .*/, '').replace(/", "data.*/, '');

test.each([
  ['sql-01', `apikey=${KEY}&cmd=sql&query=SELECT+1`],
  ['no_such_command-01', `apikey=${KEY}&cmd=no_such_command`],
  ['missing_cmd-01', `apikey=${KEY}`],
  ['get_users-02', 'apikey=wrong-key&cmd=get_users'],
  ['get_users-03', 'cmd=get_users'],
  ['get_users-04', 'apikey=&cmd=get_users'],
  ['get_history-163', `apikey=${KEY}&cmd=get_history&length=1&app=1`],
])('%s is refused with the same words', async (id, query) => {
  const app = await apiApp();
  const response = await app.inject(`/api/v2?${query}`);
  expect(response.statusCode).toBe(answer(id).status);
  expect(response.headers['content-type']).toBe(answer(id).contentType);
  expect(start(response.body)).toBe(start(answer(id).body));
});
