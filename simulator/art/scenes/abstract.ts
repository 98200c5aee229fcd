import { flat, linear, radial } from '../canvas.ts';
import { darker, fade, lighter, mix } from '../colour.ts';
import { arcPoints, circle, ellipse, type Point, polygon, rectangle, ring, slice } from '../path.ts';
import { between, hills, layer, orb, type Scene, type Sketch, sky, stars } from './sketch.ts';

/** The curve of a world from orbit, and its moon. */
export const space: Scene = (s) => {
  const { canvas, p } = s;
  canvas.fill(
    rectangle(0, 0, s.w, s.h),
    linear([0, 0], [0, s.h], [0, darker(p.sky[0], 0.45)], [0.7, p.sky[0]], [1, p.sky[1]]),
  );
  stars(s, 110, 0.95);
  const radius = Math.max(s.w, s.h) * 0.95;
  const [x, y] = [s.w * between(s, 0.25, 0.75), s.h * 0.66 + radius];
  canvas.fill(
    circle(x, y, radius * 1.09),
    radial([x, y], radius * 1.09, [0, fade(p.light, 0.9)], [0.91, fade(p.light, 0.75)], [1, fade(p.light, 0)]),
  );
  canvas.fill(circle(x, y, radius), linear([0, y - radius], [0, s.h], [0, p.sky[2]], [0.25, p.accent], [1, p.near]));
  const [mx, my, size] = [s.w * between(s, 0.25, 0.75), s.h * between(s, 0.22, 0.36), s.u * between(s, 0.08, 0.14)];
  canvas.fill(circle(mx, my, size), flat(p.light));
  canvas.fill(circle(mx + size * 0.4, my - size * 0.14, size * 0.94), flat(darker(p.sky[0], 0.32)));
  for (let i = 0; i < 3; i += 1) {
    const t = between(s, 0.1, 0.9);
    canvas.fill(circle(s.w * t, s.h * between(s, 0.1, 0.5), s.u * between(s, 0.008, 0.016)), flat(p.accent));
  }
};

/** A ringed planet. */
export const planet: Scene = (s) => {
  const { canvas, p } = s;
  canvas.fill(rectangle(0, 0, s.w, s.h), linear([0, 0], [0, s.h], [0, darker(p.sky[0], 0.3)], [1, p.sky[1]]));
  stars(s, 90, 1);
  const [x, y, radius] = [s.w * 0.5, s.h * between(s, 0.38, 0.44), s.u * between(s, 0.22, 0.27)];
  const tilt = between(s, -0.5, -0.3);
  const band = (size: number, from: number, to: number): Point[] =>
    arcPoints(0, 0, radius * size, radius * size * 0.28, from, to).map(([px, py]) => [
      x + px * Math.cos(tilt) - py * Math.sin(tilt),
      y + px * Math.sin(tilt) + py * Math.cos(tilt),
    ]);
  const half = (from: number, to: number): void => {
    for (const [outer, inner, colour] of [
      [2, 1.72, p.light],
      [1.66, 1.5, p.accent],
      [1.44, 1.34, p.far],
    ] as const) {
      canvas.fill(polygon(...band(outer, from, to), ...band(inner, to, from)), flat(fade(colour, 0.92)));
    }
  };
  half(180, 360);
  canvas.fill(
    circle(x, y, radius),
    linear([x - radius, y - radius], [x + radius, y + radius], [0, p.sky[2]], [0.55, p.accent], [1, p.near]),
  );
  for (let i = 0; i < 4; i += 1) {
    const dy = radius * (-0.5 + 0.32 * i);
    const w = Math.sqrt(Math.max(0, radius * radius - dy * dy));
    canvas.fill(ellipse(x, y + dy, w * 0.98, radius * between(s, 0.03, 0.08)), flat(fade(p.paper, 0.14)));
  }
  half(0, 180);
  hills(s, s.h * 0.9, s.h * 0.1, layer(s, 0.5), 1.2);
  hills(s, s.h * 0.99, s.h * 0.1, layer(s, 1), 0.9);
};

