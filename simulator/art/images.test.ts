import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { showcaseWorld } from '../worlds/showcase-world.ts';
import { makeImages, type PictureRequest } from './images.ts';

const world = showcaseWorld();
const images = makeImages(world);
const film = (n: number): string => `${[...world.library.items()].filter(({ kind }) => kind === 'movie')[n]?.thumb}`;
const ask = (more: Partial<PictureRequest> = {}): PictureRequest => ({
  source: film(0),
  width: 60,
  height: 90,
  format: 'png',
  ...more,
});

interface Png {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Reads a PNG of one IDAT chunk whose rows are filtered with "up". */
function readPng(bytes: Uint8Array): Png {
  const file = Buffer.from(bytes);
  expect(file.subarray(1, 4).toString()).toBe('PNG');
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const length = file.readUInt32BE(33);
  const raw = inflateSync(file.subarray(41, 41 + length));
  const row = width * 3;
  expect(raw.length).toBe((row + 1) * height);
  const pixels = new Uint8Array(row * height);
  for (let y = 0; y < height; y += 1) {
    for (let i = 0; i < row; i += 1) {
      pixels[y * row + i] = raw[y * (row + 1) + 1 + i]! + (y === 0 ? 0 : pixels[(y - 1) * row + i]!);
    }
  }
  return { width, height, pixels };
}

test('a picture has the size that was asked for, up to a limit that keeps its shape', () => {
  expect(readPng(images.picture(ask()).bytes)).toMatchObject({ width: 60, height: 90 });
  expect(readPng(images.picture(ask({ width: 1200, height: 1800 })).bytes)).toMatchObject({ width: 600, height: 900 });
});

test('the same request gives the same bytes, from memory or drawn again', () => {
  const first = images.picture(ask());
  expect(images.picture(ask())).toBe(first);
  expect(makeImages(showcaseWorld()).picture(ask()).bytes).toEqual(first.bytes);
});

test('every film looks different, and none of them is empty', () => {
  const seen = new Set<string>();
  for (let n = 0; n < 118; n += 1) {
    const { pixels } = readPng(images.picture(ask({ source: film(n), width: 20, height: 30 })).bytes);
    expect(new Set(pixels).size).toBeGreaterThan(15);
    seen.add(Buffer.from(pixels).toString('base64'));
  }
  expect(seen.size).toBe(118);
});

test('a JPEG when a JPEG is wanted', () => {
  const { bytes, type } = images.picture(ask({ format: 'jpeg' }));
  expect(type).toBe('image/jpeg');
  expect([...bytes.subarray(0, 3), ...bytes.subarray(-2)]).toEqual([0xff, 0xd8, 0xff, 0xff, 0xd9]);
});

test('opacity leaves that much of the picture over the background', () => {
  const { pixels } = readPng(images.picture(ask({ opacity: 0, background: '282828' })).bytes);
  expect(new Set(pixels)).toEqual(new Set([0x28]));
});

test('blur takes the edges away', () => {
  const edges = ({ pixels, width }: Png): number => {
    let sum = 0;
    for (let i = 3; i < pixels.length; i += 3) if (i % (width * 3)) sum += Math.abs(pixels[i]! - pixels[i - 3]!);
    return sum;
  };
  const sharp = edges(readPng(images.picture(ask()).bytes));
  expect(edges(readPng(images.picture(ask({ blur: 4 })).bytes))).toBeLessThan(sharp / 2);
});

test.each([
  ['an episode', () => `${[...world.library.items()].find(({ kind }) => kind === 'episode')?.thumb}`],
  ['a collection', () => `/library/collections/${world.library.section(1)?.collections[0]?.ratingKey}/composite/1`],
  ['a playlist', () => `/playlists/${world.library.playlists[0]?.ratingKey}/composite/1`],
  ['an avatar', () => world.people[0].thumb],
  ['a library icon', () => '/:/resources/movie.png'],
  ['a programme', () => `https://provider-static.plex.tv/epg/${world.channels[0]?.programmes[0].guid.slice(-8)}.jpg`],
  ['an actor', () => 'https://metadata-static.plex.tv/people/actor-12.jpg'],
  ['anything', () => 'https://example.net/whatever.png'],
])('%s has a picture', (_what, source) => {
  const { pixels } = readPng(images.picture(ask({ source: source(), width: 48, height: 48 })).bytes);
  expect(new Set(pixels).size).toBeGreaterThan(8);
});

test('drawing a poster is quick', () => {
  for (let n = 0; n < 10; n += 1) images.picture(ask({ source: film(n), width: 299, height: 450 }));
  const began = process.cpuUsage();
  for (let n = 10; n < 30; n += 1) images.picture(ask({ source: film(n), width: 300, height: 450 }));
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1000 / 20).toBeLessThan(60);
});
