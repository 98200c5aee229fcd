import { expect, test } from 'vitest';
import type { HttpCall, HttpOutcome } from './http-request.ts';
import { webhook } from './webhook.ts';

const MESSAGE = { action: 'on_play', scriptArguments: null, deliveryId: 'd-1' } as const;

async function send(
  config: unknown,
  { subject, body }: { subject: string; body: string },
  answer: HttpOutcome = { ok: true, status: 200, headers: {}, text: '' },
) {
  const calls: HttpCall[] = [];
  const request = async (call: HttpCall): Promise<HttpOutcome> => {
    calls.push(call);
    return answer;
  };
  const outcome = await webhook.send(config, { ...MESSAGE, subject, body }, { request, now: () => 1_000_000 });
  return { outcome, calls };
}

const HOOK = { hook: 'https://w.example/x', method: 'POST' };
const SENT = { kind: 'sent' };

test.each([
  [
    'JSON',
    { ...HOOK, method: 'PUT' },
    '{"X-A":"b"}',
    '{"a": 1}',
    { 'Content-Type': 'application/json', 'X-A': 'b' },
    '{"a": 1}',
  ],
  [
    'a form',
    HOOK,
    '{"Content-Type":"application/x-www-form-urlencoded"}',
    '{"a":1,"b":[1,2],"c":null,"d":"é &"}',
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    'a=1&b=1&b=2&d=%C3%A9+%26',
  ],
  ['nothing', { ...HOOK, method: 'GET' }, '', '', { 'Content-Type': 'application/json' }, null],
  ['text', HOOK, '{"Content-Type":"text/plain"}', '"hello"', { 'Content-Type': 'text/plain' }, 'hello'],
  [
    'a type in its own letters',
    HOOK,
    '{"content-type":"application/json"}',
    '[1]',
    { 'content-type': 'application/json' },
    '[1]',
  ],
  ['JSON of nothing', HOOK, '{}', '[]', { 'Content-Type': 'application/json' }, '[]'],
  ['null', HOOK, 'null', 'null', { 'Content-Type': 'application/json' }, 'null'],
  [
    'numbers in headers',
    HOOK,
    '{"X-N":5,"X-T":"ü"}',
    '{}',
    { 'Content-Type': 'application/json', 'X-N': '5', 'X-T': 'Ã¼' },
    '{}',
  ],
  [
    'no say over the connection',
    HOOK,
    '{"Content-Length":"1","X-B":"c"}',
    '',
    { 'Content-Type': 'application/json', 'X-B': 'c' },
    null,
  ],
] as const)('%s', async (_what, config, subject, body, headers, sent) => {
  const { outcome, calls } = await send(config, { subject, body });
  expect(outcome).toEqual(SENT);
  expect(calls).toEqual([
    { url: config.hook, method: config.method, headers: { ...headers, 'X-Spyglass-Delivery': 'd-1' }, body: sent },
  ]);
});

test.each([
  [
    'no address',
    { method: 'POST' },
    '',
    '{}',
    'The settings of the agent do not fit: hook Invalid input: expected string, received undefined',
  ],
  ['a blank address', { hook: ' ', method: 'POST' }, '', '{}', 'The settings of the agent do not fit: hook is missing'],
  ['broken headers', HOOK, '{', '{}', 'The headers of the webhook are not valid JSON'],
  ['broken data', HOOK, '', 'hello', 'The data of the webhook is not valid JSON'],
  ['a header with a line break', HOOK, '{"X-A":"b\\r\\nX-C: d"}', '{}', 'The header "X-A" cannot be sent'],
  ['a header without a name', HOOK, '{"":"b"}', '{}', 'The header "" cannot be sent'],
])('%s: nothing is sent, now or later', async (_what, config, subject, body, problem) => {
  const { outcome, calls } = await send(config, { subject, body });
  expect(outcome).toEqual({ kind: 'failed', problem, mayRetry: false, retryAfterMs: null });
  expect(calls).toEqual([]);
});

const answered = (status: number, headers: Record<string, string> = {}): HttpOutcome => ({
  ok: true,
  status,
  headers,
  text: '',
});

test.each<[string, HttpOutcome, { mayRetry: boolean; retryAfterMs: number | null }]>([
  ['a refusal', answered(404), { mayRetry: false, retryAfterMs: null }],
  ['an error of the server', answered(500), { mayRetry: true, retryAfterMs: null }],
  ['too many', answered(429, { 'retry-after': '30' }), { mayRetry: true, retryAfterMs: 30_000 }],
  [
    'too many until a date',
    answered(503, { 'retry-after': 'Thu, 01 Jan 1970 00:17:40 GMT' }),
    { mayRetry: true, retryAfterMs: 60_000 },
  ],
  ['nonsense', answered(429, { 'retry-after': 'soon' }), { mayRetry: true, retryAfterMs: null }],
  ['a lost connection', { ok: false, problem: 'gone', isForGood: false }, { mayRetry: true, retryAfterMs: null }],
  ['a wrong address', { ok: false, problem: 'gone', isForGood: true }, { mayRetry: false, retryAfterMs: null }],
])('%s', async (_what, answer, expected) => {
  const { outcome } = await send(HOOK, { subject: '', body: '{}' }, answer);
  expect(outcome).toMatchObject({ kind: 'failed', ...expected });
});

test('redirects that were followed to an end count as sent', async () => {
  expect((await send(HOOK, { subject: '', body: '{}' }, answered(399))).outcome).toEqual(SENT);
});
