import { flat, linear } from '../canvas.ts';
import { darker, fade, lighter, mix, WHITE } from '../colour.ts';
import { below, circle, type Path, type Point, polygon, rectangle } from '../path.ts';
import {
  between,
  bird,
  conifer,
  cottage,
  haze,
  heightAt,
  hillLine,
  hills,
  layer,
  orb,
  ridge,
  type Scene,
  type Sketch,
  sky,
  stars,
} from './sketch.ts';

/** Ridge behind ridge, paler with the distance. */
export const mountains: Scene = (s) => {
  sky(s, 0.62);
  orb(s, s.w * between(s, 0.28, 0.72), s.h * between(s, 0.22, 0.36), s.u * between(s, 0.1, 0.17), 3);
  const ranges = 4;
  for (let i = 0; i < ranges; i += 1) {
    const t = i / (ranges - 1);
    const base = s.h * (0.6 + 0.17 * i);
    const height = s.h * (0.26 - 0.035 * i) * between(s, 0.85, 1.2);
    const points = ridge(s, base, height, layer(s, t * 0.95), 0.5, 2 + i);
    if (i === 0) snowCaps(s, points, base - height * 0.62);
  }
  for (let i = 0; i < 9; i += 1)
    conifer(s, s.w * between(s, 0, 1), s.h * 1.02, s.h * between(s, 0.06, 0.13), darker(s.p.near, 0.25));
};

/** The parts of a ridge above a height, in the light: one shape for every summit. */
function snowCaps(s: Sketch, points: readonly Point[], limit: number): void {
  const ragged = (x: number, i: number): number => limit + s.u * (0.022 * Math.sin(x * 0.9) + (i % 2 ? 0.02 : -0.012));
  let run: Point[] = [];
  const flush = (): void => {
    if (run.length > 2) {
      const foot = run.map(([x, y], i): Point => [x, Math.max(y, ragged(x, i))]).reverse();
      s.canvas.fill(polygon(...run, ...foot), flat(fade(lighter(s.p.light, 0.35), 0.85)));
    }
    run = [];
  };
  for (const point of points) {
    if (point[1] < limit) run.push(point);
    else flush();
  }
  flush();
}

/** An enormous moon behind a hill with a few trees. */
export const moon: Scene = (s) => {
  sky(s, 0.95);
  stars(s, 60, 0.6);
  const [x, y, radius] = [s.w * between(s, 0.4, 0.6), s.h * between(s, 0.4, 0.46), s.u * between(s, 0.3, 0.36)];
  orb(s, x, y, radius, 1.6);
  for (let i = 0; i < 7; i += 1) {
    const angle = between(s, 0, 6.28);
    const distance = radius * between(s, 0.1, 0.72);
    const size = radius * between(s, 0.05, 0.17);
    s.canvas.fill(
      circle(x + Math.cos(angle) * distance, y + Math.sin(angle) * distance, size),
      flat(fade(s.p.sky[1], 0.13)),
    );
  }
  hills(s, s.h * 0.76, s.h * 0.1, layer(s, 0.45), 1.2);
  const front = hills(s, s.h * 0.88, s.h * 0.13, layer(s, 1), 0.9);
  for (let i = 0; i < 6; i += 1) {
    const at = s.w * between(s, 0.08, 0.92);
    conifer(s, at, heightAt(front, at) + s.h * 0.01, s.h * between(s, 0.06, 0.14), layer(s, 1));
  }
};

/** Trunks and mist, and the light behind them. */
export const forest: Scene = (s) => {
  sky(s, 0.8);
  orb(s, s.w * between(s, 0.35, 0.65), s.h * 0.36, s.u * 0.19, 2.8);
  const rows = 4;
  for (let row = 0; row < rows; row += 1) {
    const t = row / (rows - 1);
    const foot = s.h * (0.66 + 0.13 * row);
    const colour = layer(s, t);
    const count = 13 - row * 2;
    for (let i = 0; i <= count; i += 1) {
      const x = (s.w * (i + between(s, -0.3, 0.3))) / count;
      conifer(s, x, foot + s.h * 0.01, s.h * (0.2 + 0.1 * row) * between(s, 0.7, 1.15), colour);
    }
    s.canvas.fill(rectangle(0, foot, s.w, s.h - foot), flat(colour));
    if (row < rows - 1) haze(s, foot - s.h * 0.16, s.h * 0.3, s.p.sky[2], 0.5);
  }
};

/** Dunes with a sharp edge between sun and shadow. */
export const desert: Scene = (s) => {
  sky(s, 0.6);
  orb(s, s.w * between(s, 0.25, 0.75), s.h * between(s, 0.26, 0.38), s.u * 0.14);
  for (let i = 0; i < 4; i += 1) {
    const t = i / 3;
    const base = s.h * (0.62 + 0.13 * i);
    const line = hillLine(s, base, s.h * 0.16, 0.7 + 0.15 * i);
    const sunny = mix(mix(s.p.sky[2], s.p.far, 0.35 + t * 0.5), s.p.accent, 0.12);
    s.canvas.fill(below(line, s.h), flat(sunny));
    const crest = line.reduce((best, point, at) => (point[1] < (line[best]?.[1] ?? 0) ? at : best), 0);
    const lee: Point[] = line.slice(crest).map(([x, y], at): Point => [x, y + at * at * s.h * 0.00006]);
    const top = line[crest];
    if (top !== undefined) {
      const foot: Point = [top[0] + s.w * 0.12, s.h];
      s.canvas.fill(polygon(...lee, [s.w, s.h], foot, top), flat(mix(sunny, s.p.near, 0.34 + t * 0.2)));
    }
  }
};

