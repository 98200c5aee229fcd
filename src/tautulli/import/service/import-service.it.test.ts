import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ImportId } from '#contract/ids.ts';
import type { ImportView } from '#contract/imports.ts';
import { imports } from '#db/schema/index.ts';
import { Problem } from '#problem';
import { aRequest, heldImporter, importHouse } from './service-testing.ts';
import { aReport } from './testing.ts';

const importer = heldImporter();
let house: Awaited<ReturnType<typeof importHouse>>;
beforeAll(async () => {
  house = await importHouse(importer.importTautulli);
});
afterEach(() => house.service.close());
afterAll(() => house.stop());

const begun = async (request = aRequest()) => {
  const started = await house.service.start(request);
  await expect.poll(() => importer.calls.length).toBeGreaterThan(0);
  return started;
};

describe('an import', () => {
  test('is a row from its beginning, and its report is kept', async () => {
    const { view, finished } = await begun();
    expect(view).toMatchObject({ state: 'running', origin: '/import/tautulli.db', finishedAt: null, report: null });
    expect(importer.calls.at(-1)).toMatchObject({ isDryRun: false, overwrite: false, path: '/import/tautulli.db' });
    importer.succeed({ outcome: 'imported' });
    expect((await finished).outcome).toBe('imported');
    expect(await house.service.byId(view.id)).toMatchObject({
      state: 'done',
      progress: null,
      problem: null,
      report: { outcome: 'imported', tables: [{ table: 'session_history', rowsRead: 10 }] },
    });
    expect(await house.service.current()).toMatchObject({ running: null, latest: { id: view.id } });
    expect(existsSync(join(house.importDir, 'work'))).toBe(false);
  });

  test('tells how far it is, to whoever listens and to whoever comes later', async () => {
    const told: ImportView[] = [];
    const stop = house.service.onChange((view) => told.push(view));
    const { view, finished } = await begun();
    for (let rows = 1; rows <= 50; rows += 1) importer.say(rows);
    expect((await house.service.current()).running).toMatchObject({ id: view.id, progress: { rowsDone: 50 } });
    await expect.poll(() => told.at(-1)?.progress?.rowsDone).toBe(50);
    expect(told.length).toBeLessThan(10);
    importer.succeed();
    await finished;
    expect(told.at(-1)).toMatchObject({ state: 'done', report: { outcome: 'dry_run' } });
    stop();
  });

  test('that fails says why', async () => {
    const { view, finished } = await begun();
    importer.fail(new Problem('invalid', 'This is no database', { hint: 'Choose another file' }));
    await expect(finished).rejects.toThrow('This is no database');
    expect(await house.service.byId(view.id)).toMatchObject({
      state: 'failed',
      problem: 'This is no database. Choose another file',
    });
  });

  test('can be cancelled, once', async () => {
    const { view, finished } = await begun();
    expect(await house.service.cancel(view.id)).toMatchObject({ state: 'running', isCancelling: true });
    await expect(finished).rejects.toMatchObject({ code: 'refused' });
    expect(await house.service.byId(view.id)).toMatchObject({ state: 'cancelled', isCancelling: false });
    await expect(house.service.cancel(view.id)).rejects.toThrow('It is over already');
    await expect(house.service.cancel(999)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('one at a time', () => {
  test('in a process', async () => {
    const [first, second] = await Promise.allSettled([
      house.service.start(aRequest()),
      house.service.start(aRequest()),
    ]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    await expect(house.service.start(aRequest())).rejects.toMatchObject({ code: 'conflict' });
  });

  test('in the installation; the other process sees it running and cannot cancel it', async () => {
    const { view, finished } = await begun();
    const other = house.makeService();
    await other.begin();
    await expect(other.start(aRequest())).rejects.toMatchObject({ code: 'conflict' });
    expect(await other.current()).toMatchObject({ running: { id: view.id, progress: null } });
    await expect(other.cancel(view.id)).rejects.toThrow('Another process runs this import');
    importer.succeed();
    await finished;
    const next = await other.start(aRequest());
    await other.close();
    await expect(next.finished).rejects.toMatchObject({ code: 'refused' });
  });

  test('what a killed process left is marked, and does not block', async () => {
    const values = { origin: 'x', fingerprint: '', state: 'running' as const, options: {} };
    const [row] = await house.db.insert(imports).values(values).returning();
    await house.makeService().begin();
    expect(await house.service.byId(row!.id)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('interrupted'),
    });
    await begun();
  });
});

describe('an end that was not heard', () => {
  const commit = (id: number) =>
    house.db
      .update(imports)
      .set({ state: 'done', report: aReport({ outcome: 'imported' }) })
      .where(eq(imports.id, id as ImportId));

  test('is found out: what was committed has happened', async () => {
    const { view, finished } = await begun();
    await commit(view.id);
    importer.fail(new Error('the connection was lost'));
    expect((await finished).outcome).toBe('imported');
    expect(await house.service.byId(view.id)).toMatchObject({ state: 'done', problem: null });
  });
});
