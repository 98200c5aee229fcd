import { crc32, deflateSync } from 'node:zlib';
import type { Canvas } from './canvas.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const TRUECOLOUR = 2;
const FILTER_UP = 2;

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(content.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

const toByte = (value: number): number => (value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0);

/** Rows as differences from the row above: vertical gradients become constants. */
function filtered({ data, width, height }: Canvas): Uint8Array {
  const row = width * 3;
  const out = new Uint8Array((row + 1) * height);
  let above: Uint8Array = new Uint8Array(row);
  let current: Uint8Array = new Uint8Array(row);
  for (let y = 0; y < height; y += 1) {
    const to = y * (row + 1);
    out[to] = FILTER_UP;
    for (let i = 0; i < row; i += 1) {
      const byte = toByte(data[y * row + i] ?? 0);
      current[i] = byte;
      out[to + 1 + i] = byte - (above[i] ?? 0);
    }
    [above, current] = [current, above];
  }
  return out;
}

/** A canvas as a PNG file, 8 bits a channel. */
export function encodePng(canvas: Canvas): Uint8Array {
  const { width, height } = canvas;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, TRUECOLOUR, 0, 0, 0], 8);
  const content = deflateSync(filtered(canvas), { level: 3 });
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', content), chunk('IEND', new Uint8Array())]);
}
