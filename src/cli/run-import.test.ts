import { describe, expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import type { ImportView } from '#contract/imports.ts';
import { Problem } from '#problem';
import type { RunRequest } from '#tautulli/import/service/import-run.ts';
import type { ImportService, StartedImport } from '#tautulli/import/service/import-service.ts';
import { aReport } from '#tautulli/import/service/testing.ts';
import { WouldReplace } from '#tautulli/import/service/would-replace.ts';
import type { ImportReport } from '#tautulli/import/types.ts';
import type { ImportArguments } from './import-arguments.ts';
import { runImport } from './run-import.ts';

const asked: ImportArguments = {
  path: '/data/tautulli.db',
  configPath: '/data/config.ini',
  isDryRun: false,
  yes: false,
  serverName: null,
  allowNewer: false,
  reportFile: null,
};
const view: ImportView = {
  ...{ id: 4, state: 'running', origin: '/data/tautulli.db', isDryRun: false, startedAt: '2026-01-01T00:00:00.000Z' },
  ...{ finishedAt: null, isCancelling: false, problem: null, report: null, confirmation: null },
  progress: { stage: 'load', what: 'users', done: 2, total: 6, rowsDone: 5, rowsTotal: 10 },
};
const refusal = new WouldReplace({ plays: 1_204, users: 5, libraries: 2, serverName: 'Harbour' });

/** A command whose imports end as told, one after the other, with somebody who answers. */
function command(endings: (() => Promise<ImportReport>)[], answer: string | null | undefined = undefined) {
  const requests: RunRequest[] = [];
  const told: string[] = [];
  const cancelled: number[] = [];
  const stopping = new AbortController();
  let listener: (view: ImportView) => void = () => undefined;
  const service: Pick<ImportService, 'start' | 'cancel' | 'onChange'> = {
    async start(request): Promise<StartedImport> {
      requests.push(request);
      const finished = Promise.resolve().then(async () => {
        listener(view);
        return endings[requests.length - 1]!();
      });
      finished.catch(() => undefined);
      return { view, finished };
    },
    async cancel(id) {
      cancelled.push(id);
      return view;
    },
    onChange(next) {
      listener = next;
      return () => undefined;
    },
  };
  const io = {
    ...{ print: () => undefined, say: (text: string) => void told.push(text), columns: () => 80 },
    ...{ canRedraw: false, canAsk: answer !== undefined },
    ask: async (question: string) => {
      told.push(question);
      return answer ?? null;
    },
  };
  const parts = { service, io, clock: manualClock(), signal: stopping.signal };
  return { parts, requests, told, cancelled, stopping };
}

const succeeds = async () => aReport({ outcome: 'imported' });
const refuses = () => Promise.reject(refusal);

describe('an import from the command line', () => {
  test('is asked for as it was typed, and shows where it is', async () => {
    const { parts, requests, told } = command([succeeds]);
    expect((await runImport(parts, asked)).outcome).toBe('imported');
    expect(requests).toEqual([
      {
        origin: '/data/tautulli.db',
        options: { source: null, config: null, serverName: null, isDryRun: false },
        import: { path: '/data/tautulli.db', configPath: '/data/config.ini', overwrite: false, allowNewer: false },
      },
    ]);
    expect(told.join('')).toContain('3/6 reading users');
  });

  test('with --yes it asks nothing', async () => {
    const { parts, requests } = command([succeeds], 'x');
    await runImport(parts, { ...asked, yes: true });
    expect(requests[0]?.import.overwrite).toBe(true);
  });

  test('replaces when the name of the server is typed', async () => {
    const { parts, requests, told } = command([refuses, succeeds], ' Harbour ');
    expect((await runImport(parts, asked)).outcome).toBe('imported');
    expect(requests.map((request) => request.import.overwrite)).toEqual([false, true]);
    expect(told.join('')).toContain(
      'The import would replace 1,204 plays of Harbour. This cannot be undone.\nType Harbour to go on: ',
    );
  });

  test.each([['yes'], ['harbour'], [''], [null]])('replaces nothing when %j is typed', async (answer) => {
    const { parts, requests } = command([refuses, succeeds], answer);
    await expect(runImport(parts, asked)).rejects.toMatchObject({
      code: 'conflict',
      message: 'Nothing was imported, because replacing was not agreed to',
    });
    expect(requests).toHaveLength(1);
  });

  test('where nobody can answer, it says what to say', async () => {
    const { parts } = command([refuses]);
    const error = { code: 'conflict', message: refusal.message, hint: expect.stringContaining('--yes') };
    await expect(runImport(parts, asked)).rejects.toMatchObject(error);
    const { parts: again } = command([refuses], 'Harbour');
    await expect(runImport({ ...again, io: null }, asked)).rejects.toMatchObject(error);
  });

  test('other conflicts are no question', async () => {
    const { parts, requests } = command([() => Promise.reject(new Problem('conflict', 'Busy'))], 'Harbour');
    await expect(runImport(parts, asked)).rejects.toThrow('Busy');
    expect(requests).toHaveLength(1);
  });

  test('is cancelled by Ctrl+C', async () => {
    const running = Promise.withResolvers<ImportReport>();
    const { parts, cancelled, stopping, told } = command([() => running.promise]);
    const result = runImport(parts, asked);
    await expect.poll(() => told.length).toBeGreaterThan(0);
    stopping.abort();
    expect(cancelled).toEqual([4]);
    running.reject(new Problem('refused', 'The import was cancelled'));
    await expect(result).rejects.toThrow('cancelled');
    expect(told.at(-1)).toBe('Cancelling …\n');
  });

  test('does not begin after Ctrl+C', async () => {
    const { parts, requests, stopping } = command([succeeds]);
    stopping.abort();
    await expect(runImport(parts, asked)).rejects.toThrow();
    expect(requests).toEqual([]);
  });
});
