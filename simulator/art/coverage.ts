import type { Path } from './path.ts';

/** What the shapes being filled cover, gathered edge by edge. */
export interface Coverage {
  readonly sums: Float32Array;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
  /** One row of coverage, 0 to 1; valid while a row is handed out. */
  readonly row: Float32Array;
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/**
 * Adds the area to the right of one edge, row by row, signed by its direction (the accumulation-buffer
 * method of font renderers): a running sum over a row then gives the exact coverage of every pixel.
 */
function addEdge(c: Coverage, ax: number, ay: number, bx: number, by: number): void {
  if (ay === by) return;
  const sign = ay < by ? 1 : -1;
  const [x0, y0, x1, y1] = sign > 0 ? [ax, ay, bx, by] : [bx, by, ax, ay];
  const slope = (x1 - x0) / (y1 - y0);
  const first = Math.max(0, Math.floor(y0));
  const last = Math.min(c.height, Math.ceil(y1));
  if (first >= last) return;
  c.top = Math.min(c.top, first);
  c.bottom = Math.max(c.bottom, last);
  let x = y0 < first ? x0 + (first - y0) * slope : x0;
  for (let y = first; y < last; y += 1) {
    const part = Math.min(y + 1, y1) - Math.max(y, y0);
    const next = x + slope * part;
    const left = Math.max(0, Math.min(c.width, Math.min(x, next)));
    const right = Math.max(0, Math.min(c.width, Math.max(x, next)));
    c.left = Math.min(c.left, Math.floor(left));
    c.right = Math.max(c.right, Math.min(c.width, Math.ceil(right)));
    addRow(c.sums, y * c.stride, left, right, part * sign);
    x = next;
  }
}

function add(sums: Float32Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}

/** Spreads the area of an edge within one row over the pixels it crosses. */
function addRow(sums: Float32Array, row: number, left: number, right: number, area: number): void {
  const l = Math.floor(left);
  const r = Math.ceil(right);
  if (r <= l + 1) {
    const middle = (left + right) / 2 - l;
    add(sums, row + l, area - area * middle);
    add(sums, row + l + 1, area * middle);
    return;
  }
  const density = 1 / (right - left);
  const lf = left - l;
  const head = 0.5 * density * (1 - lf) * (1 - lf);
  const rf = right - r + 1;
  const tail = 0.5 * density * rf * rf;
  add(sums, row + l, area * head);
  if (r === l + 2) add(sums, row + l + 1, area * (1 - head - tail));
  else {
    const second = density * (1.5 - lf);
    add(sums, row + l + 1, area * (second - head));
    for (let at = l + 2; at < r - 1; at += 1) add(sums, row + at, area * density);
    add(sums, row + r - 1, area * (1 - (second + (r - l - 3) * density) - tail));
  }
  add(sums, row + r, area * tail);
}

/** Adds the outlines of a path. */
export function addPath(c: Coverage, path: Path): void {
  for (const outline of path) {
    const n = outline.length;
    for (let i = 0; i < n; i += 2) {
      const j = (i + 2) % n;
      addEdge(c, outline[i] ?? 0, outline[i + 1] ?? 0, outline[j] ?? 0, outline[j + 1] ?? 0);
    }
  }
}

/** An empty buffer for a canvas of some size. */
export function makeCoverage(width: number, height: number): Coverage {
  const stride = width + 2;
  return {
    sums: new Float32Array(stride * height),
    row: new Float32Array(width),
    stride,
    width,
    height,
    top: height,
    bottom: 0,
    left: width,
    right: 0,
  };
}

/** Hands out the covered part of every row (columns `from` to `to`, coverage in `c.row`), and wipes the buffer on the way. */
export function eachRow(c: Coverage, run: (y: number, from: number, to: number) => void): void {
  const from = Math.max(0, c.left);
  const to = Math.min(c.width, c.right + 1);
  for (let y = c.top; y < c.bottom; y += 1) {
    const start = y * c.stride;
    let sum = 0;
    for (let x = from; x < to; x += 1) {
      sum += c.sums[start + x] ?? 0;
      const cover = sum < 0 ? -sum : sum;
      c.row[x] = cover > 1 ? 1 : cover;
    }
    c.sums.fill(0, start + from, start + to + 1);
    run(y, from, to);
  }
  c.top = c.height;
  c.bottom = 0;
  c.left = c.width;
  c.right = 0;
}
