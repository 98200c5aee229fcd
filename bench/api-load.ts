/** Asking the compatible API and taking the time. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { clock, databaseMb, proportionalMb, quantile } from './lib.ts';

const Request = z.object({
  name: z.string(),
  cmd: z.string(),
  params: z.record(z.string(), z.string()),
  /** What the replaced program took for it on two cores, one client, warm. */
  medianMs: z.number(),
  p95Ms: z.number(),
});
export type ApiRequest = z.infer<typeof Request>;

/** A request without a figure to compare with. */
export type Asked = Pick<ApiRequest, 'name' | 'cmd' | 'params'>;

const Sizes = z.array(z.object({ plays: z.number(), requests: z.array(Request) })).min(1);

/** The recorded requests for a database of about this many plays. */
export async function requestsFor(plays: number): Promise<{ plays: number; requests: readonly ApiRequest[] }> {
  const file = fileURLToPath(new URL('./fixtures/perf-requests.json', import.meta.url));
  const sizes = Sizes.parse(JSON.parse(await readFile(file, 'utf8')));
  const distance = (size: { readonly plays: number }): number => Math.abs(Math.log(size.plays / Math.max(1, plays)));
  return sizes.reduce((best, size) => (distance(size) < distance(best) ? size : best));
}

/** A server that is running, and the key to it. */
export interface Target {
  readonly url: string;
  readonly key: string;
  readonly pid: number;
}

interface Timed {
  readonly ms: number;
  readonly status: number;
  readonly body: ArrayBuffer;
}

async function timed({ url, key }: Target, { cmd, params }: Pick<Asked, 'cmd' | 'params'>): Promise<Timed> {
  const from = clock.monotonic();
  const answer = await fetch(`${url}/api/v2?${new URLSearchParams({ ...params, apikey: key, cmd })}`);
  const body = await answer.arrayBuffer();
  return { ms: clock.monotonic() - from, status: answer.status, body };
}

const Answer = z.object({ response: z.object({ data: z.unknown() }) });
const Table = z.object({ recordsTotal: z.number(), data: z.array(z.unknown()) });
const Graph = z.object({ categories: z.array(z.unknown()) });

const dataOf = (body: ArrayBuffer): unknown => Answer.parse(JSON.parse(new TextDecoder().decode(body))).response.data;

/** How many rows an answer shows: of a table, of a list, or points of a graph; 1 for one thing. */
function rowsOf(data: unknown): number {
  if (Array.isArray(data)) return data.length;
  const table = Table.safeParse(data);
  if (table.success) return table.data.data.length;
  const graph = Graph.safeParse(data);
  return graph.success ? graph.data.categories.length : 1;
}

/** How many plays the server knows. */
export async function countPlays(target: Target): Promise<number> {
  const params = { length: '1', include_activity: '0' };
  return Table.parse(dataOf((await timed(target, { cmd: 'get_history', params })).body)).recordsTotal;
}

export interface Measured<R extends Asked = ApiRequest> {
  readonly request: R;
  readonly rows: number;
  /** The very first time. */
  readonly firstMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Median of answers after something had changed that every answer may be made of. */
  readonly anewMs: number;
  /** Of the last answer. */
  readonly status: number;
}

/** Runs after a change are fewer: they cost more. */
const ANEW_SHARE = 2;

/** One request: a first time, `runs` times one after the other, and some times with a change before each. */
export async function measure<R extends Asked>(target: Target, request: R, runs: number): Promise<Measured<R>> {
  const first = await timed(target, request);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push((await timed(target, request)).ms);
  const anew: number[] = [];
  for (let run = 0; run < Math.ceil(runs / ANEW_SHARE); run += 1) {
    await changeSomething(target);
    anew.push((await timed(target, request)).ms);
  }
  return {
    request,
    rows: rowsOf(dataOf(first.body)),
    firstMs: first.ms,
    medianMs: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    anewMs: quantile(anew, 0.5),
    status: first.status,
  };
}

/** Writes a library as it is: nothing looks different, but no answer that was kept is good any more. */
async function changeSomething(target: Target): Promise<void> {
  const { status } = await timed(target, { cmd: 'edit_library', params: { section_id: '1', keep_history: '1' } });
  if (status !== 200) throw new Error(`edit_library answered ${status}`);
}

export interface Mixed {
  readonly requestsPerSecond: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly failures: number;
  /** The highest seen. The database's is 0 when it is not a child of the server. */
  readonly serverMb: number;
  readonly databaseMb: number;
}

export interface Load {
  readonly clients: number;
  readonly seconds: number;
  /** How often something changes meanwhile; null for never. */
  readonly changeEveryMs: number | null;
}

/** All requests in turn from several clients at once, each beginning elsewhere in the list. */
export async function mixedLoad(
  target: Target,
  requests: readonly Asked[],
  { clients, seconds, changeEveryMs }: Load,
): Promise<Mixed> {
  const from = clock.monotonic();
  const end = from + seconds * 1000;
  const done: Pick<Timed, 'ms' | 'status'>[] = [];
  const client = async (number: number): Promise<void> => {
    for (let turn = Math.floor((number * requests.length) / clients); clock.monotonic() < end; turn += 1) {
      const request = requests[turn % requests.length];
      if (request === undefined) continue;
      const { ms, status } = await timed(target, request);
      done.push({ ms, status });
    }
  };
  const changes = async (): Promise<void> => {
    while (changeEveryMs !== null && clock.monotonic() < end) {
      await changeSomething(target);
      await clock.sleep(changeEveryMs);
    }
  };
  const memory = watchMemory(target.pid, end);
  await Promise.all([changes(), ...Array.from({ length: clients }, (_, number) => client(number))]);
  const times = done.map(({ ms }) => ms);
  return {
    requestsPerSecond: done.length / ((clock.monotonic() - from) / 1000),
    medianMs: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    failures: done.filter(({ status }) => status !== 200).length,
    ...(await memory),
  };
}

async function watchMemory(pid: number, end: number): Promise<Pick<Mixed, 'serverMb' | 'databaseMb'>> {
  let server = 0;
  let database = 0;
  while (clock.monotonic() < end) {
    server = Math.max(server, await proportionalMb(pid));
    database = Math.max(database, await databaseMb(pid));
    await clock.sleep(1_000);
  }
  return { serverMb: server, databaseMb: database };
}
