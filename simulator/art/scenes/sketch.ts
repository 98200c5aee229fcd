import type { Random } from '../../random.ts';
import { type Canvas, flat, linear, radial } from '../canvas.ts';
import { type Colour, fade, lighter, mix } from '../colour.ts';
import type { Palette } from '../palettes.ts';
import { below, circle, ellipse, type Point, rectangle, stroke } from '../path.ts';

/** A picture in the making: its canvas, its colours, its luck. */
export interface Sketch {
  readonly canvas: Canvas;
  readonly w: number;
  readonly h: number;
  /** The smaller side; what sizes are measured by. */
  readonly u: number;
  readonly p: Palette;
  readonly r: Random;
}

export type Scene = (sketch: Sketch) => void;

export const between = (s: Sketch, from: number, to: number): number => from + (to - from) * s.r.next();

/** The sky down to the horizon (a part of the height), and beyond it in the last colour. */
export function sky(s: Sketch, horizon = 0.7): void {
  const [top, middle, low] = s.p.sky;
  const end: Point = [0, s.h * horizon];
  s.canvas.fill(rectangle(0, 0, s.w, s.h), linear([0, 0], end, [0, top], [0.55, middle], [1, low]));
}

/** A disc of light with its glow. */
export function orb(s: Sketch, x: number, y: number, radius: number, glow = 2.6, light: Colour = s.p.light): void {
  const { canvas } = s;
  canvas.fill(
    circle(x, y, radius * glow),
    radial([x, y], radius * glow, [0, fade(light, 0.5)], [0.4, fade(light, 0.22)], [1, fade(light, 0)]),
  );
  canvas.fill(circle(x, y, radius), flat(light));
}

export function stars(s: Sketch, count: number, bottom = 0.6): void {
  for (let i = 0; i < count; i += 1) {
    const size = s.u * between(s, 0.0012, 0.0042);
    const colour = fade(s.p.light, between(s, 0.25, 0.95));
    s.canvas.fill(circle(s.w * s.r.next(), s.h * bottom * s.r.next(), Math.max(0.5, size)), flat(colour));
  }
}

/** A silhouette colour, 0 at the horizon and 1 in front. */
export const layer = (s: Sketch, depth: number): Colour => mix(s.p.far, s.p.near, depth);

/** Soft hills: sums of waves. Gives the line they follow. */
export function hillLine(s: Sketch, base: number, height: number, waves = 2): Point[] {
  const parts = Array.from({ length: 3 }, (_, i) => ({
    turns: waves * (i + 1) * between(s, 0.7, 1.2),
    phase: between(s, 0, 6.28),
    size: 1 / (i + 1.4),
  }));
  const count = 80;
  return Array.from({ length: count + 1 }, (_, i): Point => {
    const t = i / count;
    const sum = parts.reduce((all, { turns, phase, size }) => all + Math.sin(t * turns * 6.28 + phase) * size, 0);
    return [t * s.w, base - height * (0.5 + sum * 0.4)];
  });
}

export function hills(s: Sketch, base: number, height: number, colour: Colour, waves = 2): Point[] {
  const points = hillLine(s, base, height, waves);
  const foot = Math.min(s.h, base + s.h * 0.35);
  s.canvas.fill(
    below(points, s.h),
    linear([0, base - height], [0, foot], [0, colour], [1, mix(colour, s.p.near, 0.35)]),
  );
  return points;
}

/** Sharp mountains: a line broken again and again. */
export function ridgeLine(s: Sketch, base: number, height: number, roughness = 0.55, peaks = 3): Point[] {
  let points: Point[] = [[-s.w * 0.05, base - height * between(s, 0.1, 0.6)]];
  for (let i = 0; i < peaks; i += 1) {
    const x = (s.w * (i + between(s, 0.3, 0.7))) / peaks;
    points.push([x, base - height * between(s, 0.75, 1.05)]);
    if (i < peaks - 1) points.push([(s.w * (i + 1)) / peaks, base - height * between(s, 0.25, 0.55)]);
  }
  points.push([s.w * 1.05, base - height * between(s, 0.1, 0.6)]);
  let sway = height * 0.2;
  for (let round = 0; round < 4; round += 1) {
    points = points.flatMap((point, i) => {
      const next = points[i + 1];
      if (next === undefined) return [point];
      const middle: Point = [(point[0] + next[0]) / 2, (point[1] + next[1]) / 2 + between(s, -sway, sway)];
      return [point, middle];
    });
    sway *= roughness;
  }
  return points;
}

