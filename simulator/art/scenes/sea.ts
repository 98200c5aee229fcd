import { flat, linear } from '../canvas.ts';
import { darker, fade, lighter, mix, WHITE } from '../colour.ts';
import { arcPoints, below, circle, type Path, type Point, rectangle, ring, slice } from '../path.ts';
import { between, bird, haze, hills, layer, orb, ridge, type Scene, type Sketch, sky, stars, water } from './sketch.ts';

/** A low sun over open water. */
export const sea: Scene = (s) => {
  const horizon = s.h * between(s, 0.56, 0.66);
  const x = s.w * between(s, 0.3, 0.7);
  sky(s, horizon / s.h);
  orb(s, x, horizon - s.u * between(s, -0.02, 0.1), s.u * between(s, 0.17, 0.25));
  if (s.r.chance(0.6)) ridge(s, horizon, s.h * 0.07, mix(s.p.far, s.p.sky[2], 0.35), 0.5, 4);
  water(s, horizon, x, 0.2);
  for (let i = 0; i < 4; i += 1) {
    bird(s, s.w * between(s, 0.1, 0.9), s.h * between(s, 0.18, 0.42), s.u * between(s, 0.015, 0.035), s.p.near);
  }
};

const sail = (x: number, foot: number, size: number): Path => [
  [x + size * 0.04, foot - size * 1.35, x + size * 0.62, foot - size * 0.12, x + size * 0.04, foot - size * 0.12],
  [x - size * 0.05, foot - size * 1.15, x - size * 0.05, foot - size * 0.12, x - size * 0.42, foot - size * 0.12],
];

const hull = (x: number, foot: number, size: number): Path => [
  [
    x - size * 0.66,
    foot - size * 0.08,
    x + size * 0.78,
    foot - size * 0.08,
    x + size * 0.5,
    foot + size * 0.17,
    x - size * 0.45,
    foot + size * 0.17,
  ],
];

/** One small boat, its sail against the light. */
export const boat: Scene = (s) => {
  const horizon = s.h * between(s, 0.58, 0.66);
  const x = s.w * between(s, 0.38, 0.62);
  const sun = x + s.w * between(s, -0.16, 0.16);
  sky(s, horizon / s.h);
  orb(s, sun, horizon - s.u * 0.16, s.u * 0.2);
  if (s.r.chance(0.5)) hills(s, horizon, s.h * 0.06, mix(s.p.far, s.p.sky[2], 0.3), 1.4);
  water(s, horizon, sun, 0.17);
  const size = s.u * between(s, 0.2, 0.27);
  const foot = horizon + s.h * 0.055;
  const reflection = sail(x, 0, size).map((outline) =>
    outline.map((v, i) => (i % 2 ? foot + size * 0.3 - v * 0.55 : v)),
  );
  s.canvas.fill(reflection, linear([0, foot], [0, foot + size], [0, fade(s.p.paper, 0.3)], [1, fade(s.p.paper, 0)]));
  s.canvas.fill(sail(x, foot, size), flat(s.p.paper));
  s.canvas.fill([sail(x, foot, size)[1] ?? []], flat(s.p.accent));
  s.canvas.fill(hull(x, foot, size), flat(s.p.near));
};

function tower(s: Sketch, x: number, foot: number, height: number): void {
  const { canvas, p } = s;
  const wide = height * 0.13;
  const narrow = height * 0.085;
  const top = foot - height;
  const edge = (t: number): number => wide + (narrow - wide) * t;
  canvas.fill([[x - wide, foot, x - narrow, top, x + narrow, top, x + wide, foot]], flat(p.paper));
  const bands = 5;
  for (let i = 0; i < bands; i += 2) {
    const [a, b] = [(i + 0.5) / bands, (i + 1.5) / bands];
    const [ya, yb] = [foot - height * a, foot - height * Math.min(1, b)];
    canvas.fill([[x - edge(a), ya, x - edge(b), yb, x + edge(b), yb, x + edge(a), ya]], flat(p.accent));
  }
  canvas.fill(
    [[x, foot, x, top, x + narrow, top, x + wide, foot]],
    linear([x, 0], [x + wide, 0], [0, fade(p.near, 0)], [1, fade(p.near, 0.45)]),
  );
  canvas.fill(rectangle(x - narrow * 1.5, top - height * 0.025, narrow * 3, height * 0.03), flat(p.near));
  canvas.fill(rectangle(x - narrow * 0.8, top - height * 0.12, narrow * 1.6, height * 0.1), flat(p.light));
  canvas.fill(
    [[x - narrow * 1.2, top - height * 0.12, x, top - height * 0.22, x + narrow * 1.2, top - height * 0.12]],
    flat(p.near),
  );
}

