import { hashText, seededRandom } from '../random.ts';
import { type Canvas, flat, linear, makeCanvas } from './canvas.ts';
import { brightness, type Colour, fade, mix } from './colour.ts';
import { setTitle, write, writeTitle } from './lettering.ts';
import { type Palette, paletteFor } from './palettes.ts';
import { circle, type Path, rectangle } from './path.ts';
import { COVERS, sceneNamed } from './scenes/scenes.ts';
import type { Scene } from './scenes/sketch.ts';

/** What a picture is of. */
export interface Subject {
  /** Decides everything that is left to luck. */
  readonly name: string;
  readonly title: string;
  /** The small line: a year, an artist. */
  readonly note: string;
  readonly genres: readonly string[];
  readonly scene: string | undefined;
}

/** Draws a scene on a canvas of its own. */
export function drawScene(scene: Scene, palette: Palette, name: string, width: number, height: number): Canvas {
  const canvas = makeCanvas(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)));
  const { width: w, height: h } = canvas;
  scene({ canvas, w, h, u: Math.min(w, h), p: palette, r: seededRandom(hashText(name)) });
  return canvas;
}

const scenePart = (subject: Subject, palette: Palette, width: number, height: number): Canvas =>
  drawScene(sceneNamed(subject.scene, hashText(subject.name)), palette, subject.name, width, height);

const NOTE_PEN = 0.12;

function note(
  canvas: Canvas,
  text: string,
  x: number,
  y: number,
  size: number,
  ink: Colour,
  align: 'left' | 'centre' = 'left',
): void {
  write(canvas, text, [x, y], { size, pen: NOTE_PEN, spacing: 0.34 }, ink, align);
}

type Layout = (subject: Subject, palette: Palette, width: number, height: number) => Canvas;

/** The scene over the whole sheet, the title at its foot. */
const bleed: Layout = (subject, palette, w, h) => {
  const canvas = makeCanvas(w, h);
  const shade = mix(palette.near, [0, 0, 0, 1], 0.3);
  canvas.fill(rectangle(0, 0, w, h), flat(shade));
  canvas.draw(scenePart(subject, palette, w, h * 0.9), 0, 0);
  canvas.fill(
    rectangle(0, h * 0.5, w, h * 0.5),
    linear([0, h * 0.5], [0, h], [0, fade(shade, 0)], [0.45, fade(shade, 0.72)], [0.8, shade], [1, shade]),
  );
  const margin = w * 0.085;
  const set = setTitle(subject.title, w - margin * 2, h * 0.24, w * 0.115);
  const top = h - margin - w * 0.075 - set.height;
  writeTitle(canvas, set, [margin, top], palette.paper);
  canvas.fill(rectangle(margin, h - margin - w * 0.02, w * 0.1, Math.max(1, w * 0.009)), flat(palette.accent));
  note(canvas, subject.note, margin + w * 0.13, h - margin - w * 0.032, w * 0.03, fade(palette.paper, 0.85));
  return canvas;
};

/** The scene as a print on paper, the title below it. */
const print: Layout = (subject, palette, w, h) => {
  const canvas = makeCanvas(w, h);
  canvas.fill(rectangle(0, 0, w, h), flat(palette.paper));
  const margin = w * 0.07;
  const height = h * 0.63;
  canvas.draw(scenePart(subject, palette, w - margin * 2, height), Math.round(margin), Math.round(margin));
  const set = setTitle(subject.title, w - margin * 2, h - height - margin * 2.85 - w * 0.07, w * 0.1, 0.15);
  const top = margin + height + margin * 0.85;
  writeTitle(canvas, set, [margin, top], palette.ink);
  note(canvas, subject.note, margin, h - margin - w * 0.03, w * 0.03, fade(palette.ink, 0.75));
  canvas.fill(circle(w - margin - w * 0.022, h - margin - w * 0.016, w * 0.022), flat(palette.accent));
  return canvas;
};