export function ridge(s: Sketch, base: number, height: number, colour: Colour, roughness = 0.5, peaks = 3): Point[] {
  const points = ridgeLine(s, base, height, roughness, peaks);
  s.canvas.fill(
    below(points, s.h),
    linear([0, base - height], [0, base], [0, colour], [1, mix(colour, s.p.sky[2], 0.25)]),
  );
  return points;
}

/** The height of a line at x. */
export function heightAt(points: readonly Point[], x: number): number {
  for (const [i, [x1, y1]] of points.entries()) {
    const before = points[i - 1];
    if (before !== undefined && x1 >= x) {
      const t = (x - before[0]) / (x1 - before[0] || 1);
      return before[1] + (y1 - before[1]) * t;
    }
  }
  return points.at(-1)?.[1] ?? 0;
}

/** Water from a horizon down, with the light lying on it in slats. */
export function water(s: Sketch, top: number, lightX: number, spread = 0.16): void {
  const { canvas, p } = s;
  const depth = s.h - top;
  const shallow = mix(p.sky[2], p.far, 0.45);
  canvas.fill(rectangle(0, top, s.w, depth), linear([0, top], [0, s.h], [0, shallow], [0.35, p.far], [1, p.near]));
  const slats = 13;
  for (let i = 0; i < slats; i += 1) {
    const t = (i + 0.4) / slats;
    const y = top + depth * t ** 1.35;
    const half = s.u * spread * (0.45 + t * 1.4) * between(s, 0.55, 1.05);
    const thick = Math.max(0.8, s.u * 0.006 * (0.6 + t * 2));
    const x = lightX + s.u * 0.05 * between(s, -1, 1) * (0.4 + t);
    canvas.fill(ellipse(x, y, half, thick), flat(fade(p.light, 0.75 * (1 - t * 0.75))));
  }
}

/** A V of two curved strokes: a bird far away. */
export function bird(s: Sketch, x: number, y: number, size: number, colour: Colour, flap = 0.35): void {
  const wing = (side: number): Point[] =>
    Array.from({ length: 7 }, (_, i): Point => {
      const t = i / 6;
      return [x + side * size * t, y - size * flap * Math.sin(t * 2.4) + size * 0.1 * t];
    });
  for (const side of [-1, 1]) s.canvas.fill(stroke(wing(side), Math.max(0.9, size * 0.13)), flat(colour));
}

/** A conifer of stacked triangles. */
export function conifer(s: Sketch, x: number, foot: number, height: number, colour: Colour): void {
  const tiers = 4;
  for (let i = 0; i < tiers; i += 1) {
    const top = foot - height + (height * 0.78 * i) / tiers;
    const half = height * 0.1 * (1 + i * 0.75);
    s.canvas.fill([[x, top, x + half, top + height * 0.36, x - half, top + height * 0.36]], flat(colour));
  }
  s.canvas.fill(rectangle(x - height * 0.02, foot - height * 0.12, height * 0.04, height * 0.14), flat(colour));
}

/** A small house with a gable and a lit window. */
export function cottage(
  s: Sketch,
  x: number,
  foot: number,
  size: number,
  wall: Colour,
  roof: Colour,
  lamp: Colour,
): void {
  const { canvas } = s;
  const half = size / 2;
  const eaves = foot - size * 0.55;
  canvas.fill(rectangle(x + size * 0.18, eaves - size * 0.5, size * 0.11, size * 0.4), flat(roof));
  canvas.fill(rectangle(x - half, eaves, size, size * 0.58), flat(wall));
  canvas.fill([[x - half * 1.25, eaves, x, eaves - size * 0.5, x + half * 1.25, eaves]], flat(roof));
  canvas.fill(rectangle(x - size * 0.3, eaves + size * 0.16, size * 0.2, size * 0.2), flat(lamp));
  canvas.fill(rectangle(x + size * 0.1, eaves + size * 0.16, size * 0.17, size * 0.42), flat(lighter(roof, 0.12)));
}

/** Haze that lies on the lower part of the picture. */
export function haze(s: Sketch, y: number, height: number, colour: Colour, strength = 0.6): void {
  s.canvas.fill(
    rectangle(0, y, s.w, height),
    linear([0, y], [0, y + height], [0, fade(colour, 0)], [0.5, fade(colour, strength)], [1, fade(colour, 0)]),
  );
}