/** A road to the horizon. */
export const road: Scene = (s) => {
  const horizon = s.h * between(s, 0.5, 0.58);
  const x = s.w * between(s, 0.42, 0.58);
  sky(s, horizon / s.h);
  orb(s, x, horizon - s.u * 0.03, s.u * between(s, 0.16, 0.22));
  ridge(s, horizon, s.h * 0.1, layer(s, 0.15), 0.5, 3);
  s.canvas.fill(
    rectangle(0, horizon, s.w, s.h - horizon),
    linear([0, horizon], [0, s.h], [0, layer(s, 0.35)], [1, layer(s, 0.85)]),
  );
  const half = s.w * 0.52;
  s.canvas.fill(
    [[x - s.w * 0.012, horizon, x + s.w * 0.012, horizon, x + half, s.h, x - half, s.h]],
    flat(darker(s.p.near, 0.1)),
  );
  for (let i = 0; i < 9; i += 1) {
    const [a, b] = [((i + 0.1) / 9) ** 2.1, ((i + 0.6) / 9) ** 2.1];
    const [ya, yb] = [horizon + (s.h - horizon) * a, horizon + (s.h - horizon) * b];
    const [wa, wb] = [s.w * 0.018 * a + 0.4, s.w * 0.018 * b + 0.4];
    s.canvas.fill([[x - wa, ya, x + wa, ya, x + wb, yb, x - wb, yb]], flat(s.p.light));
  }
  for (const side of [-1, 1]) {
    for (let i = 0; i < 5; i += 1) {
      const t = ((i + 0.8) / 5) ** 2;
      const [px, py] = [x + side * s.w * (0.03 + 0.6 * t), horizon + (s.h - horizon) * t * 0.75];
      const height = s.h * (0.03 + 0.3 * t);
      s.canvas.fill(rectangle(px, py - height, Math.max(0.8, s.u * 0.011 * t + 0.5), height), flat(s.p.near));
      s.canvas.fill(
        rectangle(px - s.u * 0.05 * t, py - height * 0.92, s.u * 0.1 * t + 1, Math.max(0.8, s.u * 0.007 * t)),
        flat(s.p.near),
      );
    }
  }
};

/** One house, one lamp, a lot of sky. */
export const house: Scene = (s) => {
  sky(s, 0.9);
  stars(s, 50, 0.5);
  orb(s, s.w * between(s, 0.2, 0.8), s.h * between(s, 0.18, 0.28), s.u * 0.09, 3);
  hills(s, s.h * 0.72, s.h * 0.12, layer(s, 0.3), 1.3);
  const front = hills(s, s.h * 0.86, s.h * 0.15, layer(s, 0.85), 0.8);
  const x = s.w * between(s, 0.35, 0.65);
  const size = s.u * between(s, 0.2, 0.27);
  const foot = heightAt(front, x) + s.h * 0.02;
  cottage(s, x, foot, size, darker(s.p.near, 0.15), darker(s.p.near, 0.5), s.p.accent);
  const tree = x + size * between(s, 1, 1.4) * (s.r.chance(0.5) ? 1 : -1);
  conifer(s, tree, heightAt(front, tree) + s.h * 0.015, size * 1.5, darker(s.p.near, 0.3));
};

/** Furrows that meet at the horizon. */
export const fields: Scene = (s) => {
  const horizon = s.h * between(s, 0.5, 0.56);
  const x = s.w * between(s, 0.3, 0.7);
  sky(s, horizon / s.h);
  orb(s, s.w - x, horizon - s.u * 0.12, s.u * 0.17);
  hills(s, horizon + s.h * 0.01, s.h * 0.06, layer(s, 0.2), 1.6);
  const stripes = 18;
  const [light, dark] = [mix(s.p.sky[2], s.p.far, 0.45), mix(s.p.far, s.p.near, 0.55)];
  for (let i = 0; i < stripes; i += 1) {
    const at = (n: number): number => s.w * (-1.2 + (3.4 * n) / stripes);
    s.canvas.fill(
      [[x, horizon, at(i), s.h, at(i + 1), s.h]],
      linear([0, horizon], [0, s.h], [0, mix(light, dark, 0.3)], [1, i % 2 ? light : dark]),
    );
  }
  for (let i = 0; i < 5; i += 1) {
    const px = s.w * (0.1 + 0.2 * i + between(s, -0.05, 0.05));
    const height = s.h * between(s, 0.06, 0.12);
    s.canvas.fill(poplar(px, horizon, height), flat(s.p.near));
  }
  cottage(s, s.w * between(s, 0.2, 0.8), horizon + s.h * 0.012, s.u * 0.07, s.p.paper, s.p.accent, s.p.near);
};