/** Quarter circles on a grid, as on the wall of a school of design. */
export const circles: Scene = (s) => {
  const { canvas, p } = s;
  const columns = s.w > s.h ? 6 : 4;
  const cell = s.w / columns;
  const colours = [p.paper, p.accent, p.far, p.near, p.sky[1], p.sky[2], p.light];
  for (let row = 0; row * cell < s.h; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [x, y] = [column * cell, row * cell];
      const [ground, figure] = s.r.sample(colours, 2);
      if (ground === undefined || figure === undefined) continue;
      canvas.fill(rectangle(x, y, cell + 0.5, cell + 0.5), flat(ground));
      const [cx, cy] = s.r.pick([
        [x, y],
        [x + cell, y],
        [x, y + cell],
        [x + cell, y + cell],
      ] as const);
      const kind = s.r.int(0, 4);
      const start = (cx === x ? 0 : 90) + (cy === y ? 0 : cx === x ? 270 : 90);
      if (kind <= 1) canvas.fill(slice(cx, cy, cell, start, start + 90), flat(figure));
      else if (kind === 2) canvas.fill(circle(x + cell / 2, y + cell / 2, cell * 0.36), flat(figure));
      else if (kind === 3) {
        canvas.fill(slice(cx, cy, cell, start, start + 90), flat(figure));
        canvas.fill(slice(cx, cy, cell * 0.5, start, start + 90), flat(ground));
      } else canvas.fill(polygon([x, y + cell], [x + cell, y + cell], [cx, y]), flat(figure));
    }
  }
};

/** A sun cut into slats. */
export const sun: Scene = (s) => {
  const { canvas, p } = s;
  sky(s, 1);
  const [x, y, radius] = [s.w / 2, s.h * between(s, 0.42, 0.48), s.u * between(s, 0.33, 0.38)];
  canvas.fill(
    circle(x, y, radius * 1.9),
    radial([x, y], radius * 1.9, [0, fade(p.light, 0.45)], [1, fade(p.light, 0)]),
  );
  const slats = 9;
  for (let i = 0; i < slats; i += 1) {
    const t = i / slats;
    const [top, bottom] = [-1 + 2 * t, -1 + 2 * t + (2 / slats) * (1 - t * 0.62)];
    const points: Point[] = [];
    for (let k = 0; k <= 10; k += 1) {
      const v = top + ((bottom - top) * k) / 10;
      points.push([x + radius * Math.sqrt(Math.max(0, 1 - v * v)), y + radius * v]);
    }
    const mirrored = [...points].reverse().map(([px, py]): Point => [2 * x - px, py]);
    canvas.fill(polygon(...points, ...mirrored), linear([0, y - radius], [0, y + radius], [0, p.light], [1, p.accent]));
  }
  hills(s, s.h * 0.86, s.h * 0.1, layer(s, 0.3), 1.1);
  hills(s, s.h * 0.98, s.h * 0.14, layer(s, 1), 0.8);
};

/** A balloon over the hills. */
export const balloon: Scene = (s) => {
  const { canvas, p } = s;
  sky(s, 0.85);
  for (let i = 0; i < 5; i += 1)
    cloud(s, s.w * between(s, 0, 1), s.h * between(s, 0.12, 0.6), s.u * between(s, 0.05, 0.1));
  const [x, y, radius] = [s.w * between(s, 0.42, 0.58), s.h * between(s, 0.34, 0.4), s.u * between(s, 0.2, 0.25)];
  const gores = [1, 0.74, 0.42, 0.14];
  for (const [i, part] of gores.entries()) {
    const colour = i % 2 ? p.paper : p.accent;
    const dome = arcPoints(x, y, radius * part, radius, 165, 375);
    canvas.fill(
      polygon(...dome, [x + radius * 0.2 * part, y + radius * 1.28], [x - radius * 0.2 * part, y + radius * 1.28]),
      flat(colour),
    );
  }
  canvas.fill(
    polygon(...arcPoints(x, y, radius, radius, -80, 15), [x + radius * 0.2, y + radius * 1.28], [x, y + radius * 1.28]),
    linear([x, y], [x + radius, y], [0, fade(p.near, 0)], [1, fade(p.near, 0.3)]),
  );
  const pen = Math.max(0.8, s.u * 0.004);
  for (const side of [-1, 1])
    canvas.fill(
      [
        [
          x + side * radius * 0.19,
          y + radius * 1.26,
          x + side * radius * 0.12,
          y + radius * 1.52,
          x + side * radius * 0.12 + pen,
          y + radius * 1.52,
          x + side * radius * 0.19 + pen,
          y + radius * 1.26,
        ],
      ],
      flat(p.near),
    );
  canvas.fill(rectangle(x - radius * 0.14, y + radius * 1.5, radius * 0.28, radius * 0.2), flat(p.near));
  hills(s, s.h * 0.8, s.h * 0.1, layer(s, 0.1), 1.4);
  hills(s, s.h * 0.9, s.h * 0.1, layer(s, 0.5), 1.1);
  hills(s, s.h, s.h * 0.1, layer(s, 0.95), 0.8);
};

