import { hashText, seededRandom } from '../random.ts';
import { type Canvas, flat, linear, makeCanvas } from './canvas.ts';
import { brightness, colour, darker, fade, lighter } from './colour.ts';
import { setTitle, writeTitle } from './lettering.ts';
import { type Palette, paletteFor } from './palettes.ts';
import { arcPoints, circle, polygon, rectangle, ring, slice } from './path.ts';

/** Where on the square an emblem is drawn. */
interface Board {
  readonly canvas: Canvas;
  readonly size: number;
  readonly x: number;
  readonly y: number;
  readonly p: Palette;
}

function board(name: string, width: number, height: number): Board {
  const canvas = makeCanvas(width, height);
  const p = paletteFor([], name);
  canvas.fill(rectangle(0, 0, width, height), linear([0, 0], [width, height], [0, p.sky[1]], [1, p.sky[0]]));
  const size = Math.min(width, height);
  return { canvas, size, x: width / 2, y: height / 2, p };
}

const initials = (name: string): string =>
  name
    .split(/[\s._-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('');

/** A person's avatar: initials on overlapping discs. */
export function avatar(name: string, width: number, height: number): Canvas {
  const { canvas, size, x, y, p } = board(`avatar ${name}`, width, height);
  const random = seededRandom(hashText(name));
  const angle = random.next() * 6.28;
  const [dx, dy] = [Math.cos(angle) * size * 0.32, Math.sin(angle) * size * 0.32];
  canvas.fill(circle(x + dx, y + dy, size * 0.46), flat(fade(p.accent, 0.9)));
  canvas.fill(circle(x - dx * 0.9, y - dy * 0.9, size * 0.34), flat(fade(p.far, 0.85)));
  canvas.fill(ring(x, y, size * 0.62, size * 0.56), flat(fade(p.light, 0.25)));
  const set = setTitle(initials(name) || '?', size * 0.5, size * 0.34, size * 0.34, 0.16);
  writeTitle(canvas, set, [x, y - set.height / 2], lighter(p.paper, 0.4), 'centre');
  return canvas;
}

const SKINS = ['#f3d3bd', '#e6b99a', '#c98f6b', '#a06a47', '#74482f', '#4f3122'].map((tone) => colour(tone));

/** A head and shoulders, for actors and directors nobody has a picture of. */
export function portrait(name: string, width: number, height: number): Canvas {
  const { canvas, size, x, p } = board(`portrait ${name}`, width, height);
  const random = seededRandom(hashText(name));
  const skin = random.pick(SKINS);
  const hair = darker(p.near, random.next() * 0.5);
  const cloth = random.pick([p.accent, p.near, p.far]);
  const top = height * 0.4;
  const r = size * 0.19;
  canvas.fill(circle(x, height * 0.42, size * 0.36), flat(fade(p.sky[2], 0.5)));
  canvas.fill(polygon(...arcPoints(x, height * 1.02, size * 0.42, height * 0.4, 180, 360)), flat(cloth));
  canvas.fill(rectangle(x - r * 0.42, top, r * 0.84, r * 1.6), flat(darker(skin, 0.14)));
  if (random.chance(0.5)) canvas.fill(circle(x, top - r * 0.1, r * 1.3), flat(hair));
  canvas.fill(circle(x, top, r), flat(skin));
  canvas.fill(slice(x, top - r * 0.08, r * 1.08, 180 + random.int(-12, 12), 360 + random.int(-12, 12)), flat(hair));
  return canvas;
}

type Icon = (b: Board) => void;

const film: Icon = ({ canvas, size, x, y, p }) => {
  const [w, h] = [size * 0.62, size * 0.46];
  canvas.fill(rectangle(x - w / 2, y - h / 2, w, h), flat(p.paper));
  for (let i = 0; i < 6; i += 1) {
    const at = x - w / 2 + (w * (i + 0.28)) / 6;
    for (const edge of [y - h / 2 + h * 0.06, y + h / 2 - h * 0.18]) {
      canvas.fill(rectangle(at, edge, w * 0.075, h * 0.12), flat(p.sky[0]));
    }
  }
  canvas.fill(
    polygon([x - size * 0.08, y - size * 0.11], [x + size * 0.12, y], [x - size * 0.08, y + size * 0.11]),
    flat(p.accent),
  );
};

const television: Icon = ({ canvas, size, x, y, p }) => {
  const [w, h] = [size * 0.66, size * 0.42];
  canvas.fill(rectangle(x - w / 2, y - h / 2 - size * 0.03, w, h), flat(p.paper));
  canvas.fill(
    rectangle(x - w * 0.46, y - h * 0.44 - size * 0.03, w * 0.92, h * 0.88),
    linear([x, y - h / 2], [x, y + h / 2], [0, p.sky[0]], [1, p.accent]),
  );
  canvas.fill(rectangle(x - size * 0.14, y + h / 2 + size * 0.02, size * 0.28, size * 0.035), flat(p.paper));
};

const musicNote: Icon = ({ canvas, size, x, y, p }) => {
  const s = size * 0.3;
  canvas.fill(
    polygon(
      [x - s * 0.5, y - s],
      [x + s * 0.75, y - s * 1.25],
      [x + s * 0.75, y - s * 0.9],
      [x - s * 0.5, y - s * 0.65],
    ),
    flat(p.accent),
  );
  for (const [dx, top] of [
    [-0.5, -1],
    [0.65, -1.2],
  ] as const) {
    const foot = y + s * (dx < 0 ? 0.85 : 0.65);
    canvas.fill(rectangle(x + s * dx, y + s * top, s * 0.11, foot - y - s * top), flat(p.paper));
    canvas.fill(circle(x + s * dx - s * 0.16, foot, s * 0.3), flat(p.paper));
  }
};

const photograph: Icon = ({ canvas, size, x, y, p }) => {
  const [w, h] = [size * 0.6, size * 0.5];
  canvas.fill(rectangle(x - w / 2, y - h / 2, w, h), flat(p.paper));
  const [left, foot] = [x - w * 0.44, y + h * 0.4];
  canvas.fill(rectangle(left, y - h * 0.42, w * 0.88, h * 0.82), flat(p.sky[2]));
  canvas.fill(circle(x + w * 0.2, y - h * 0.18, size * 0.055), flat(p.accent));
  canvas.fill(polygon([left, foot], [x - w * 0.12, y - h * 0.14], [x + w * 0.16, foot]), flat(p.far));
  canvas.fill(polygon([x - w * 0.1, foot], [x + w * 0.2, y + h * 0.04], [x + w * 0.44, foot]), flat(p.near));
};

const ICONS: Readonly<Record<string, Icon>> = { movie: film, show: television, artist: musicNote, photo: photograph };

/** The icon of a kind of library. */
export function icon(kind: string, width: number, height: number): Canvas {
  const b = board(`library ${kind}`, width, height);
  (ICONS[kind] ?? film)(b);
  return b.canvas;
}

/** A station's sign. */
export function station(name: string, width: number, height: number): Canvas {
  const { canvas, size, x, y, p } = board(`station ${name}`, width, height);
  for (let i = 4; i >= 2; i -= 1)
    canvas.fill(ring(x, y, size * 0.12 * i, size * 0.12 * i - size * 0.02), flat(fade(p.accent, 1.1 - i * 0.2)));
  const set = setTitle(name, size * 0.8, size * 0.2, size * 0.2, 0.16);
  canvas.fill(rectangle(0, y - set.height, width, set.height * 2), flat(fade(p.near, 0.75)));
  const ink = brightness(p.near) < 0.5 ? p.paper : p.ink;
  writeTitle(canvas, set, [x, y - set.height / 2], ink, 'centre');
  return canvas;
}
