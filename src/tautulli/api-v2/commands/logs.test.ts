import { expect, test } from 'vitest';
import type { CommandContext } from '../command.ts';
import { lastSent } from '../params.ts';
import { logCommands } from './logs.ts';

const LINES = [
  { level: 30, time: '2026-03-10T23:30:00.500Z', msg: 'Spyglass is ready' },
  { level: 40, time: '2026-03-10T23:30:01.000Z', server: 'Home', msg: 'Home <is> away' },
  { level: 20, time: '2026-03-10T23:30:02.000Z', msg: 'a detail' },
].map((line) => `${JSON.stringify(line)}\n`);

async function ask(cmd: string, params: Record<string, string> = {}): Promise<unknown> {
  const sent = new Map(Object.entries(params).map(([name, value]) => [name, [value]]));
  const context = { services: { logLines: () => LINES }, timeZone: 'Europe/Berlin', sent } as unknown as CommandContext;
  expect(lastSent(sent, 'none')).toBeUndefined();
  return logCommands.find(({ name }) => name === cmd)?.run(sent, context);
}

const messages = async (params: Record<string, string>) =>
  ((await ask('get_logs', params)) as { msg: string }[]).map(({ msg }) => msg);

const [READY, AWAY, DETAIL] = ['Spyglass is ready', 'Home &lt;is&gt; away {"server":"Home"}', 'a detail'] as const;

test('lines are told with local time, the newest first', async () => {
  expect(await ask('get_logs')).toEqual([
    { time: '2026-03-11 00:30:02 ', loglevel: 'DEBUG', msg: DETAIL, thread: 'MainThread' },
    { time: '2026-03-11 00:30:01 ', loglevel: 'WARNING', msg: AWAY, thread: 'MainThread' },
    { time: '2026-03-11 00:30:00 ', loglevel: 'INFO', msg: READY, thread: 'MainThread' },
  ]);
});

test.each<[Record<string, string>, readonly string[]]>([
  [{ order: 'asc' }, [READY, AWAY, DETAIL]],
  [{ start: '1' }, [AWAY, READY]],
  [{ start: '0', end: '1' }, [DETAIL]],
  [{ sort: 'loglevel' }, [DETAIL, READY, AWAY]],
  [{ search: 'HOME' }, [AWAY]],
  [{ search: 'in' }, [DETAIL, AWAY, AWAY, READY, READY]],
  [{ search: 'nothing like it' }, [DETAIL, AWAY, READY]],
  [{ regex: '^a d' }, [DETAIL]],
  [{ regex: 'x{9}' }, [DETAIL, AWAY, READY]],
])('%o', async (params, expected) => {
  expect(await messages(params)).toEqual(expected);
});

test.each([{ sort: 'size' }, { regex: '(' }])('%o fails', async (params) => {
  expect(await ask('get_logs', params as Record<string, string>)).toMatchObject({ status: 400 });
});

test('the log is a file', async () => {
  expect(await ask('download_log')).toMatchObject({ contentType: 'application/x-download', body: LINES.join('') });
});
