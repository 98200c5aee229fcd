import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ManualClock, manualClock } from '#clock-testing';
import { openPinnedSettings, type PinnedSettings } from './pinned-settings.ts';
import type { SettingOverrides } from './settings.ts';

let dir: string;
let file: string;
let clock: ManualClock;
let lines: string[];
let pinned: PinnedSettings | null = null;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'spyglass-pinned-'));
  file = join(dir, 'settings.json');
  clock = manualClock();
  lines = [];
});
afterEach(async () => {
  pinned?.close();
  pinned = null;
  await rm(dir, { recursive: true });
});

const open = async (variables: SettingOverrides = {}): Promise<PinnedSettings> => {
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  pinned = await openPinnedSettings({ variables, file, foreign: { names: [], find: () => undefined }, clock, log });
  return pinned;
};
const write = (content: unknown): Promise<void> => writeFile(file, JSON.stringify(content));
const percent = (): unknown => pinned?.current().tvWatchedPercent?.value;

/** Lets the clock pass a look at the file, and the file be read. */
const look = async (): Promise<void> => {
  await clock.advance(2_000);
  await pinned?.reload();
};

test('a change of the file is seen by itself and told; a variable wins over it', async () => {
  await write({ tvWatchedPercent: 70, movieWatchedPercent: 70 });
  const variable = { kind: 'environment', variable: 'V' } as const;
  const opened = await open({ movieWatchedPercent: { value: 60, origin: variable } });
  let told = 0;
  opened.onChange(() => (told += 1));
  expect(opened.current()).toEqual({
    tvWatchedPercent: { value: 70, origin: { kind: 'file', path: file, key: 'tvWatchedPercent' } },
    movieWatchedPercent: { value: 60, origin: variable },
  });
  await look();
  expect(told).toBe(0);
  await write({ tvWatchedPercent: 75 });
  await look();
  expect([percent(), told]).toEqual([75, 1]);
  await write({});
  await look();
  expect(percent()).toBeUndefined();
});

test('a file that makes no sense, or is away for a moment, changes nothing and is complained of once', async () => {
  await write({ tvWatchedPercent: 70 });
  await open();
  await write({ tvWatchedPercent: 'many' });
  await look();
  await look();
  expect(percent()).toBe(70);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('tvWatchedPercent must be a whole number from 1 to 100');
  await rename(file, `${file}.away`);
  await look();
  expect(lines).toHaveLength(2);
  await write({ tvWatchedPercent: 80 });
  await look();
  expect(percent()).toBe(80);
});

test('at the start both are errors that name the file', async () => {
  await expect(open()).rejects.toThrow(`The settings file ${file} cannot be read`);
  await writeFile(file, '{');
  await expect(open()).rejects.toThrow(`The settings file ${file} does not fit: it is not JSON`);
});
