import type { Canvas } from './canvas.ts';
import { AC, type Code, DC, huffmanCodes, quantisation, ZIGZAG } from './jpeg-tables.ts';

const QUALITY = 88;
const BLOCK = 8;
const SIZE = 64;

/** Collects bits, most significant first, with the zero byte that has to follow every 255. */
interface BitWriter {
  put(code: Code): void;
  finish(): Uint8Array;
}

function bitWriter(): BitWriter {
  let bytes = new Uint8Array(16_384);
  let length = 0;
  let buffer = 0;
  let filled = 0;
  const push = (byte: number): void => {
    if (length + 2 > bytes.length) {
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    bytes[length++] = byte;
    if (byte === 0xff) bytes[length++] = 0;
  };
  const put = ({ bits, length: count }: Code): void => {
    for (let i = count - 1; i >= 0; i -= 1) {
      buffer = (buffer << 1) | ((bits >> i) & 1);
      filled += 1;
      if (filled === 8) {
        push(buffer);
        buffer = 0;
        filled = 0;
      }
    }
  };
  return {
    put,
    finish() {
      if (filled > 0) put({ bits: 0x7f, length: 8 - filled });
      return bytes.subarray(0, length);
    },
  };
}

const COSINES: Float32Array = Float32Array.from({ length: SIZE }, (_, i) => {
  const [u, x] = [Math.floor(i / BLOCK), i % BLOCK];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

/** The cosine transform of a block, first its rows, then its columns. */
function transform(block: Float32Array, scratch: Float32Array, out: Float32Array): void {
  for (let y = 0; y < BLOCK; y += 1) {
    for (let u = 0; u < BLOCK; u += 1) {
      let sum = 0;
      for (let x = 0; x < BLOCK; x += 1) sum += (block[y * BLOCK + x] ?? 0) * (COSINES[u * BLOCK + x] ?? 0);
      scratch[y * BLOCK + u] = sum;
    }
  }
  for (let u = 0; u < BLOCK; u += 1) {
    for (let v = 0; v < BLOCK; v += 1) {
      let sum = 0;
      for (let y = 0; y < BLOCK; y += 1) sum += (scratch[y * BLOCK + u] ?? 0) * (COSINES[v * BLOCK + y] ?? 0);
      out[v * BLOCK + u] = sum;
    }
  }
}

/** How many bits a value needs. */
const category = (value: number): number => 32 - Math.clz32(Math.abs(value));
const amplitude = (value: number, length: number): Code => ({
  bits: value < 0 ? value + (1 << length) - 1 : value,
  length,
});

const DC_CODES = huffmanCodes(DC);
const AC_CODES = huffmanCodes(AC);
const NOTHING: Code = { bits: 0, length: 0 };
const END_OF_BLOCK = 0x00;
const SIXTEEN_ZEROS = 0xf0;

/** Writes one block; gives its first coefficient, which the next block of the channel is measured by. */
function writeBlock(bits: BitWriter, coefficients: Float32Array, table: readonly number[], before: number): number {
  const at = (i: number): number => {
    const place = ZIGZAG[i] ?? 0;
    return Math.round((coefficients[place] ?? 0) / (table[place] ?? 1));
  };
  const first = at(0);
  const size = category(first - before);
  bits.put(DC_CODES[size] ?? NOTHING);
  bits.put(amplitude(first - before, size));
  let zeros = 0;
  for (let i = 1; i < SIZE; i += 1) {
    const value = at(i);
    if (value === 0) {
      zeros += 1;
      continue;
    }
    for (; zeros > 15; zeros -= 16) bits.put(AC_CODES[SIXTEEN_ZEROS] ?? NOTHING);
    const length = category(value);
    bits.put(AC_CODES[(zeros << 4) | length] ?? NOTHING);
    bits.put(amplitude(value, length));
    zeros = 0;
  }
  if (zeros > 0) bits.put(AC_CODES[END_OF_BLOCK] ?? NOTHING);
  return first;
}

/** Weights of red, green and blue in luma and the two colour differences. */
const CHANNELS = [
  [0.299, 0.587, 0.114, -128],
  [-0.168_736, -0.331_264, 0.5, 0],
  [0.5, -0.418_688, -0.081_312, 0],
] as const;

function readBlock(canvas: Canvas, left: number, top: number, channel: number, block: Float32Array): void {
  const { width, height, data } = canvas;
  const [r, g, b, shift] = CHANNELS[channel] ?? CHANNELS[0];
  for (let y = 0; y < BLOCK; y += 1) {
    const row = Math.min(height - 1, top + y) * width;
    for (let x = 0; x < BLOCK; x += 1) {
      const at = (row + Math.min(width - 1, left + x)) * 3;
      block[y * BLOCK + x] = (data[at] ?? 0) * r + (data[at + 1] ?? 0) * g + (data[at + 2] ?? 0) * b + shift;
    }
  }
}

function scan(canvas: Canvas, luma: readonly number[], chroma: readonly number[]): Uint8Array {
  const bits = bitWriter();
  const block = new Float32Array(SIZE);
  const scratch = new Float32Array(SIZE);
  const coefficients = new Float32Array(SIZE);
  const before = [0, 0, 0];
  for (let top = 0; top < canvas.height; top += BLOCK) {
    for (let left = 0; left < canvas.width; left += BLOCK) {
      for (let channel = 0; channel < 3; channel += 1) {
        readBlock(canvas, left, top, channel, block);
        transform(block, scratch, coefficients);
        before[channel] = writeBlock(bits, coefficients, channel === 0 ? luma : chroma, before[channel] ?? 0);
      }
    }
  }
  return bits.finish();
}

function segment(marker: number, content: readonly number[]): Buffer {
  const length = content.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 0xff, ...content]);
}

const inZigzag = (table: readonly number[]): number[] => ZIGZAG.map((place) => table[place] ?? 1);

/** A canvas as a JPEG file (baseline, no subsampling). */
export function encodeJpeg(canvas: Canvas): Uint8Array {
  const { luma, chroma } = quantisation(QUALITY);
  const { width, height } = canvas;
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    segment(0xdb, [0, ...inZigzag(luma), 1, ...inZigzag(chroma)]),
    segment(0xc0, [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1]),
    segment(0xc4, [0x00, ...DC.counts, ...DC.symbols, 0x10, ...AC.counts, ...AC.symbols]),
    segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
    scan(canvas, luma, chroma),
    Buffer.from([0xff, 0xd9]),
  ]);
}
