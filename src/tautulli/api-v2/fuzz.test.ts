/** Whatever is asked, an answer comes back, and what is not our mistake is not answered as one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { answerRequest } from './dispatch.ts';
import { sentParams } from './sent.ts';
import { apiApp, dispatchDeps, KEY } from './testing.ts';

const SEED = 20_260_311;
const RUNS = 1_500;

const STRANGE = [
  '',
  '-1',
  '0',
  '1e308',
  '9'.repeat(400),
  '-9223372036854775809',
  'NaN',
  'None',
  'null',
  '1;DROP TABLE plays--',
  "' OR '1'='1",
  '%',
  '_',
  '\u0000',
  '\ud800',
  '🌊'.repeat(50),
  '__proto__',
  '../../etc/passwd',
  '{"draw":1e999}',
  '[[[[[[[[',
  '<b>&amp;',
  'x'.repeat(5_000),
];

const deps = dispatchDeps();
const { registry } = deps;
const waiting = registry.commands.filter(({ state }) => state === 'waiting').map(({ name }) => name);
const paramNames = [...new Set(registry.commands.flatMap(({ params }) => Object.keys(params)))];

const text = fc.oneof(fc.constantFrom(...STRANGE), fc.string({ unit: 'binary' }), fc.integer().map(String));
const values = fc.array(text, { minLength: 1, maxLength: 3 });
/** Of the protocol's own parameters, those that may say anything. */
const paramName = fc.oneof(
  fc.constantFrom(...paramNames, 'debug', 'app', 'profileme', '__proto__', 'constructor'),
  fc.string().filter((name) => !['callback', 'out_type', 'cmd', 'apikey'].includes(name)),
);
const params = fc.array(fc.tuple(paramName, values), { maxLength: 8 }).map((pairs) => new Map(pairs));
const format = fc.constantFrom('json', 'xml');
const settings = { seed: SEED, numRuns: RUNS };

const Envelope = z.strictObject({
  response: z.strictObject({ result: z.enum(['success', 'error']), message: z.string().nullable(), data: z.unknown() }),
});

test('a command that waits is refused, never a mistake of ours', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...waiting), params, format, async (cmd, sent, out_type) => {
      const all = new Map([...sent, ['apikey', [KEY]], ['cmd', [cmd]], ['out_type', [out_type]]]);
      const { status, contentType } = await answerRequest({ sent: all, headerKey: undefined }, deps);
      expect(status).toBe(400);
      expect(contentType).toMatch(out_type === 'xml' ? /xml/ : /json/);
    }),
    settings,
  );
});

test('anything for a command, a key and an output is answered in the envelope', async () => {
  const some = fc.array(fc.oneof(text, fc.constantFrom(...registry.names, KEY)), { maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(params, some, some, text, async (sent, cmd, apikey, out_type) => {
      const all = new Map([...sent, ['apikey', apikey], ['cmd', cmd], ['out_type', [out_type]]]);
      const { status, contentType, body } = await answerRequest({ sent: all, headerKey: undefined }, deps);
      // An output nobody has is refused with 500, as by the reference.
      if (!['', 'json', 'xml'].includes(out_type)) expect(status).toBe(500);
      if (contentType.startsWith('application/json')) Envelope.parse(JSON.parse(String(body)));
    }),
    settings,
  );
});

test('an address that is not one, and a form that is not one', async () => {
  const app = await apiApp(deps);
  const anything = fc.string({ unit: 'binary-ascii', maxLength: 200 }).map((query) => query.replace(/[\s#]/g, ''));
  await fc.assert(
    fc.asyncProperty(anything, fc.string({ unit: 'binary' }), async (query, payload) => {
      sentParams(`/api/v2?${query}`, undefined);
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const response = await app.inject({ method: 'POST', url: '/api/v2', headers, payload: `${query}&${payload}` });
      expect(response.statusCode).toBeLessThan(500);
      Envelope.parse(response.json());
    }),
    { seed: SEED, numRuns: 300 },
  );
  await app.close();
});
