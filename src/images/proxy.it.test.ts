import { mkdir, mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ManualClock, manualClock } from '#clock-testing';
import { createLog } from '#log';
import type { Answer } from '#plex/facts.ts';
import type { ImageRequest } from '#plex/image-request.ts';
import { createImageProxy, type ImageProxy, type ImageProxyDeps } from './proxy.ts';

const PNG_HEAD = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const THUMB = '/library/metadata/101/thumb/1';
const png = (fill: string, bytes = 1_000): Buffer =>
  Buffer.concat([PNG_HEAD, Buffer.alloc(bytes - PNG_HEAD.length, fill)]);

let dir: string;
let clock: ManualClock;
let open: ImageProxy[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'spyglass-images-'));
  clock = manualClock();
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((proxy) => proxy.close()));
  await rm(dir, { recursive: true, force: true });
});

type Reply = Answer<{ readonly bytes: Uint8Array }>;
const ok = (bytes: Uint8Array): Reply => ({ ok: true, value: { bytes } });
const failed = (reason: Exclude<Reply, { ok: true }>['reason']): Reply => ({
  ok: false,
  reason,
  problem: 'Plex said no',
});

/** A proxy in front of a Plex that answers with `reply`, and what it was asked. */
function proxy(
  reply: (image: ImageRequest, signal: AbortSignal) => Reply | Promise<Reply>,
  changes: Partial<ImageProxyDeps> = {},
) {
  const asked: ImageRequest[] = [];
  const lines: { msg: string; level: number }[] = [];
  const made = createImageProxy({
    dir,
    clock,
    log: createLog('debug', { write: (line) => void lines.push(JSON.parse(line)) }),
    fetchImage: async (_serverId, image, signal) => {
      asked.push(image);
      return reply(image, signal);
    },
    ...changes,
  });
  open.push(made);
  return { images: made, asked, lines };
}

const files = async (): Promise<string[]> =>
  (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('a picture', () => {
  test('is fetched in its size once, and afterwards comes from the disk, also after a restart', async () => {
    const { images, asked } = proxy(() => ok(png('a')));
    const first = await images.get(1, THUMB, 'poster');
    expect(first).toMatchObject({ bytes: png('a'), contentType: 'image/png' });
    expect(first.etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(await images.get(1, THUMB, 'poster')).toEqual(first);
    expect(asked).toEqual([{ path: THUMB, width: 200, height: 300 }]);
    await images.close();
    const later = proxy(() => failed('unreachable'));
    expect(await later.images.get(1, THUMB, 'poster')).toEqual(first);
    expect(later.asked).toEqual([]);
  });

  test('of another server, path or size is another one', async () => {
    const { images, asked } = proxy(() => ok(png('a')));
    await images.get(1, THUMB, 'poster');
    await images.get(2, THUMB, 'poster');
    await images.get(1, THUMB, 'backdrop');
    await images.get(1, '/library/metadata/101/thumb/2', 'poster');
    expect(asked).toHaveLength(4);
  });

  test('that many ask for at once is fetched once', async () => {
    const { images, asked } = proxy(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return ok(png('a'));
    });
    const all = await Promise.all(Array.from({ length: 50 }, () => images.get(1, THUMB, 'poster')));
    expect(asked).toHaveLength(1);
    expect(new Set(all).size).toBe(1);
  });

  test('that was damaged on the disk is fetched again', async () => {
    const { images, asked, lines } = proxy(() => ok(png('a')));
    await images.get(1, THUMB, 'poster');
    const [path] = await files();
    await truncate(path!, 500);
    expect((await images.get(1, THUMB, 'poster')).bytes).toEqual(png('a'));
    await writeFile(path!, '');
    expect((await images.get(1, THUMB, 'poster')).bytes).toEqual(png('a'));
    expect(asked).toHaveLength(3);
    expect(lines.map(({ msg }) => msg)).toContain('a cached picture is damaged and is fetched again');
  });

  test.each(['/library/../x', 'https://evil.example/x.png', ''])('is not asked for at %j', async (path) => {
    const { images, asked } = proxy(() => ok(png('a')));
    await expect(images.get(1, path, 'poster')).rejects.toMatchObject({ code: 'not_found' });
    expect(asked).toEqual([]);
  });
});

describe('what is no picture is refused', () => {
  test.each<[string, Reply, 'upstream' | 'not_found', number]>([
    ['something that claims to be one', ok(Buffer.from('<svg onload="alert(1)"/>')), 'upstream', 600_000],
    ['a picture that is too large', ok(png('a', 2_001)), 'upstream', 600_000],
    ['one that was too large to be read', failed('too_large'), 'upstream', 600_000],
    ['one that is not there', failed('not_found'), 'not_found', 600_000],
    ['a refused token', failed('unauthorised'), 'upstream', 30_000],
    ['nonsense', failed('malformed'), 'upstream', 30_000],
    ['a server that is away', failed('unreachable'), 'upstream', 30_000],
    ['one that took too long', failed('aborted'), 'upstream', 30_000],
  ])('%s, and not asked for again soon', async (_name, reply, code, forMs) => {
    const { images, asked } = proxy(() => reply, { maxBytes: 2_000 });
    const refused = () => expect(images.get(1, THUMB, 'poster')).rejects.toMatchObject({ code });
    await refused();
    await clock.advance(forMs - 1);
    await refused();
    expect(asked).toHaveLength(1);
    await clock.advance(1);
    await refused();
    expect(asked).toHaveLength(2);
    expect(await files()).toEqual([]);
  });

  test('a server that is away is left alone for a moment, whatever is asked of it', async () => {
    const { images, asked } = proxy(() => failed('unreachable'));
    const thumbs = Array.from({ length: 40 }, (_, i) => images.get(1, `/library/metadata/${i}/thumb/1`, 'poster'));
    const results = await Promise.allSettled(thumbs);
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(asked.length).toBeLessThanOrEqual(6);
    const before = asked.length;
    await expect(images.get(2, THUMB, 'poster')).rejects.toMatchObject({ code: 'upstream' });
    await clock.advance(5_000);
    await expect(images.get(1, THUMB, 'poster')).rejects.toMatchObject({ code: 'upstream' });
    expect(asked).toHaveLength(before + 2);
  });

  test('a problem of our own is passed on and not remembered', async () => {
    let isBroken = true;
    const { images } = proxy(() => {
      if (isBroken) throw new Error('starting');
      return ok(png('a'));
    });
    await expect(images.get(1, THUMB, 'poster')).rejects.toThrow('starting');
    isBroken = false;
    expect((await images.get(1, THUMB, 'poster')).bytes).toEqual(png('a'));
  });
});

describe('a slow server', () => {
  const never = (_image: ImageRequest, signal: AbortSignal): Promise<Reply> =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve(failed('aborted'))));
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

  test('is given 15 seconds', async () => {
    const { images } = proxy(never);
    const refused = expect(images.get(1, THUMB, 'poster')).rejects.toMatchObject({
      message: 'Plex took too long to send the picture',
    });
    await settle();
    await clock.advance(15_000);
    await refused;
  });

  test('is asked for six pictures at a time', async () => {
    const { images, asked } = proxy(never);
    const all = Array.from({ length: 20 }, (_, i) => images.get(1, `/library/metadata/${i}/thumb/1`, 'poster'));
    await settle();
    expect(asked).toHaveLength(6);
    await Promise.all([images.close(), Promise.allSettled(all)]);
  });
});

