import { flat, linear } from '../canvas.ts';
import { darker, fade, lighter, mix } from '../colour.ts';
import { arcPoints, circle, type Path, type Point, polygon, rectangle, ring } from '../path.ts';
import { between, haze, hills, layer, orb, ridge, type Scene, type Sketch, sky, stars } from './sketch.ts';

function windows(s: Sketch, x: number, top: number, w: number, h: number, lit: number): void {
  const cell = Math.max(3, s.u * 0.026);
  for (let cy = top + cell * 0.8; cy < top + h - cell; cy += cell * 1.25) {
    for (let cx = x + cell * 0.5; cx < x + w - cell * 0.7; cx += cell) {
      if (s.r.chance(lit))
        s.canvas.fill(rectangle(cx, cy, cell * 0.45, cell * 0.62), flat(fade(s.p.light, between(s, 0.5, 1))));
    }
  }
}

/** A skyline in three depths. */
export const city: Scene = (s) => {
  sky(s, 0.85);
  orb(s, s.w * between(s, 0.3, 0.7), s.h * between(s, 0.36, 0.48), s.u * between(s, 0.17, 0.26), 2);
  for (let row = 0; row < 3; row += 1) {
    const colour = layer(s, row / 2);
    const base = s.h * (0.48 + 0.13 * row);
    for (let x = -s.w * 0.05; x < s.w; ) {
      const w = s.w * between(s, 0.07, 0.17);
      const top = base - s.h * between(s, -0.08, 0.2 - 0.03 * row);
      s.canvas.fill(
        rectangle(x, top, w + 1, s.h - top),
        linear([0, top], [0, s.h], [0, colour], [1, mix(colour, s.p.sky[2], row === 2 ? 0 : 0.35)]),
      );
      if (s.r.chance(0.25))
        s.canvas.fill(rectangle(x + w * 0.45, top - s.h * 0.06, Math.max(1, w * 0.06), s.h * 0.06), flat(colour));
      if (row > 0) windows(s, x, top, w, s.h - top, row === 1 ? 0.16 : 0.3);
      x += w;
    }
    if (row < 2) haze(s, base + s.h * 0.02, s.h * 0.26, s.p.sky[2], 0.35);
  }
};

/** Rails to the vanishing point, with their masts. */
export const rail: Scene = (s) => {
  const horizon = s.h * between(s, 0.5, 0.56);
  const x = s.w * between(s, 0.44, 0.56);
  sky(s, horizon / s.h);
  orb(s, x, horizon - s.u * 0.05, s.u * between(s, 0.17, 0.23));
  hills(s, horizon + 1, s.h * 0.06, layer(s, 0.25), 1.4);
  s.canvas.fill(
    rectangle(0, horizon, s.w, s.h - horizon),
    linear([0, horizon], [0, s.h], [0, layer(s, 0.4)], [1, layer(s, 1)]),
  );
  for (let i = 1; i <= 16; i += 1) {
    const t = (i / 16) ** 2.2;
    const y = horizon + (s.h - horizon) * t;
    const half = s.w * 0.4 * t;
    s.canvas.fill(rectangle(x - half, y, half * 2, Math.max(0.7, s.h * 0.017 * t)), flat(darker(s.p.near, 0.45)));
  }
  for (const side of [-1, 1]) {
    const [near, thick] = [s.w * 0.28, s.w * 0.016];
    s.canvas.fill([[x + side, horizon, x + side * near - thick, s.h, x + side * near + thick, s.h]], flat(s.p.light));
  }
  for (let i = 0; i < 5; i += 1) {
    const t = ((i + 0.7) / 5) ** 2;
    const px = x + s.w * (0.02 + 0.5 * t);
    const foot = horizon + (s.h - horizon) * t * 0.8;
    const height = s.h * (0.05 + 0.5 * t);
    const thick = Math.max(0.9, s.u * 0.014 * t);
    s.canvas.fill(rectangle(px, foot - height, thick, height), flat(s.p.near));
    s.canvas.fill(rectangle(px - s.w * 0.3 * t, foot - height * 0.94, s.w * 0.3 * t, thick * 0.7), flat(s.p.near));
  }
  const signal: Point = [x - s.w * 0.2, horizon - s.h * 0.1];
  s.canvas.fill(rectangle(signal[0] - 1, signal[1], Math.max(1.2, s.u * 0.008), s.h * 0.15), flat(s.p.near));
  s.canvas.fill(circle(signal[0], signal[1], s.u * 0.022), flat(s.p.near));
  s.canvas.fill(circle(signal[0], signal[1], s.u * 0.014), flat(s.p.accent));
};