/** A poplar. */
const poplar = (x: number, foot: number, height: number): Path => [
  [
    x,
    foot - height,
    x + height * 0.14,
    foot - height * 0.45,
    x + height * 0.05,
    foot,
    x - height * 0.05,
    foot,
    x - height * 0.14,
    foot - height * 0.45,
  ],
];

/** A river that finds its way between the hills. */
export const river: Scene = (s) => {
  const horizon = s.h * 0.46;
  sky(s, 0.5);
  orb(s, s.w * 0.52, horizon - s.u * 0.1, s.u * 0.16);
  ridge(s, horizon + s.h * 0.02, s.h * 0.16, layer(s, 0.1), 0.5, 3);
  s.canvas.fill(
    rectangle(0, horizon, s.w, s.h - horizon),
    linear([0, horizon], [0, s.h], [0, layer(s, 0.3)], [1, layer(s, 0.9)]),
  );
  const sway = between(s, 0.16, 0.24);
  const bank = (side: number): Point[] =>
    Array.from({ length: 41 }, (_, i): Point => {
      const t = i / 40;
      const middle = s.w * (0.52 + sway * Math.sin(t * 7.2) * t ** 0.6);
      return [middle + side * s.w * (0.006 + 0.2 * t ** 1.7), horizon + (s.h - horizon) * t ** 1.25];
    });
  s.canvas.fill(
    polygon(...bank(-1), ...bank(1).reverse()),
    linear([0, horizon], [0, s.h], [0, s.p.light], [0.4, s.p.sky[2]], [1, s.p.sky[1]]),
  );
  for (let i = 0; i < 12; i += 1) {
    const t = between(s, 0.1, 1);
    const side = s.r.chance(0.5) ? 1 : -1;
    const x = s.w * (0.52 + side * between(s, 0.3, 0.5));
    conifer(s, x, horizon + (s.h - horizon) * t, s.h * (0.04 + 0.14 * t), layer(s, 0.6 + 0.4 * t));
  }
};

/** Snow on everything and in the air. */
export const snow: Scene = (s) => {
  sky(s, 0.7);
  orb(s, s.w * between(s, 0.3, 0.7), s.h * 0.28, s.u * 0.12, 3);
  ridge(s, s.h * 0.62, s.h * 0.2, mix(layer(s, 0.1), WHITE, 0.25), 0.5, 3);
  const white = mix(s.p.sky[2], WHITE, 0.72);
  hills(s, s.h * 0.72, s.h * 0.1, mix(white, s.p.far, 0.28), 1.2);
  const row = s.h * 0.73;
  for (let i = 0; i < 9; i += 1)
    conifer(s, s.w * between(s, 0.02, 0.98), row, s.h * between(s, 0.06, 0.14), layer(s, 0.8));
  const line = hillLine(s, s.h * 0.84, s.h * 0.12, 0.7);
  s.canvas.fill(below(line, s.h), linear([0, s.h * 0.7], [0, s.h], [0, white], [1, mix(white, s.p.far, 0.4)]));
  const x = s.w * between(s, 0.3, 0.7);
  cottage(s, x, heightAt(line, x) + s.h * 0.015, s.u * 0.15, s.p.near, s.p.accent, s.p.light);
  for (let i = 0; i < 60; i += 1) {
    const size = Math.max(0.6, s.u * between(s, 0.002, 0.007));
    s.canvas.fill(circle(s.w * s.r.next(), s.h * s.r.next(), size), flat(fade(WHITE, between(s, 0.3, 0.9))));
  }
};

/** A flock across a great sun. */
export const birds: Scene = (s) => {
  sky(s, 0.85);
  const [x, y] = [s.w * between(s, 0.42, 0.58), s.h * between(s, 0.38, 0.44)];
  orb(s, x, y, s.u * 0.31, 1.7);
  for (let i = 0; i < 15; i += 1) {
    const t = i / 14;
    const arm = i % 2 ? 1 : -1;
    const size = s.u * (0.028 + 0.04 * (1 - t)) * between(s, 0.85, 1.15);
    const [bx, by] = [
      x - s.u * 0.02 + arm * s.u * 0.34 * t,
      s.h * 0.32 + s.u * 0.3 * t + between(s, -1, 1) * s.u * 0.02,
    ];
    bird(s, bx, by, size, s.p.near, between(s, 0.2, 0.5));
  }
  hills(s, s.h * 0.82, s.h * 0.08, layer(s, 0.4), 1.5);
  const reeds = hills(s, s.h * 0.93, s.h * 0.08, layer(s, 1), 1);
  for (let i = 0; i < 40; i += 1) {
    const at = s.w * s.r.next();
    const height = s.h * between(s, 0.03, 0.11);
    const foot = heightAt(reeds, at) + 2;
    s.canvas.fill([[at - 1, foot, at + s.u * between(s, -0.02, 0.02), foot - height, at + 1, foot]], flat(layer(s, 1)));
  }
};
