/** What the benchmarks share: a product process with its own data folder, and figures that can be quoted. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#clock';
import { openDatabase } from '#db/open.ts';
import { settings } from '#db/schema/index.ts';
import { silentLog } from '#log';

export const clock = systemClock();

/** A data folder that is gone when `use` is done. */
export async function withDataDir<T>(use: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'spyglass-bench-'));
  try {
    return await use(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Opens the database of a product that is not running. */
export async function inDatabase<T>(
  dataDir: string,
  use: (db: Awaited<ReturnType<typeof openDatabase>>['db']) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ config: { dataDir, autoMigrate: true }, clock, log: silentLog });
  try {
    return await use(database.db);
  } finally {
    await database.close();
  }
}

export const setSetting = (dataDir: string, key: string, value: unknown): Promise<unknown> =>
  inDatabase(dataDir, (db) => db.insert(settings).values({ key, value }));

/** The value below which `share` (0 to 1) of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const KIB = 1024;
const TICKS_PER_SECOND = 100;

export interface ProcessUse {
  readonly residentMb: number;
  readonly cpuSeconds: number;
}

async function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

/** Resident memory and processor time of one process, from /proc (Linux only). */
export async function processUse(pid: number): Promise<ProcessUse> {
  const status = await read(`/proc/${pid}/status`);
  const stat = (await read(`/proc/${pid}/stat`)).split(') ')[1]?.split(' ') ?? [];
  return {
    residentMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / KIB,
    cpuSeconds: (Number(stat[11] ?? 0) + Number(stat[12] ?? 0)) / TICKS_PER_SECOND,
  };
}

/** The processes below `pid`, e.g. the database of a product. */
export async function descendants(pid: number): Promise<number[]> {
  const parents = new Map<number, number[]>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number((await read(`/proc/${name}/stat`)).split(') ')[1]?.split(' ')[1] ?? 0);
    parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
  }
  const collect = (id: number): number[] => (parents.get(id) ?? []).flatMap((child) => [child, ...collect(child)]);
  return collect(pid);
}

/** Memory of a process, what it shares with others counted in part. In MB. */
export async function proportionalMb(pid: number): Promise<number> {
  return Number(/^Pss:\s+(\d+)/m.exec(await read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / KIB;
}

/** Proportional memory of the database's processes: shared buffers counted once. In MB. */
export async function databaseMb(pid: number): Promise<number> {
  let sum = 0;
  for (const child of await descendants(pid)) sum += await proportionalMb(child);
  return sum;
}

/** What a product and its database used over a while, processor time in seconds, memory in MB at most. */
export interface Use {
  readonly seconds: number;
  readonly cpu: number;
  readonly databaseCpu: number;
  readonly peakMb: number;
  readonly peakDatabaseMb: number;
  /** Streams at most at once. */
  readonly live: number;
}

async function databaseSeconds(pid: number): Promise<number> {
  let sum = 0;
  for (const child of await descendants(pid)) sum += (await processUse(child)).cpuSeconds;
  return sum;
}

/** Lets time pass and looks at the processes every five seconds. */
export async function observe(pid: number, minutes: number, liveNow: () => number): Promise<Use> {
  const at = clock.monotonic();
  const before = { cpu: (await processUse(pid)).cpuSeconds, databaseCpu: await databaseSeconds(pid) };
  let [peakMb, peakDatabaseMb, live] = [0, 0, 0];
  while (clock.monotonic() < at + minutes * 60_000) {
    await clock.sleep(5_000);
    peakMb = Math.max(peakMb, (await processUse(pid)).residentMb);
    peakDatabaseMb = Math.max(peakDatabaseMb, await databaseMb(pid));
    live = Math.max(live, liveNow());
  }
  const cpu = (await processUse(pid)).cpuSeconds - before.cpu;
  const databaseCpu = (await databaseSeconds(pid)) - before.databaseCpu;
  return { seconds: (clock.monotonic() - at) / 1000, cpu, databaseCpu, peakMb, peakDatabaseMb, live };
}

export const row = (label: string, value: string): void => console.log(`${label.padEnd(60)}${value}`);
export const ms = (value: number): string => `${value.toFixed(0)} ms`;
