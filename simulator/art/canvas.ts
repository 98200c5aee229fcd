import { type Colour, mix } from './colour.ts';
import { addPath, eachRow, makeCoverage } from './coverage.ts';
import type { Path, Point } from './path.ts';

type Stop = readonly [at: number, colour: Colour];

/** What a shape is filled with. */
export type Paint =
  | { readonly kind: 'flat'; readonly colour: Colour }
  | { readonly kind: 'linear'; readonly from: Point; readonly to: Point; readonly stops: readonly Stop[] }
  | { readonly kind: 'radial'; readonly centre: Point; readonly radius: number; readonly stops: readonly Stop[] };

export const flat = (colour: Colour): Paint => ({ kind: 'flat', colour });
export const linear = (from: Point, to: Point, ...stops: readonly Stop[]): Paint => ({
  kind: 'linear',
  from,
  to,
  stops,
});
export const radial = (centre: Point, radius: number, ...stops: readonly Stop[]): Paint => ({
  kind: 'radial',
  centre,
  radius,
  stops,
});

/** A picture in the making: red, green and blue as numbers from 0 to 255, row by row. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
  fill(path: Path, paint: Paint): void;
  /** Copies another canvas; only inside `mask` when one is given. */
  draw(picture: Canvas, x: number, y: number, mask?: Path): void;
}

const TABLE = 256;

/** The colours of a gradient at 257 places. */
function gradientTable(stops: readonly Stop[]): Float32Array {
  const table = new Float32Array((TABLE + 1) * 4);
  for (let i = 0; i <= TABLE; i += 1) {
    const t = i / TABLE;
    const after = stops.findIndex(([at]) => at >= t);
    const b = stops[after < 0 ? stops.length - 1 : after];
    const a = stops[Math.max(0, (after < 0 ? stops.length : after) - 1)];
    if (a === undefined || b === undefined) continue;
    const span = b[0] - a[0];
    table.set(mix(a[1], b[1], span > 0 ? Math.max(0, Math.min(1, (t - a[0]) / span)) : 1), i * 4);
  }
  return table;
}

/** Below this nothing can be seen. */
const FAINT = 0.002;

interface Target {
  readonly data: Float32Array;
  readonly width: number;
  readonly row: Float32Array;
}

function fillFlat({ data, width, row }: Target, [r, g, b, a]: Colour, y: number, from: number, to: number): void {
  let at = (y * width + from) * 3;
  for (let x = from; x < to; x += 1, at += 3) {
    const alpha = (row[x] ?? 0) * a;
    if (alpha < FAINT) continue;
    const rest = 1 - alpha;
    data[at] = (data[at] ?? 0) * rest + r * alpha;
    data[at + 1] = (data[at + 1] ?? 0) * rest + g * alpha;
    data[at + 2] = (data[at + 2] ?? 0) * rest + b * alpha;
  }
}

type Gradient = Exclude<Paint, { kind: 'flat' }>;

/** Where in its gradient a paint is along one row: a start and a step for lines, distances for discs. */
function placeIn(paint: Gradient): (x: number, y: number) => number {
  if (paint.kind === 'radial') {
    const [cx, cy] = paint.centre;
    return (x, y) => Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy)) / paint.radius;
  }
  const [x0, y0] = paint.from;
  const dx = paint.to[0] - x0;
  const dy = paint.to[1] - y0;
  const square = dx * dx + dy * dy || 1;
  return (x, y) => ((x - x0) * dx + (y - y0) * dy) / square;
}

function fillGradient({ data, width, row }: Target, paint: Gradient): (y: number, from: number, to: number) => void {
  const table = gradientTable(paint.stops);
  const place = placeIn(paint);
  return (y, from, to) => {
    let at = (y * width + from) * 3;
    for (let x = from; x < to; x += 1, at += 3) {
      const cover = row[x] ?? 0;
      if (cover < FAINT) continue;
      const t = place(x + 0.5, y + 0.5);
      const entry = (t <= 0 ? 0 : t >= 1 ? TABLE : (t * TABLE + 0.5) | 0) * 4;
      const alpha = (table[entry + 3] ?? 0) * cover;
      const rest = 1 - alpha;
      data[at] = (data[at] ?? 0) * rest + (table[entry] ?? 0) * alpha;
      data[at + 1] = (data[at + 1] ?? 0) * rest + (table[entry + 1] ?? 0) * alpha;
      data[at + 2] = (data[at + 2] ?? 0) * rest + (table[entry + 2] ?? 0) * alpha;
    }
  };
}

/** Copies part of a row of one picture into another. */
function copyRow(
  target: Target,
  picture: Canvas,
  left: number,
  top: number,
  y: number,
  from: number,
  to: number,
  covered: boolean,
): void {
  const { data, width, row } = target;
  for (let x = Math.max(from, left); x < Math.min(to, left + picture.width); x += 1) {
    const alpha = covered ? (row[x] ?? 0) : 1;
    const at = (y * width + x) * 3;
    const source = ((y - top) * picture.width + x - left) * 3;
    for (let channel = 0; channel < 3; channel += 1) {
      const old = data[at + channel] ?? 0;
      data[at + channel] = old + ((picture.data[source + channel] ?? 0) - old) * alpha;
    }
  }
}

/** An empty (black) canvas. */
export function makeCanvas(width: number, height: number): Canvas {
  const data = new Float32Array(width * height * 3);
  const coverage = makeCoverage(width, height);
  const target: Target = { data, width, row: coverage.row };
  return {
    width,
    height,
    data,
    fill(path, paint) {
      addPath(coverage, path);
      if (paint.kind === 'flat') eachRow(coverage, (y, from, to) => fillFlat(target, paint.colour, y, from, to));
      else eachRow(coverage, fillGradient(target, paint));
    },
    draw(picture, left, top, mask) {
      const first = Math.max(0, top);
      const last = Math.min(height, top + picture.height);
      if (mask !== undefined) {
        addPath(coverage, mask);
        eachRow(coverage, (y, from, to) => {
          if (y >= first && y < last) copyRow(target, picture, left, top, y, from, to, true);
        });
        return;
      }
      for (let y = first; y < last; y += 1) copyRow(target, picture, left, top, y, 0, width, false);
    },
  };
}
