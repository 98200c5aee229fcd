import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { imageType } from './image-type.ts';
import { isStandIn, STAND_INS, standIn } from './stand-ins.ts';

test.each(STAND_INS)('%s is a picture with something on it', (name) => {
  const picture = standIn(name);
  expect(imageType(picture)).toBe('image/png');
  const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)];
  const pixels = inflateSync(picture.subarray(41, picture.length - 16));
  expect(pixels).toHaveLength((width + 1) * height);
  expect(new Set(pixels)).toEqual(new Set([0, 0x28, 0x50]));
  expect(picture.length).toBeLessThan(20_000);
});

test('other names are none', () => {
  expect(['poster', 'logo', '', 'toString'].map(isStandIn)).toEqual([true, false, false, false]);
});
