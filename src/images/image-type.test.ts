import { expect, test } from 'vitest';
import { imageType } from './image-type.ts';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

test.each([
  ['JPEG', latin('\xff\xd8\xff\xe0..JFIF'), 'image/jpeg'],
  ['PNG', latin('\x89PNG\r\n\x1a\n....'), 'image/png'],
  ['GIF', latin('GIF89a....'), 'image/gif'],
  ['old GIF', latin('GIF87a....'), 'image/gif'],
  ['WebP', latin('RIFF\x10\x00\x00\x00WEBPVP8 '), 'image/webp'],
  ['SVG', latin('<svg xmlns="http://www.w3.org/2000/svg"/>'), null],
  ['SVG with a prologue', latin('<?xml version="1.0"?><svg/>'), null],
  ['a page', latin('<!doctype html><script>alert(1)</script>'), null],
  ['a sound in the same container as WebP', latin('RIFF\x10\x00\x00\x00WAVEfmt '), null],
  ['a picture cut short', latin('\x89PNG'), null],
  ['a picture after something else', latin(' GIF89a'), null],
  ['nothing', Buffer.alloc(0), null],
])('%s', (_name, bytes, expected) => {
  expect(imageType(bytes)).toBe(expected);
});