/** The title on top, in the sky. */
const sky: Layout = (subject, palette, w, h) => {
  const canvas = makeCanvas(w, h);
  const top = Math.round(h * 0.15);
  canvas.fill(rectangle(0, 0, w, top + 1), flat(palette.sky[0]));
  canvas.draw(scenePart(subject, palette, w, h - top), 0, top);
  const margin = w * 0.085;
  const dark = brightness(palette.sky[0]) < 0.5;
  const ink = dark ? palette.paper : palette.ink;
  const veil = dark ? palette.sky[0] : mix(palette.sky[0], palette.paper, 0.4);
  canvas.fill(
    rectangle(0, 0, w, h * 0.5),
    linear([0, 0], [0, h * 0.5], [0, fade(veil, 0.95)], [0.55, fade(veil, 0.75)], [1, fade(veil, 0)]),
  );
  note(canvas, subject.note, margin, margin, w * 0.03, fade(ink, 0.85));
  canvas.fill(rectangle(margin, margin + w * 0.06, w - margin * 2, Math.max(1, w * 0.005)), flat(fade(ink, 0.7)));
  const set = setTitle(subject.title, w - margin * 2, h * 0.24, w * 0.115);
  writeTitle(canvas, set, [margin, margin + w * 0.115], ink);
  return canvas;
};

/** The scene in a disc on a plain ground. */
const disc: Layout = (subject, palette, w, h) => {
  const canvas = makeCanvas(w, h);
  const dark = brightness(palette.near) < 0.3;
  const ground = dark ? mix(palette.near, palette.sky[0], 0.35) : palette.paper;
  const ink = dark ? palette.paper : palette.ink;
  canvas.fill(rectangle(0, 0, w, h), linear([0, 0], [0, h], [0, ground], [1, mix(ground, palette.near, 0.45)]));
  const radius = w * 0.4;
  const centre = [w / 2, h * 0.37] as const;
  const mask: Path = circle(centre[0], centre[1], radius);
  canvas.fill(circle(centre[0], centre[1], radius + w * 0.014), flat(palette.accent));
  const picture = scenePart(subject, palette, radius * 2, radius * 2);
  canvas.draw(picture, Math.round(centre[0] - radius), Math.round(centre[1] - radius), mask);
  const set = setTitle(subject.title, w * 0.82, h * 0.175, w * 0.1);
  const top = centre[1] + radius + h * 0.065;
  writeTitle(canvas, set, [w / 2, top], ink, 'centre');
  note(canvas, subject.note, w / 2, h - w * 0.1, w * 0.03, fade(ink, 0.75), 'centre');
  return canvas;
};

const LAYOUTS: readonly Layout[] = [bleed, print, sky, bleed, disc];

/** Scenes whose subject reaches up to where a title in the sky would be. */
const TALL: ReadonlySet<string> = new Set([
  'lighthouse',
  'tower',
  'moon',
  'balloon',
  'birds',
  'planet',
  'rain',
  'bridge',
  'stairs',
]);

/** A film or series poster, two to three. */
export function poster(subject: Subject, width: number, height: number): Canvas {
  const hash = hashText(`layout ${subject.name}`);
  const drawn = LAYOUTS[hash % LAYOUTS.length] ?? bleed;
  const layout = drawn === sky && TALL.has(subject.scene ?? '') ? disc : drawn;
  return layout(subject, paletteFor(subject.genres, subject.name), width, height);
}

/** A record sleeve: a title on a strip of paper, or in small letters over the picture. */
export function cover(subject: Subject, width: number, height: number): Canvas {
  const palette = paletteFor(subject.genres, subject.name);
  const random = seededRandom(hashText(`cover ${subject.name}`));
  const canvas = drawScene(random.pick(COVERS), palette, subject.name, width, height);
  const margin = width * 0.07;
  if (random.chance(0.45)) {
    const shade = mix(palette.near, [0, 0, 0, 1], 0.25);
    canvas.fill(
      rectangle(0, 0, width, height * 0.34),
      linear([0, 0], [0, height * 0.34], [0, fade(shade, 0.92)], [0.5, fade(shade, 0.6)], [1, fade(shade, 0)]),
    );
    const set = setTitle(subject.title, width - margin * 2, height * 0.1, width * 0.06, 0.14);
    writeTitle(canvas, set, [margin, margin], palette.paper);
    note(canvas, subject.note, margin, margin + set.height + width * 0.035, width * 0.032, fade(palette.paper, 0.8));
    return canvas;
  }
  const strip = height * 0.24;
  const set = setTitle(subject.title, width - margin * 2, strip * 0.42, width * 0.085, 0.14);
  canvas.fill(rectangle(0, height - strip, width, strip), flat(palette.paper));
  writeTitle(canvas, set, [margin, height - strip + strip * 0.2], palette.ink);
  note(canvas, subject.note, margin, height - strip * 0.26, width * 0.032, fade(palette.ink, 0.7));
  return canvas;
}

/** A wide picture without words: backdrops, stills, photographs. */
export function wide(subject: Subject, width: number, height: number): Canvas {
  return scenePart(subject, paletteFor(subject.genres, subject.name), width, height);
}