/** A lighthouse on its rock, its beam over the sea. */
export const lighthouse: Scene = (s) => {
  const horizon = s.h * 0.68;
  const left = s.r.chance(0.5);
  const x = s.w * (left ? between(s, 0.26, 0.36) : between(s, 0.64, 0.74));
  const height = s.h * between(s, 0.38, 0.46);
  const foot = horizon - s.h * 0.015;
  sky(s, 0.75);
  stars(s, 40, 0.45);
  const lamp: Point = [x, foot - height * 1.07];
  for (const [angle, side] of [
    [7, left ? 1 : -1],
    [5, left ? -1 : 1],
  ] as const) {
    const length = s.w + s.h;
    const rise = Math.tan((angle * Math.PI) / 180) * length;
    const far = lamp[0] + side * length;
    const drop = s.h * 0.1;
    s.canvas.fill(
      [[lamp[0], lamp[1], far, lamp[1] - rise + drop, far, lamp[1] + rise + drop]],
      linear(lamp, [lamp[0] + side * s.w * 0.9, lamp[1]], [0, fade(s.p.light, 0.75)], [1, fade(s.p.light, 0)]),
    );
  }
  water(s, horizon, x, 0.1);
  const rock: Point[] = [
    [left ? -s.w * 0.05 : x - s.w * 0.34, horizon + s.h * 0.08],
    [x - s.w * 0.2, horizon + s.h * 0.015],
    [x - s.w * 0.1, foot],
    [x + s.w * 0.1, foot],
    [x + s.w * 0.2, horizon + s.h * 0.02],
    [left ? x + s.w * 0.34 : s.w * 1.05, horizon + s.h * 0.08],
  ];
  s.canvas.fill(below(rock, horizon + s.h * 0.11), flat(s.p.near));
  tower(s, x, foot + 1, height);
};

/** Rows of scallops, as on old prints, under a large moon. */
export const waves: Scene = (s) => {
  sky(s, 0.55);
  orb(s, s.w * between(s, 0.35, 0.65), s.h * between(s, 0.26, 0.32), s.u * 0.21, 2.2);
  const rows = 9;
  const radius = s.w / between(s, 3.6, 5);
  for (let row = 0; row < rows; row += 1) {
    const y = s.h * 0.5 + (s.h * 0.58 * row) / rows + radius * 0.4;
    const shift = (row % 2) * radius;
    const base = layer(s, row / (rows - 1));
    for (let x = -radius + shift; x < s.w + radius * 2; x += radius * 2) {
      for (const [i, part] of [1, 0.8, 0.6, 0.4, 0.2].entries()) {
        const tint = i % 2 ? lighter(base, 0.16 + 0.1 * (1 - row / rows)) : base;
        s.canvas.fill(circle(x, y, radius * part), flat(i === 4 && row % 3 === 0 ? s.p.accent : tint));
      }
    }
  }
};

/** A lone island and the rings of its calm. */
export const island: Scene = (s) => {
  const horizon = s.h * between(s, 0.54, 0.6);
  const x = s.w * between(s, 0.4, 0.6);
  sky(s, horizon / s.h);
  orb(s, x + s.w * between(s, -0.2, 0.2), horizon - s.u * 0.2, s.u * 0.16);
  water(s, horizon, x, 0.06);
  for (let i = 5; i >= 1; i -= 1) {
    const size = s.w * 0.1 * i;
    const half = arcPoints(x, horizon, size * 1.25, size * 0.42, 0, 180);
    s.canvas.fill([half.flat()], flat(fade(i % 2 ? s.p.far : s.p.sky[2], 0.28)));
  }
  const land: Point[] = [];
  for (let i = 0; i <= 20; i += 1) {
    const t = i / 20;
    land.push([
      x - s.w * 0.24 + s.w * 0.48 * t,
      horizon - s.h * 0.15 * Math.sin(t * Math.PI) ** 1.4 - s.h * 0.06 * Math.sin(t * 9) ** 2 * Math.sin(t * Math.PI),
    ]);
  }
  s.canvas.fill(
    below(land, horizon),
    linear([0, horizon - s.h * 0.2], [0, horizon], [0, s.p.near], [1, darker(s.p.near, 0.3)]),
  );
  s.canvas.fill(
    [land.flatMap(([px, py]) => [px, horizon + (horizon - py) * 0.6])],
    linear([0, horizon], [0, horizon + s.h * 0.12], [0, fade(s.p.near, 0.7)], [1, fade(s.p.near, 0)]),
  );
  const mast = x + s.w * between(s, -0.06, 0.06);
  s.canvas.fill(rectangle(mast, horizon - s.h * 0.27, Math.max(1, s.u * 0.006), s.h * 0.12), flat(s.p.near));
  s.canvas.fill(
    [[mast, horizon - s.h * 0.27, mast + s.w * 0.07, horizon - s.h * 0.255, mast, horizon - s.h * 0.238]],
    flat(s.p.accent),
  );
};