describe('the cache on the disk', () => {
  const fill = async (images: ImageProxy, from: number, to: number): Promise<void> => {
    for (let i = from; i < to; i += 1) {
      await images.get(1, `/library/metadata/${i}/thumb/1`, 'poster');
      await clock.advance(1_000);
    }
  };
  const sizeOnDisk = async (): Promise<number> =>
    (await Promise.all((await files()).map(async (path) => (await stat(path)).size))).reduce(
      (sum, size) => sum + size,
      0,
    );

  test('stays below its size: those used least recently go', async () => {
    const { images, asked } = proxy(() => ok(png('a')), { maxCacheBytes: 10_400 });
    await fill(images, 0, 10);
    await fill(images, 0, 1);
    await fill(images, 10, 12);
    await expect.poll(sizeOnDisk).toBeLessThanOrEqual(10_400);
    const before = asked.length;
    await fill(images, 0, 1);
    expect(asked).toHaveLength(before);
    await fill(images, 1, 2);
    expect(asked).toHaveLength(before + 1);
  });

  test('knows after a restart what was used last, and makes room for a smaller size', async () => {
    const first = proxy(() => ok(png('a')));
    await fill(first.images, 0, 10);
    await fill(first.images, 0, 1);
    await first.images.close();
    const { images, asked } = proxy(() => ok(png('a')), { maxCacheBytes: 5_500 });
    await expect.poll(sizeOnDisk).toBeLessThanOrEqual(5_500);
    await fill(images, 0, 1);
    await fill(images, 9, 10);
    expect(asked).toEqual([]);
    await fill(images, 1, 2);
    expect(asked).toHaveLength(1);
  });

  test('loses what a process that died left half written, and leaves alone what is being written', async () => {
    const [left, fresh] = [join(dir, 'ab', 'cd', 'left.tmp'), join(dir, 'ab', 'cd', 'fresh.tmp')];
    await mkdir(join(dir, 'ab', 'cd'), { recursive: true });
    for (const path of [left, fresh]) await writeFile(path, 'half');
    const old = new Date(clock.now() - 2 * 3_600_000);
    await utimes(left, old, old);
    await utimes(fresh, new Date(clock.now()), new Date(clock.now()));
    proxy(() => ok(png('a')));
    await expect.poll(files).toEqual([fresh]);
  });

  test('that cannot be written is one line in the log, and pictures still come', async () => {
    const file = join(dir, 'a-file');
    await writeFile(file, '');
    const { images, asked, lines } = proxy(() => ok(png('a')), { dir: join(file, 'cache') });
    for (let i = 0; i < 3; i += 1) expect((await images.get(1, THUMB, 'poster')).bytes).toEqual(png('a'));
    expect(asked).toHaveLength(3);
    expect(lines.filter(({ level }) => level >= 40).map(({ msg }) => msg)).toEqual([
      'pictures cannot be kept, so each comes from Plex',
    ]);
  });

  test('that becomes writable again is used again', async () => {
    const { images, asked } = proxy(() => ok(png('a')));
    await rm(dir, { recursive: true });
    await writeFile(dir, 'in the way');
    await images.get(1, THUMB, 'poster');
    await rm(dir);
    await images.get(1, THUMB, 'poster');
    await images.get(1, THUMB, 'poster');
    expect(asked).toHaveLength(2);
  });
});
