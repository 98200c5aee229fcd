/** Pictures with sizes and effects as somebody describes them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import { silentLog } from '#log';
import type { ImageRequest } from '#plex/image-request.ts';
import { createImageProxy, type ImageProxy, type ImageProxyDeps } from './proxy.ts';

const THUMB = '/library/metadata/101/thumb/1';
const png = (fill: string): Buffer =>
  Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(900, fill)]);

let dir: string;
let open: ImageProxy[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'spyglass-images-'));
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((made) => made.close()));
  await rm(dir, { recursive: true, force: true });
});

/** A proxy in front of a Plex that sends `picture`, and what it was asked. */
function proxy(picture: () => Buffer, changes: Partial<ImageProxyDeps> = {}) {
  const asked: ImageRequest[] = [];
  const images = createImageProxy({
    dir,
    clock: manualClock(),
    log: silentLog,
    fetchImage: async (_serverId, image) => {
      asked.push(image);
      return { ok: true, value: { bytes: picture() } };
    },
    ...changes,
  });
  open.push(images);
  return { images, asked };
}

describe('a picture with effects', () => {
  const blurred: ImageRequest = { path: THUMB, width: 300, height: 450, format: 'png', blur: 3 };

  test('is another one than the plain picture, and is kept too', async () => {
    const { images, asked } = proxy(() => png('a'));
    await images.show(1, blurred, { isFresh: false });
    await images.show(1, blurred, { isFresh: false });
    await images.show(1, { ...blurred, blur: 4 }, { isFresh: false });
    expect(asked).toEqual([blurred, { ...blurred, blur: 4 }]);
  });

  test('is fetched anew when it must be fresh, and replaces what was kept', async () => {
    let fill = 'a';
    const { images } = proxy(() => png(fill));
    await images.show(1, blurred, { isFresh: false });
    fill = 'b';
    expect((await images.show(1, { ...blurred, newerThan: 5 }, { isFresh: true })).bytes).toEqual(png('b'));
    expect((await images.show(1, blurred, { isFresh: false })).bytes).toEqual(png('b'));
  });

  test('is forgotten with all others, or not kept at all', async () => {
    const { images, asked } = proxy(() => png('a'));
    await images.show(1, blurred, { isFresh: false });
    await images.clear();
    await images.show(1, blurred, { isFresh: false });
    expect(asked).toHaveLength(2);
    const careless = proxy(() => png('a'), { isKept: async () => false });
    await careless.images.show(1, { ...blurred, blur: 9 }, { isFresh: false });
    await careless.images.show(1, { ...blurred, blur: 9 }, { isFresh: false });
    expect(careless.asked).toHaveLength(2);
  });

  test('may come from anywhere on the web, but from nowhere inside', async () => {
    const { images } = proxy(() => png('a'));
    const show = (path: string) => images.show(1, { ...blurred, path }, { isFresh: false });
    await expect(show('https://epg.example.net/logo/one.png')).resolves.toMatchObject({ contentType: 'image/png' });
    for (const path of [
      'http://192.168.1.1/x.png',
      'http://localhost/x.png',
      'http://nas.local/x.png',
      'http://[::1]/x',
    ])
      await expect(show(path)).rejects.toMatchObject({ code: 'not_found' });
  });
});
