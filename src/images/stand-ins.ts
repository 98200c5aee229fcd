/** Built-in pictures, for what has none or cannot be fetched. Drawn here, so that no file has to travel along. */
import { crc32, deflateSync } from 'node:zlib';

export const STAND_INS = ['poster', 'cover', 'art', 'poster-live', 'art-live', 'art-live-full', 'user'] as const;
export type StandIn = (typeof STAND_INS)[number];

export const isStandIn = (name: string): name is StandIn => STAND_INS.some((one) => one === name);

/** Shades of grey. */
const PAPER = 0x28;
const INK = 0x50;

/** Whether a point belongs to the drawing; both axes run from -1 to 1 over the shorter side. */
type Shape = (x: number, y: number) => boolean;

const disc =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) <= radius;

const anyOf =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    shapes.some((shape) => shape(x, y));

const without =
  (shape: Shape, hole: Shape): Shape =>
  (x, y) =>
    shape(x, y) && !hole(x, y);

const ring = (inner: number, outer: number): Shape => without(disc(0, 0, outer), disc(0, 0, inner));

const play: Shape = (x, y) => x >= -0.3 && x <= 0.45 && Math.abs(y) <= (0.45 - x) * 0.6;
const record: Shape = anyOf(ring(0.18, 0.6), disc(0, 0, 0.06));
const hills: Shape = (x, y) => y <= 0.5 && y >= Math.min(Math.abs(x + 0.35) * 1.1 - 0.3, Math.abs(x - 0.4) * 0.9);
const waves: Shape = anyOf(
  disc(0, 0, 0.14),
  without(ring(0.28, 0.38), (x, y) => Math.abs(x) < Math.abs(y)),
  (x, y) => ring(0.5, 0.6)(x, y) && Math.abs(x) > Math.abs(y),
);
const person: Shape = anyOf(disc(0, -0.2, 0.32), (x, y) => disc(0, 0.8, 0.62)(x, y) && y < 0.9);

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shape: Shape;
}

const DRAWINGS: Readonly<Record<StandIn, Drawing>> = {
  poster: { width: 500, height: 750, shape: play },
  cover: { width: 500, height: 500, shape: record },
  art: { width: 960, height: 540, shape: hills },
  'poster-live': { width: 500, height: 750, shape: waves },
  'art-live': { width: 960, height: 540, shape: waves },
  'art-live-full': { width: 1_920, height: 1_080, shape: waves },
  user: { width: 80, height: 80, shape: person },
};

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const GREY_8_BIT = Buffer.from([8, 0, 0, 0, 0]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

function draw({ width, height, shape }: Drawing): Buffer {
  const half = Math.min(width, height) / 2;
  const lines = Array.from({ length: height }, (_line, row) => {
    // Every line begins with the number of its filter: none.
    const line = Buffer.alloc(width + 1, PAPER).fill(0, 0, 1);
    const y = (row + 0.5 - height / 2) / half;
    for (let column = 0; column < width; column += 1)
      if (shape((column + 0.5 - width / 2) / half, y)) line[column + 1] = INK;
    return line;
  });
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', Buffer.concat([size, GREY_8_BIT])),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const drawn = new Map<StandIn, Buffer>();

/** A PNG of a few kilobytes; drawn once. */
export function standIn(name: StandIn): Buffer {
  const picture = drawn.get(name) ?? draw(DRAWINGS[name]);
  drawn.set(name, picture);
  return picture;
}
