import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { silentLog } from '#log';
import { NoRoom } from './no-room.ts';
import { createUploads, type Uploads, WrongOffset } from './uploads.ts';

const clock = systemClock();
let dir: string;
let uploads: Uploads;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'spyglass-uploads-'));
  uploads = createUploads({ dir, clock, log: silentLog });
});
afterEach(async () => {
  await uploads.close();
  rmSync(dir, { recursive: true, force: true });
});

const chunk = (text: string): Readable => Readable.from([Buffer.from(text)]);

describe('an upload', () => {
  test('arrives in chunks and is complete in the end', async () => {
    const { id, name, offset } = await uploads.begin({ name: '../../tautulli.db', sizeBytes: 10 });
    expect([name, offset]).toEqual(['tautulli.db', 0]);
    expect((await uploads.write(id, 0, chunk('01234'))).offset).toBe(5);
    await expect(uploads.file(id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('5 of 10'),
    });
    expect((await uploads.write(id, 5, chunk('56789'))).offset).toBe(10);
    const { path } = await uploads.file(id);
    expect(path).toBe(join(dir, id, 'tautulli.db'));
    expect(readFileSync(path, 'utf8')).toBe('0123456789');
    await uploads.remove(id);
    expect(existsSync(join(dir, id))).toBe(false);
    await expect(uploads.get(id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each([0, 4, 6])('a chunk at byte %i when 5 are here is told where to go on', async (at) => {
    const { id } = await uploads.begin({ name: 'a.db', sizeBytes: 10 });
    await uploads.write(id, 0, chunk('01234'));
    const error = await uploads.write(id, at, chunk('x')).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WrongOffset);
    expect(error).toMatchObject({ offset: 5, code: 'conflict' });
    expect((await uploads.get(id)).offset).toBe(5);
  });

  test('takes no more than was announced', async () => {
    const { id } = await uploads.begin({ name: 'a.db', sizeBytes: 4 });
    await expect(uploads.write(id, 0, Readable.from([Buffer.from('0123'), Buffer.from('4')]))).rejects.toThrow(
      'More bytes were sent than were announced',
    );
    expect((await uploads.get(id)).offset).toBe(4);
  });

  test('keeps what came before the line broke, and goes on after a restart', async () => {
    const { id } = await uploads.begin({ name: 'a.db', sizeBytes: 6 });
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('012');
        throw new Error('ECONNRESET');
      })(),
    );
    await expect(uploads.write(id, 0, broken)).rejects.toMatchObject({
      code: 'invalid',
      message: 'The chunk broke off',
    });
    await uploads.close();
    uploads = createUploads({ dir, clock, log: silentLog });
    await uploads.write(id, 3, chunk('345'));
    expect(readFileSync((await uploads.file(id)).path, 'utf8')).toBe('012345');
  });

  test('a new chunk breaks off one whose line is dead', async () => {
    const { id } = await uploads.begin({ name: 'a.db', sizeBytes: 6 });
    const dead = new Readable({ read: () => undefined });
    dead.push('012');
    const first = uploads.write(id, 0, dead).catch((error: unknown) => error);
    await expect.poll(async () => (await uploads.get(id)).offset).toBe(3);
    expect((await uploads.write(id, 3, chunk('345'))).offset).toBe(6);
    expect(await first).toMatchObject({ message: 'The chunk broke off' });
  });
});

describe('the disk', () => {
  const MIB = 1_048_576;

  test('must have room for all that is announced, and for the rest of the program', async () => {
    uploads = createUploads({ dir, clock, log: silentLog, freeBytes: async () => 300 * MIB });
    await uploads.begin({ name: 'a.db', sizeBytes: 40 * MIB });
    const error = await uploads.begin({ name: 'b.db', sizeBytes: 40 * MIB }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NoRoom);
    expect(error).toMatchObject({
      message: 'The file needs 0.078 GiB and Spyglass 0.3 GiB beside it, but only 0.3 GiB are free',
    });
  });

  test('is freed of what nobody continued for a day, and of debris', async () => {
    const old = await uploads.begin({ name: 'old.db', sizeBytes: 4 });
    const young = await uploads.begin({ name: 'young.db', sizeBytes: 4 });
    const debris = 'f'.repeat(32);
    writeFileSync(join(dir, `${debris}.json`), '{');
    const yesterday = new Date(clock.now() - 25 * 3_600_000);
    for (const path of [join(dir, old.id, 'old.db'), join(dir, `${debris}.json`)])
      utimesSync(path, yesterday, yesterday);
    await uploads.sweep();
    await expect(uploads.get(old.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(existsSync(join(dir, `${debris}.json`))).toBe(false);
    expect((await uploads.get(young.id)).name).toBe('young.db');
  });
});
