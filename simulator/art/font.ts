import { arcPoints, type Point } from './path.ts';

/** A letter of the monoline alphabet: how wide it is and what the pen does; height 1, the baseline at 1. */
export interface Glyph {
  readonly width: number;
  readonly strokes: readonly (readonly Point[])[];
}

/**
 * The alphabet: width, then strokes separated by `;`. A stroke is a list of points `x,y`; `(cx,cy,rx,ry,from,to)` is an
 * arc, angles in degrees clockwise from the right.
 */
const DRAWINGS: Readonly<Record<string, string>> = {
  A: '.74 0,1 .37,0 .74,1; .14,.64 .6,.64',
  B: '.56 0,0 0,1 .3,1 (.3,.74,.26,.26,90,-90) 0,.48; 0,0 .27,0 (.27,.24,.24,.24,-90,90) 0,.48',
  C: '.8 (.5,.5,.5,.5,-44,-316)',
  D: '.74 0,0 0,1 .24,1 (.24,.5,.5,.5,90,-90) 0,0',
  E: '.5 .5,0 0,0 0,1 .5,1; 0,.48 .44,.48',
  F: '.48 .48,0 0,0 0,1; 0,.5 .42,.5',
  G: '.9 (.5,.5,.5,.5,-44,-360) .58,.5',
  H: '.66 0,0 0,1; .66,0 .66,1; 0,.48 .66,.48',
  I: '.01 0,0 0,1',
  J: '.42 .42,0 .42,.72 (.16,.72,.26,.28,0,140)',
  K: '.6 0,0 0,1; .58,0 0,.58; .2,.4 .6,1',
  L: '.46 0,0 0,1 .46,1',
  M: '.84 0,1 .1,0 .42,.72 .74,0 .84,1',
  N: '.7 0,1 0,0 .7,1 .7,0',
  O: '1 (.5,.5,.5,.5,0,360)',
  P: '.52 0,1 0,0 .26,0 (.26,.27,.27,.27,-90,90) 0,.54',
  Q: '1 (.5,.5,.5,.5,0,360); .58,.68 .94,1.04',
  R: '.56 0,1 0,0 .26,0 (.26,.27,.27,.27,-90,90) 0,.54; .26,.54 .56,1',
  S: '.52 (.27,.25,.24,.25,-35,-270) (.25,.74,.27,.26,-90,145)',
  T: '.56 0,0 .56,0; .28,0 .28,1',
  U: '.62 0,0 0,.69 (.31,.69,.31,.31,180,0) .62,0',
  V: '.7 0,0 .35,1 .7,0',
  W: '1.04 0,0 .27,1 .52,.2 .77,1 1.04,0',
  X: '.62 0,0 .62,1; .62,0 0,1',
  Y: '.62 0,0 .31,.48 .62,0; .31,.48 .31,1',
  Z: '.58 0,0 .58,0 0,1 .58,1',
  '0': '.66 (.33,.5,.33,.5,0,360)',
  '1': '.24 0,.2 .24,0 .24,1',
  '2': '.54 (.27,.27,.26,.27,-170,35) 0,1 .54,1',
  '3': '.52 (.25,.25,.24,.25,-150,90) (.25,.74,.27,.26,-90,150)',
  '4': '.6 .46,1 .46,0 0,.7 .6,.7',
  '5': '.52 .48,0 .1,0 .05,.44 (.24,.68,.28,.31,-125,145)',
  '6': '.56 .4,0 .06,.56; (.28,.7,.28,.3,0,360)',
  '7': '.52 0,0 .52,0 .16,1',
  '8': '.54 (.27,.25,.22,.25,0,360); (.27,.74,.27,.26,0,360)',
  '9': '.56 .16,1 .5,.44; (.28,.3,.28,.3,0,360)',
  '&': '.7 .66,1 .14,.3 (.28,.2,.17,.2,160,380) .1,.6 (.25,.77,.25,.23,200,20) .62,.56',
  "'": '.01 0,0 0,.2',
  ',': '.06 .06,.94 0,1.14',
  '.': '.01 0,.97 0,1',
  ':': '.01 0,.36 0,.39; 0,.87 0,.9',
  '-': '.3 0,.54 .3,.54',
  '!': '.01 0,0 0,.7; 0,.97 0,1',
  '?': '.44 (.21,.25,.21,.25,-170,60) .21,.7; .21,.97 .21,1',
  ' ': '.3 ',
};

/** Curves are cut into as many pieces as a letter of this height needs. */
const FINE = 60;

const TOKEN = /\(([^)]*)\)|(-?[\d.]+),(-?[\d.]+)/g;

function readStroke(text: string): Point[] {
  const points: Point[] = [];
  for (const [, arc, x, y] of text.matchAll(TOKEN)) {
    if (arc === undefined) points.push([Number(x), Number(y)]);
    else {
      const [cx = 0, cy = 0, rx = 0, ry = 0, from = 0, to = 0] = arc.split(',').map(Number);
      const curve = arcPoints(cx * FINE, cy * FINE, rx * FINE, ry * FINE, from, to);
      points.push(...curve.map(([px, py]): Point => [px / FINE, py / FINE]));
    }
  }
  return points;
}

function readGlyph(drawing: string): Glyph {
  const [width = '0', ...rest] = drawing.split(' ');
  const strokes = rest.join(' ').split(';').map(readStroke);
  return { width: Number(width), strokes: strokes.filter((points) => points.length > 0) };
}

const GLYPHS: ReadonlyMap<string, Glyph> = new Map(
  Object.entries(DRAWINGS).map(([letter, drawing]) => [letter, readGlyph(drawing)]),
);

/** Capitals without accents, as far as the alphabet goes. */
export const asCapitals = (text: string): string =>
  text
    .toUpperCase()
    .replace(/Ø/g, 'O')
    .replace(/Ł/g, 'L')
    .replace(/Æ/g, 'AE')
    .replace(/[’`]/g, "'")
    .replace(/[–—/]/g, '-')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');

export const glyphOf = (letter: string): Glyph | undefined => GLYPHS.get(letter);
