/** Asking the compatible API and taking the time. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { clock, databaseMb, processUse, quantile } from './lib.ts';

const Request = z.object({
  name: z.string(),
  cmd: z.string(),
  params: z.record(z.string(), z.string()),
  /** What the replaced program took for it on two cores, one client, warm. */
  medianMs: z.number(),
  p95Ms: z.number(),
});
export type ApiRequest = z.infer<typeof Request>;

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

const addressOf = ({ url, key }: Target, { cmd, params }: Pick<ApiRequest, 'cmd' | 'params'>): string =>
  `${url}/api/v2?${new URLSearchParams({ ...params, apikey: key, cmd })}`;

interface Timed {
  readonly ms: number;
  readonly status: number;
}

async function timed(address: string): Promise<Timed> {
  const from = clock.monotonic();
  const answer = await fetch(address);
  await answer.arrayBuffer();
  return { ms: clock.monotonic() - from, status: answer.status };
}

/** How many plays the server knows. */
export async function countPlays(target: Target): Promise<number> {
  const answer = await fetch(addressOf(target, { cmd: 'get_history', params: { length: '1', include_activity: '0' } }));
  const Table = z.object({ response: z.object({ data: z.object({ recordsTotal: z.number() }) }) });
  return Table.parse(await answer.json()).response.data.recordsTotal;
}

export interface Measured {
  readonly request: ApiRequest;
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Of the last answer. */
  readonly status: number;
}

/** One request, some times to warm up and then `runs` times, one after the other. */
export async function measure(target: Target, request: ApiRequest, runs: number): Promise<Measured> {
  const address = addressOf(target, request);
  let { status } = await timed(address);
  await timed(address);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const one = await timed(address);
    status = one.status;
    times.push(one.ms);
  }
  return { request, medianMs: quantile(times, 0.5), p95Ms: quantile(times, 0.95), status };
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

/** All requests in turn from several clients at once, each beginning elsewhere in the list. */
export async function mixedLoad(
  target: Target,
  requests: readonly ApiRequest[],
  { clients, seconds }: { readonly clients: number; readonly seconds: number },
): Promise<Mixed> {
  const from = clock.monotonic();
  const end = from + seconds * 1000;
  const done: Timed[] = [];
  const client = async (number: number): Promise<void> => {
    for (let turn = Math.floor((number * requests.length) / clients); clock.monotonic() < end; turn += 1) {
      const request = requests[turn % requests.length];
      if (request !== undefined) done.push(await timed(addressOf(target, request)));
    }
  };
  const memory = watchMemory(target.pid, end);
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
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
    server = Math.max(server, (await processUse(pid)).residentMb);
    database = Math.max(database, await databaseMb(pid));
    await clock.sleep(1_000);
  }
  return { serverMb: server, databaseMb: database };
}