/** A mast that has something to say. */
export const tower: Scene = (s) => {
  sky(s, 0.9);
  stars(s, 45, 0.55);
  const x = s.w * between(s, 0.4, 0.6);
  const top = s.h * between(s, 0.28, 0.34);
  const foot = s.h * 0.84;
  for (let i = 6; i >= 1; i -= 1) {
    const radius = s.u * 0.085 * i;
    s.canvas.fill(
      ring(x, top, radius, radius - Math.max(1.2, s.u * 0.012)),
      flat(fade(i % 2 ? s.p.accent : s.p.light, 0.85 - i * 0.1)),
    );
  }
  hills(s, s.h * 0.84, s.h * 0.1, layer(s, 0.4), 1.2);
  const half = (y: number): number => s.u * 0.012 + (s.u * 0.1 * (y - top)) / (foot - top);
  const pen = Math.max(1, s.u * 0.009);
  const beam = (a: Point, b: Point): Path => [
    [a[0] - pen / 2, a[1], a[0] + pen / 2, a[1], b[0] + pen / 2, b[1], b[0] - pen / 2, b[1]],
  ];
  for (const side of [-1, 1])
    s.canvas.fill(beam([x + side * half(top), top], [x + side * half(foot), foot]), flat(s.p.near));
  const floors = 8;
  for (let i = 0; i < floors; i += 1) {
    const [a, b] = [top + ((foot - top) * i) / floors, top + ((foot - top) * (i + 1)) / floors];
    s.canvas.fill(beam([x - half(a), a], [x + half(b), b]), flat(s.p.near));
    s.canvas.fill(beam([x + half(a), a], [x - half(b), b]), flat(s.p.near));
    s.canvas.fill(rectangle(x - half(b), b - pen / 2, half(b) * 2, pen), flat(s.p.near));
  }
  s.canvas.fill(circle(x, top, s.u * 0.024), flat(s.p.accent));
  hills(s, s.h * 0.95, s.h * 0.12, layer(s, 1), 0.9);
};

/** A wall of windows, one of them lit. */
export const window: Scene = (s) => {
  const { canvas, p } = s;
  canvas.fill(rectangle(0, 0, s.w, s.h), linear([0, 0], [s.w, s.h], [0, p.sky[0]], [1, mix(p.sky[0], p.sky[1], 0.55)]));
  const columns = s.w > s.h * 1.2 ? 5 : 3;
  const gap = s.w / (columns * 1.55 + 0.55);
  const [w, h] = [gap, gap * 1.45];
  const rows = Math.ceil(s.h / (h * 1.45)) + 1;
  const lit = s.r.int(s.w > s.h ? 0 : 1, Math.max(1, rows - 3)) * columns + s.r.int(0, columns - 1);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = gap * 0.55 + column * gap * 1.55;
      const y = gap * 0.4 + row * h * 1.45;
      const isLit = row * columns + column === lit;
      if (isLit) orb(s, x + w / 2, y + h / 2, w * 0.2, 9, p.light);
      canvas.fill(rectangle(x - w * 0.06, y - w * 0.06, w * 1.12, h + w * 0.12), flat(darker(p.sky[0], 0.3)));
      const glass = isLit ? p.light : mix(p.sky[1], p.near, between(s, 0.4, 0.75));
      canvas.fill(
        rectangle(x, y, w, h),
        linear([x, y], [x, y + h], [0, glass], [1, isLit ? mix(glass, p.accent, 0.55) : darker(glass, 0.2)]),
      );
      if (isLit) {
        canvas.fill(circle(x + w * 0.6, y + h * 0.6, w * 0.13), flat(p.near));
        canvas.fill(
          [[x + w * 0.3, y + h, x + w * 0.42, y + h * 0.72, x + w * 0.78, y + h * 0.72, x + w * 0.9, y + h]],
          flat(p.near),
        );
      }
      canvas.fill(rectangle(x + w * 0.47, y, w * 0.06, h), flat(darker(p.sky[0], 0.3)));
      canvas.fill(rectangle(x, y + h * 0.32, w, w * 0.06), flat(darker(p.sky[0], 0.3)));
      canvas.fill(rectangle(x - w * 0.12, y + h + w * 0.04, w * 1.24, w * 0.09), flat(lighter(p.sky[1], 0.08)));
    }
  }
};

