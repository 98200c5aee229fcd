import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import { SystemLogQuery } from '#contract/system-logs.ts';
import { createLogFiles, type LogFiles } from './log-files.ts';
import { createLogReader } from './read-log.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'spyglass-log-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const line = (n: number, fields: Record<string, unknown> = {}): string =>
  `${JSON.stringify({ level: 30, time: '2026-11-24T16:05:16.000Z', msg: `line ${n} ä`, ...fields })}\n`;

async function write(files: LogFiles, from: number, to: number, fields: Record<string, unknown> = {}): Promise<void> {
  for (let n = from; n < to; n += 1) {
    files.write(line(n, fields));
    if (n % 50 === 0) await files.flush();
  }
  await files.flush();
}

const open = (over: object = {}): LogFiles => createLogFiles({ dir, clock: manualClock(), ...over });
const reader = (files: LogFiles | null) =>
  createLogReader({ files, mask: async () => ({ hidesAddresses: true, names: ['Annabel'] }) });
const query = (over: object = {}): SystemLogQuery => SystemLogQuery.parse(over);
const numbers = (lines: readonly { readonly message: string }[]): number[] =>
  lines.map(({ message }) => Number(message.split(' ')[1]));
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, n) => from + n);

test('pages lead back through all files, each line once', async () => {
  const files = open({ fileBytes: 4_000, keptFiles: 50 });
  await write(files, 0, 500);
  expect((await readdir(dir)).length).toBeGreaterThan(3);
  const logs = reader(files);
  const seen: number[] = [];
  let before: number | undefined;
  do {
    const page = await logs.page(query({ limit: 70, ...(before !== undefined && { before }) }));
    seen.unshift(...numbers(page.lines));
    before = page.older ?? undefined;
  } while (before !== undefined);
  expect(seen).toEqual(range(0, 500));
});

test('what is added is read from where one was, and from the latest when it is very much', async () => {
  const files = open();
  const logs = reader(files);
  await write(files, 0, 10);
  const first = await logs.page(query());
  expect((await logs.page(query({ after: first.next }))).lines).toEqual([]);
  await write(files, 10, 15);
  const second = await logs.page(query({ after: first.next }));
  expect(numbers(second.lines)).toEqual(range(10, 15));
  expect(second.older).toBeNull();
  await write(files, 15, 40);
  const third = await logs.page(query({ after: second.next, limit: 5 }));
  expect(numbers(third.lines)).toEqual(range(35, 40));
  expect(numbers((await logs.page(query({ before: third.older, limit: 5 }))).lines)).toEqual(range(30, 35));
});

test('old files go, and a place in them leads to the oldest line there is', async () => {
  const files = open({ fileBytes: 2_000, keptFiles: 3 });
  await write(files, 0, 300);
  expect(await readdir(dir)).toHaveLength(3);
  const { lines } = await reader(files).page(query({ after: 0, limit: 1_000 }));
  expect(numbers(lines)).toEqual(range(300 - lines.length, 300));
  expect((await reader(files).page(query({ before: 10 }))).lines).toEqual([]);
});

test('another run goes on where the last one ended', async () => {
  await write(open(), 0, 5);
  const again = open();
  await write(again, 5, 8);
  expect(await readdir(dir)).toHaveLength(1);
  expect(numbers((await reader(again).page(query())).lines)).toEqual(range(0, 8));
});

test('lines are found by level, part and words; what is hidden cannot be found', async () => {
  const files = open();
  await write(files, 0, 3);
  await write(files, 3, 5, { level: 40, server: 'Attic', reason: 'Annabel at 203.0.113.9' });
  const logs = reader(files);
  const found = async (over: object) => numbers((await logs.page(query(over))).lines);
  expect(await found({ level: 'warn' })).toEqual([3, 4]);
  expect(await found({ part: 'plex' })).toEqual([3, 4]);
  expect(await found({ search: 'LINE 2' })).toEqual([2]);
  expect(await found({ search: 'attic' })).toEqual([3, 4]);
  expect(await found({ search: 'annabel' })).toEqual([]);
  expect(await found({ search: '203.0.113' })).toEqual([]);
  const { lines } = await logs.page(query({ level: 'warn', limit: 1 }));
  expect(lines[0]?.details).toEqual({ server: 'Attic', reason: 'An****l at ***.***.***.***' });
});

test('a download has every line, masked', async () => {
  const files = open({ fileBytes: 3_000, keptFiles: 50 });
  await write(files, 0, 100, { url: '/x?X-Plex-Token=abc123' });
  const all = await Array.fromAsync(reader(files).download({ level: 'debug', search: '' }));
  expect(all).toHaveLength(100);
  expect(all.join('')).not.toContain('abc123');
});

test('a line longer than a reading, half a line and foreign files harm nothing', async () => {
  const files = open();
  await writeFile(join(dir, 'spyglass-notes.log'), 'not ours');
  await write(files, 0, 2, { long: 'x'.repeat(700_000) });
  await writeFile(join(dir, 'spyglass-0000000000000000.log'), '{"half', { flag: 'a' });
  expect(numbers((await reader(files).page(query())).lines)).toEqual([0, 1]);
  expect(numbers((await reader(files).page(query({ after: 0 }))).lines)).toEqual([0, 1]);
});

test('a disk that takes nothing costs lines and nothing else', async () => {
  await writeFile(join(dir, 'file'), '');
  const files = createLogFiles({ dir: join(dir, 'file', 'logs'), clock: manualClock() });
  await write(files, 0, 3);
  expect((await reader(files).page(query())).lines).toEqual([]);
  await expect(reader(null).page(query())).rejects.toMatchObject({ code: 'unavailable' });
});
