import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StartImportBody } from '#contract/imports.ts';
import { aPlay, heldImporter, importHouse } from './service-testing.ts';

const importer = heldImporter();
let house: Awaited<ReturnType<typeof importHouse>>;
beforeAll(async () => {
  house = await importHouse(importer.importTautulli);
  writeFileSync(join(house.importDir, 'tautulli.db'), 'x');
  writeFileSync(join(house.importDir, 'other.db'), 'x');
});
afterAll(() => house.stop());

const body = (fields: object = {}): StartImportBody =>
  StartImportBody.parse({ source: { path: 'tautulli.db' }, ...fields });
const ended = (id: number, state = 'done') => expect.poll(async () => (await house.desk.byId(id)).state).toBe(state);

/** Looks at the file; the importer finds so many plays to replace. */
async function dryRun(plays = 1) {
  const { id } = await house.desk.start(body({ dryRun: true }));
  const existing = { plays, users: 1, libraries: 2, serverName: 'Harbour' };
  importer.succeed({ existing, server: { name: 'Harbour', isNew: false } });
  await ended(id);
  return house.desk.byId(id);
}

describe('where a file may come from', () => {
  test.each([
    ['../secret.key', 'forbidden'],
    ['/etc/passwd', 'forbidden'],
    ['nothing.db', 'not_found'],
    ['link', 'forbidden'],
    ['', 'conflict'],
  ])('%j is refused', async (path, code) => {
    if (path === 'link') symlinkSync('/etc', join(house.importDir, 'link'));
    const before = importer.calls.length;
    const given = path === '' ? { uploadId: (await house.uploads.begin({ name: 'a.db', sizeBytes: 5 })).id } : { path };
    await expect(house.desk.start(body({ source: given }))).rejects.toMatchObject({ code });
    expect(importer.calls).toHaveLength(before);
  });

  test('from the import folder, by a relative or an absolute path', async () => {
    mkdirSync(join(house.importDir, 'deep'));
    writeFileSync(join(house.importDir, 'deep', 'config.ini'), '');
    const config = { path: join(house.importDir, 'deep', 'config.ini') };
    const { id } = await house.desk.start(body({ config, dryRun: true, server: 'Harbour', allowNewer: true }));
    expect(importer.calls.at(-1)).toMatchObject({
      path: join(house.importDir, 'tautulli.db'),
      configPath: config.path,
      serverName: 'Harbour',
      isDryRun: true,
      allowNewer: true,
    });
    importer.succeed();
    await ended(id);
  });

  test('an upload goes when it was imported and stays when that failed', async () => {
    const { id: uploadId } = await house.uploads.begin({ name: 'tautulli.db', sizeBytes: 3 });
    await house.uploads.write(uploadId, 0, Readable.from([Buffer.from('abc')]));
    const failing = await house.desk.start(body({ source: { uploadId } }));
    expect(failing.origin).toBe('tautulli.db');
    importer.fail(new Error('no'));
    await ended(failing.id, 'failed');
    expect((await house.uploads.get(uploadId)).offset).toBe(3);
    const { id } = await house.desk.start(body({ source: { uploadId } }));
    importer.succeed({ outcome: 'imported' });
    await ended(id);
    await expect.poll(() => house.uploads.get(uploadId).catch(({ code }) => code)).toBe('not_found');
  });
});

describe('nothing is replaced unasked', () => {
  beforeAll(() => aPlay(house.db, 'Harbour'));

  test('without a confirmation the counts are named and nothing begins', async () => {
    const before = importer.calls.length;
    await expect(house.desk.start(body())).rejects.toMatchObject({
      code: 'conflict',
      message: 'This could replace 1 play',
    });
    await expect(house.desk.start(body({ server: 'HARBOUR' }))).rejects.toMatchObject({ code: 'conflict' });
    expect(importer.calls).toHaveLength(before);
    const elsewhere = await house.desk.start(body({ server: 'Elsewhere' }));
    expect(importer.calls.at(-1)?.overwrite).toBe(false);
    importer.succeed({ outcome: 'imported' });
    await ended(elsewhere.id);
  });

  test('with the confirmation of a dry run it begins', async () => {
    const { confirmation } = await dryRun();
    expect(confirmation).toMatchObject({ serverName: 'Harbour', plays: 1, users: 1, libraries: 2 });
    const { id } = await house.desk.start(body({ confirm: confirmation!.token }));
    expect(importer.calls.at(-1)?.overwrite).toBe(true);
    importer.succeed({ outcome: 'imported' });
    await ended(id);
  });

  test('a dry run that found nothing to replace lets the import begin without leave to replace', async () => {
    const { id } = await house.desk.start(body({ dryRun: true }));
    importer.succeed({ server: { name: 'Elsewhere', isNew: true } });
    await ended(id);
    const token = (await house.desk.byId(id)).confirmation!.token;
    const real = await house.desk.start(body({ confirm: token }));
    expect(importer.calls.at(-1)?.overwrite).toBe(false);
    importer.succeed({ outcome: 'imported' });
    await ended(real.id);
  });

  test('the confirmation must be for this, whole and of now', async () => {
    const token = (await dryRun()).confirmation!.token;
    const before = importer.calls.length;
    const refusedWith = (fields: object, message: string) =>
      expect(house.desk.start(body({ confirm: token, ...fields }))).rejects.toMatchObject({
        code: 'conflict',
        message,
      });
    await refusedWith({ confirm: 'yes' }, 'The confirmation does not belong to a dry run');
    await refusedWith({ confirm: '999-1-1-2' }, 'The confirmation does not belong to a dry run');
    await refusedWith({ confirm: token.replace('-1-1-2', '-2-1-2') }, 'The confirmation does not belong to a dry run');
    await refusedWith({ source: { path: 'other.db' } }, 'The confirmation belongs to the import of something else');
    await refusedWith({ server: 'Elsewhere' }, 'The confirmation belongs to the import of something else');
    await aPlay(house.db, 'Harbour');
    await refusedWith(
      {},
      'Since the dry run, which found 1 play, 1 user and 2 libraries of Harbour, this has become 2 plays',
    );
    expect(importer.calls).toHaveLength(before);
  });
});