/** Steps that turn light into dark. */
export const stairs: Scene = (s) => {
  const { canvas, p } = s;
  canvas.fill(rectangle(0, 0, s.w, s.h), linear([0, 0], [s.w, s.h], [0, p.sky[2]], [1, p.sky[1]]));
  orb(s, s.w * between(s, 0.2, 0.34), s.h * between(s, 0.18, 0.26), s.u * 0.15, 2.4);
  const count = 9;
  const [w, h] = [s.w / (count - 2), s.h / (count + 1.5)];
  for (let i = 0; i < count; i += 1) {
    const x = s.w - (i + 1) * w * 1.02 + w * 0.4;
    const y = s.h * 0.22 + (i * (s.h * 0.78)) / count;
    const tint = mix(p.far, p.near, i / count);
    canvas.fill(
      polygon([x, y], [s.w, y], [s.w, s.h], [x, s.h]),
      linear([x, y], [s.w, s.h], [0, tint], [1, darker(tint, 0.35)]),
    );
    canvas.fill(rectangle(x, y, s.w - x, Math.max(1.5, h * 0.22)), flat(mix(p.light, tint, 0.25 + 0.06 * i)));
  }
  const step = s.r.int(2, 4);
  const fx = s.w - (step + 1) * w * 1.02 + w * 0.95;
  const fy = s.h * 0.22 + (step * (s.h * 0.78)) / count;
  const size = s.u * 0.1;
  canvas.fill(circle(fx, fy - size * 1.5, size * 0.24), flat(p.accent));
  canvas.fill(
    polygon(
      [fx - size * 0.3, fy],
      [fx - size * 0.16, fy - size * 1.2],
      [fx + size * 0.16, fy - size * 1.2],
      [fx + size * 0.3, fy],
    ),
    flat(p.accent),
  );
};

/** An arcade, and the long shadows of the afternoon. */
export const arches: Scene = (s) => {
  const { canvas, p } = s;
  sky(s, 0.7);
  const ground = s.h * 0.72;
  orb(s, s.w * 0.2, s.h * 0.2, s.u * 0.1, 2.5);
  ridge(s, ground, s.h * 0.1, layer(s, 0.1), 0.5, 3);
  canvas.fill(
    rectangle(0, ground, s.w, s.h - ground),
    linear([0, ground], [0, s.h], [0, mix(p.sky[2], p.accent, 0.25)], [1, mix(p.far, p.accent, 0.2)]),
  );
  const count = 4;
  const vanish: Point = [s.w * 0.12, s.h * 0.62];
  const near = s.w * 1.06;
  const at = (t: number): number => near + (vanish[0] - near) * t;
  const topAt = (t: number): number => s.h * 0.16 + (vanish[1] - s.h * 0.16) * t;
  const footAt = (t: number): number => s.h * 0.97 + (vanish[1] + s.h * 0.08 - s.h * 0.97) * t;
  canvas.fill(
    polygon([near, topAt(0)], [at(0.86), topAt(0.86)], [at(0.86), footAt(0.86)], [near, footAt(0)]),
    linear([near, 0], [at(0.86), 0], [0, p.paper], [1, mix(p.paper, p.far, 0.5)]),
  );
  for (let i = 0; i < count; i += 1) {
    const depth = (n: number): number => 1 - 1 / (1 + 0.62 * n);
    const [a, b] = [depth(i + 0.16), depth(i + 0.84)];
    const [xa, xb] = [at(a), at(b)];
    const spring = 0.52;
    const rise = (t: number): number => topAt(t) + (footAt(t) - topAt(t)) * 0.24;
    const curve = arcPoints((xa + xb) / 2, 0, (xa - xb) / 2, 1, 0, -180).map(([x, y]): Point => {
      const t = a + ((b - a) * (xa - x)) / (xa - xb);
      const line = topAt(t) + (footAt(t) - topAt(t)) * spring;
      return [x, line + y * (line - rise(t))];
    });
    canvas.fill(
      polygon([xa, footAt(a)], ...curve, [xb, footAt(b)]),
      linear([xa, 0], [xb, 0], [0, p.near], [1, mix(p.near, p.far, 0.6)]),
    );
    canvas.fill(
      polygon(
        [xa, footAt(a)],
        [xb, footAt(b)],
        [xb - s.w * 0.5, footAt(b) + s.h * 0.12],
        [xa - s.w * 0.55, footAt(a) + s.h * 0.16],
      ),
      flat(fade(p.near, 0.2)),
    );
  }
};
