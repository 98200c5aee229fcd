/** Whatever is asked of a real database, nothing breaks, and reading changes nothing. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '#log';
import type { Command } from '#tautulli/api-v2/command.ts';
import { answerRequest } from '#tautulli/api-v2/dispatch.ts';
import { API_KEY, type SampleApi, startSampleApi } from './sample-api.ts';

const SEED = 20_260_311;
const REQUESTS = 2_000;
/** As many at a time as there are connections. */
const AT_ONCE = 8;
const TIMEOUT_MS = 120_000;
/** Enough to see what is wrong. */
const SHOWN = 20;

/** Values that fit, so that the strange one beside them meets a command that would answer. */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  user_id: ['1045001', '0', '42'],
  user: ['harbormaster'],
  section_id: ['1', '2', '999999'],
  rating_key: ['102', '205'],
  row_id: ['1', '100'],
  row_ids: ['1,2'],
  notifier_id: ['1'],
  newsletter_id: ['1'],
  export_id: ['1'],
  media_type: ['movie', 'episode'],
  sub_media_type: ['', 'movie'],
  query_days: ['1,7,30,0'],
  length: ['3', '-1'],
  start: ['0', '5'],
  grouping: ['0', '1'],
  stat_id: ['top_movies', 'last_watched'],
  ip_address: ['192.0.2.1'],
  order_dir: ['asc', 'desc'],
  key: ['PMS'],
  time_range: ['30'],
};

const STRANGE: readonly string[] = [
  '',
  ' ',
  '-1',
  '1.5',
  '1e9',
  '2147483648',
  '9223372036854775808',
  '9'.repeat(400),
  'NaN',
  'None',
  'null',
  'true',
  '1773196200',
  '2026-02-30',
  '0000-00-00',
  '99999-12-31',
  "' OR '1'='1",
  '1); delete from plays; --',
  '%',
  '\\',
  '%_%_%',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '🌊é ',
  '\u202e‮x',
  '__proto__',
  'constructor,toString',
  ',,,',
  '1,,x,-2,99999999999999999999',
  '../../etc/passwd',
  '{"draw":1e999}',
  '{"order":[{"column":0}],"columns":[{"data":"toString"}],"search":{"value":"\\u0000"}}',
  '{"start":-9e15,"length":9e15}',
  '[[[[',
  '<b>&amp;"',
  'x'.repeat(5_000),
];

type Sent = ReadonlyMap<string, readonly string[]>;
interface Request {
  readonly command: Command;
  readonly sent: Sent;
}

const isNumber = (text: string): boolean => /^\s*([+-]?\d+\s*)?$/.test(text);

/** Where the reference answers 500 and clients were told so (API notes 5 and 17). */
function isRecordedFailure({ command, sent }: Request): boolean {
  const last = (name: string): string | undefined => sent.get(name)?.at(-1);
  const specs = Object.entries(command.params);
  if (specs.some(([name, { kind }]) => kind === 'strictInteger' && !isNumber(last(name) ?? ''))) return true;
  if (command.name === 'get_notifiers') return (last('notify_action') ?? '') !== '';
  if (command.name === 'notify_recently_added') return true;
  if (command.name === 'get_server_id') return /^(1|true|t|yes|y|on)$/i.test(last('get_url') ?? '');
  if (command.name === 'get_export_fields')
    return last('media_type') === undefined || last('sub_media_type') === undefined;
  return false;
}

const isReading = ({ name }: Command): boolean => /^(get_|docs|arnold$|sql$|status$|server_status$|search$)/.test(name);

let api: SampleApi;
const mistakes: string[] = [];
const log = createLog('error', { write: (line) => void mistakes.push(line) });

beforeAll(async () => {
  api = await startSampleApi(log);
}, TIMEOUT_MS);

afterAll(() => api?.close());

/** Every parameter of every command gets its share of strange values, alone, repeated, and beside others. */
function requestsTo(commands: readonly Command[], count: number): Request[] {
  const targets = commands.flatMap((command) =>
    [...Object.keys(command.params), 'unheard_of'].map((name) => ({ command, name })),
  );
  const values = fc.array(fc.constantFrom(...STRANGE), { minLength: 1, maxLength: 2 });
  const choice = fc.record({ values, pick: fc.nat(), share: fc.double({ min: 0, max: 1, noNaN: true }) });
  return fc.sample(choice, { seed: SEED, numRuns: Math.max(count, targets.length) }).flatMap((chosen, index) => {
    const target = targets[index % targets.length];
    if (target === undefined) return [];
    const beside = Object.entries(target.command.params).flatMap(
      ([name, { required }], place): [string, string[]][] => {
        const fitting = FITTING[name];
        const isSent = fitting !== undefined && (required !== undefined || ((chosen.pick >> place) & 1) === 1);
        return isSent ? [[name, [fitting[chosen.pick % fitting.length] ?? '']]] : [];
      },
    );
    return [{ command: target.command, sent: new Map([...beside, [target.name, chosen.values]]) }];
  });
}

const describeRequest = ({ command, sent }: Request): string =>
  `${command.name} ${JSON.stringify([...sent].map(([name, all]) => [name, all.map((one) => one.slice(0, 60))]))}`;

/** The requests that were answered as a mistake of ours without leave, each with what the log says. */
async function failuresOf(requests: readonly Request[]): Promise<string[]> {
  const failures: string[] = [];
  const queue = [...requests];
  const worker = async (): Promise<void> => {
    for (let request = queue.shift(); request !== undefined; request = queue.shift()) {
      const sent = new Map([...request.sent, ['apikey', [API_KEY]], ['cmd', [request.command.name]]]);
      const { status } = await answerRequest({ sent, headerKey: undefined }, api.apiV2);
      if (status >= 500 && !isRecordedFailure(request)) failures.push(`${status} ${describeRequest(request)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failures;
}

/** Made from the plays when a statistic is first asked for; nothing is lost or gained by it. */
const DERIVED: ReadonlySet<string> = new Set(['play_blocks']);

/** Count and checksum of every table that holds something of its own. */
async function contents(): Promise<Record<string, string>> {
  const { pool } = api.database;
  const tables = await pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables.rows) {
    if (DERIVED.has(name)) continue;
    const { rows } = await pool.query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as sum from "${name}" t`,
    );
    sums[name] = rows[0]?.sum ?? '';
  }
  return sums;
}

test('reading survives anything and changes nothing', { timeout: TIMEOUT_MS, retry: 0 }, async () => {
  const commands = api.apiV2.registry.commands.filter((command) => command.state === 'ready' && isReading(command));
  const requests = requestsTo(commands, REQUESTS);
  const before = await contents();
  const failures = await failuresOf(requests);
  expect(await contents()).toEqual(before);
  expect(failures.slice(0, SHOWN), mistakes.slice(0, 3).join('')).toEqual([]);
  expect(requests.length).toBeGreaterThanOrEqual(REQUESTS);
});

test('writing survives anything', { timeout: TIMEOUT_MS, retry: 0 }, async () => {
  const commands = api.apiV2.registry.commands.filter((command) => command.state === 'ready' && !isReading(command));
  if (commands.length === 0) return;
  mistakes.length = 0;
  const failures = await failuresOf(requestsTo(commands, REQUESTS / 10));
  expect(failures.slice(0, SHOWN), mistakes.slice(0, 3).join('')).toEqual([]);
});