/** A suspension bridge at dusk. */
export const bridge: Scene = (s) => {
  const horizon = s.h * 0.68;
  const sun = s.w * between(s, 0.35, 0.65);
  sky(s, 0.7);
  orb(s, sun, horizon - s.u * 0.2, s.u * 0.22);
  ridge(s, horizon, s.h * 0.09, mix(s.p.far, s.p.sky[2], 0.35), 0.5, 4);
  water(s, horizon, sun, 0.16);
  const deck = horizon - s.h * 0.06;
  const top = horizon - s.h * 0.42;
  const towers = [s.w * 0.24, s.w * 0.76];
  const ink = s.p.near;
  const thin = Math.max(0.8, s.u * 0.005);
  const cable = (t: number): number => deck - s.h * 0.03 - (deck - s.h * 0.03 - top) * (2 * t - 1) ** 2;
  for (let i = 0; i <= 26; i += 1) {
    const t = i / 26;
    const x = (towers[0] ?? 0) + ((towers[1] ?? 0) - (towers[0] ?? 0)) * t;
    s.canvas.fill(rectangle(x, cable(t), thin * 0.7, deck - cable(t)), flat(fade(ink, 0.85)));
    const next = (i + 1) / 26;
    if (i < 26) {
      const nx = (towers[0] ?? 0) + ((towers[1] ?? 0) - (towers[0] ?? 0)) * next;
      s.canvas.fill(
        [[x, cable(t) - thin, nx, cable(next) - thin, nx, cable(next) + thin, x, cable(t) + thin]],
        flat(ink),
      );
    }
  }
  for (const [x, edge] of [
    [towers[0] ?? 0, 0],
    [towers[1] ?? 0, s.w],
  ] as const) {
    s.canvas.fill(
      [[x, top - thin, edge, deck - s.h * 0.04, edge, deck - s.h * 0.04 + thin * 2, x, top + thin]],
      flat(ink),
    );
    s.canvas.fill(rectangle(x - s.u * 0.022, top - s.h * 0.02, s.u * 0.044, horizon - top + s.h * 0.05), flat(ink));
    s.canvas.fill(rectangle(x - s.u * 0.008, top + s.h * 0.03, s.u * 0.016, s.h * 0.14), flat(s.p.sky[1]));
  }
  s.canvas.fill(rectangle(0, deck, s.w, s.h * 0.018), flat(ink));
};

/** Slanting rain, and one umbrella under it. */
export const rain: Scene = (s) => {
  sky(s, 1);
  haze(s, s.h * 0.3, s.h * 0.6, s.p.light, 0.18);
  for (let i = 0; i < 80; i += 1) {
    const x = s.w * between(s, -0.2, 1.1);
    const y = s.h * between(s, -0.1, 0.95);
    const length = s.u * between(s, 0.05, 0.14);
    const thick = Math.max(0.7, s.u * 0.0035);
    s.canvas.fill(
      [[x, y, x + thick, y, x + length * 0.35 + thick, y + length, x + length * 0.35, y + length]],
      flat(fade(WHITE, between(s, 0.12, 0.4))),
    );
  }
  const [x, y, radius] = [s.w * between(s, 0.42, 0.58), s.h * 0.62, s.u * 0.29];
  s.canvas.fill(slice(x, y, radius, 180, 360), flat(s.p.accent));
  const ribs = 4;
  for (let i = 0; i < ribs; i += 1) {
    const cx = x - radius + (radius * (2 * i + 1)) / ribs;
    s.canvas.fill(slice(cx, y + 0.5, radius / ribs, 180, 360), flat(mix(s.p.sky[1], s.p.sky[2], 0.62)));
    if (i % 2)
      s.canvas.fill([[x, y - radius, cx - radius / ribs, y, cx + radius / ribs, y]], flat(fade(s.p.near, 0.18)));
  }
  s.canvas.fill(rectangle(x - s.u * 0.006, y - radius * 1.1, s.u * 0.012, radius * 2), flat(s.p.near));
  s.canvas.fill(ring(x + s.u * 0.045, y + radius * 0.9, s.u * 0.051, s.u * 0.039, 0, 180), flat(s.p.near));
};
