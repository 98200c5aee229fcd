/** One closed outline as x, y, x, y ... ; counter-clockwise or clockwise alike as long as a path agrees with itself. */
export type Outline = readonly number[];
/** Outlines that are filled together. */
export type Path = readonly Outline[];

export type Point = readonly [x: number, y: number];

export const polygon = (...points: readonly Point[]): Path => [points.flat()];

export const rectangle = (x: number, y: number, w: number, h: number): Path => [
  [x, y, x + w, y, x + w, y + h, x, y + h],
];

const steps = (radius: number): number => Math.max(10, Math.min(96, Math.ceil(Math.sqrt(radius) * 7)));

/** Points on an ellipse between two angles in degrees (0 = right, 90 = down). */
export function arcPoints(cx: number, cy: number, rx: number, ry: number, from: number, to: number): Point[] {
  const count = Math.max(3, Math.ceil((steps(Math.max(rx, ry)) * Math.abs(to - from)) / 360));
  return Array.from({ length: count + 1 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / count) * Math.PI) / 180;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const;
  });
}

export const ellipse = (cx: number, cy: number, rx: number, ry: number): Path => [
  arcPoints(cx, cy, rx, ry, 0, 360).flat(),
];

export const circle = (cx: number, cy: number, radius: number): Path => ellipse(cx, cy, radius, radius);

/** A slice of a disc, angles in degrees. */
export const slice = (cx: number, cy: number, radius: number, from: number, to: number): Path => [
  [cx, cy, ...arcPoints(cx, cy, radius, radius, from, to).flat()],
];

/** A ring, or a part of one. */
export const ring = (cx: number, cy: number, outer: number, inner: number, from = 0, to = 360): Path => [
  [...arcPoints(cx, cy, outer, outer, from, to).flat(), ...arcPoints(cx, cy, inner, inner, to, from).flat()],
];

/** The quadrilateral around one segment of a line. */
function bar([x0, y0]: Point, [x1, y1]: Point, width: number): Outline {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const dx = ((x1 - x0) / length) * (width / 2);
  const dy = ((y1 - y0) / length) * (width / 2);
  return [x0 + dy, y0 - dx, x1 + dy, y1 - dx, x1 - dy, y1 + dx, x0 - dy, y0 + dx];
}

/** A line of some width with round joints; its ends are round as well. */
export function stroke(points: readonly Point[], width: number): Path {
  const out: Outline[] = [];
  points.forEach((point, i) => {
    const next = points[i + 1];
    if (next !== undefined) out.push(bar(point, next, width));
    if (width > 1.2) out.push(arcPoints(point[0], point[1], width / 2, width / 2, 0, 360).flat());
  });
  return out;
}

/** A line with blunt ends and joints; for straight things. */
export const line = (from: Point, to: Point, width: number): Path => [bar(from, to, width)];

/** Everything between a line and the bottom. */
export const below = (points: readonly Point[], bottom: number): Path => {
  const first = points[0] ?? [0, bottom];
  const last = points.at(-1) ?? [0, bottom];
  return [[...points.flat(), last[0], bottom, first[0], bottom]];
};