function cloud(s: Sketch, x: number, y: number, size: number): void {
  const tint = flat(fade(s.p.paper, 0.55));
  for (const [dx, part] of [
    [-1, 0.55],
    [0, 0.85],
    [1, 0.6],
  ] as const) {
    s.canvas.fill(slice(x + dx * size * 0.75, y, size * part, 180, 360), tint);
  }
}

/** Cubes in parallel projection, one of them different. */
export const grid: Scene = (s) => {
  const { canvas, p } = s;
  canvas.fill(rectangle(0, 0, s.w, s.h), linear([0, 0], [0, s.h], [0, p.sky[1]], [1, p.sky[0]]));
  const size = s.u / between(s, 4.6, 6.4);
  const [dx, dy] = [size * 0.866, size * 0.5];
  const chosen = s.r.int(18, 34);
  let n = 0;
  for (let row = -1; row * dy * 3 < s.h + size * 2; row += 1) {
    for (let column = -1; column * dx * 2 < s.w + size; column += 1) {
      const x = column * dx * 2 + (row % 2 ? dx : 0);
      const y = row * dy * 3;
      n += 1;
      const tone =
        n === chosen ? p.accent : mix(p.far, p.near, Math.min(1, Math.max(0, y / s.h + between(s, -0.15, 0.15))));
      canvas.fill(
        polygon([x, y - size], [x + dx, y - dy], [x, y], [x - dx, y - dy]),
        flat(lighter(tone, n === chosen ? 0.3 : 0.34)),
      );
      canvas.fill(polygon([x - dx, y - dy], [x, y], [x, y + size], [x - dx, y + dy]), flat(tone));
      canvas.fill(polygon([x + dx, y - dy], [x, y], [x, y + size], [x + dx, y + dy]), flat(darker(tone, 0.32)));
    }
  }
};

/** Nested arcs from a corner: a record sleeve. */
export const arcs: Scene = (s) => {
  const { canvas, p } = s;
  canvas.fill(rectangle(0, 0, s.w, s.h), flat(p.paper));
  const [x, y] = s.r.pick([
    [0, s.h],
    [s.w, s.h],
    [s.w / 2, s.h],
  ] as const);
  const colours = [p.near, p.accent, p.far, p.light, p.sky[1], p.sky[2]];
  const count = 9;
  for (let i = count; i >= 1; i -= 1)
    canvas.fill(circle(x, y, (s.h * 1.05 * i) / count), flat(colours[i % colours.length] ?? p.near));
  orb(s, s.w - x + (x === s.w / 2 ? 0 : (x - s.w / 2) * 0.4), s.h * 0.22, s.u * 0.09, 1, p.accent);
};

/** Vertical bars like a sound seen from the side. */
export const bars: Scene = (s) => {
  const { canvas, p } = s;
  canvas.fill(rectangle(0, 0, s.w, s.h), linear([0, 0], [0, s.h], [0, p.sky[0]], [1, p.near]));
  const count = s.r.int(11, 17);
  const w = s.w / (count * 1.5 + 0.5);
  for (let i = 0; i < count; i += 1) {
    const height = s.h * (0.12 + 0.55 * Math.abs(Math.sin(i * 0.55 + between(s, 0, 0.7))) * between(s, 0.5, 1));
    const x = w * 0.5 + i * w * 1.5;
    const y = (s.h - height) / 2;
    const tint = mix(p.accent, p.sky[2], i / count);
    canvas.fill(rectangle(x, y, w, height), flat(tint));
    canvas.fill(slice(x + w / 2, y + 0.5, w / 2, 180, 360), flat(tint));
    canvas.fill(slice(x + w / 2, y + height - 0.5, w / 2, 0, 180), flat(tint));
  }
};

/** Rings around nothing. */
export const target: Scene = (s) => {
  const { canvas, p } = s;
  canvas.fill(rectangle(0, 0, s.w, s.h), linear([0, 0], [s.w, s.h], [0, p.sky[1]], [1, p.sky[0]]));
  const [x, y] = [s.w * between(s, 0.35, 0.65), s.h * between(s, 0.38, 0.6)];
  for (let i = 8; i >= 1; i -= 1) {
    const radius = (s.u * 0.5 * i) / 8;
    canvas.fill(
      ring(x, y, radius, radius * 0.92, s.r.int(0, 360), s.r.int(400, 700)),
      flat(i % 3 === 0 ? p.accent : fade(p.light, 0.85)),
    );
  }
  canvas.fill(circle(x, y, s.u * 0.05), flat(p.accent));
};
