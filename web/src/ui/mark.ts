/** One rectangle of the mark, in its own coordinates before the turn. */
interface Shape {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rx: number;
  readonly fill: string;
}

const LIGHT = '#f6d68c';
const BRASS = '#e7b551';
const SHADE = '#bd8a2c';
const BAND = '#7f5a12';

const tube = (x: number, width: number, half: number): Shape[] => [
  { x, y: 16 - half, width, height: half * 2, rx: 1, fill: BRASS },
  { x, y: 16 - half, width, height: half * 0.62, rx: 0.8, fill: LIGHT },
  { x, y: 16 + half * 0.36, width, height: half * 0.64, rx: 0.8, fill: SHADE },
];

const band = (x: number, half: number): Shape => ({
  x,
  y: 16 - half,
  width: 1.7,
  height: half * 2,
  rx: 0.85,
  fill: BAND,
});

/**
 * The mark of Spyglass: a brass spyglass with a lagoon lens, drawn flat in a 32 by 32 box without gradients
 * (a gradient needs an id, and ids do not survive a base path). Favicons and the page share it.
 */
export const MARK = {
  viewBox: '0 0 32 32',
  turn: 'rotate(-38 16 16)',
  shapes: [
    ...tube(1.5, 9, 2.6),
    band(1, 3.4),
    ...tube(9.5, 9, 4),
    band(9, 4.7),
    ...tube(18, 10.5, 5.6),
    band(17.4, 6.4),
  ] satisfies Shape[],
  rim: { cx: 28.4, cy: 16, rx: 2.6, ry: 6.8, fill: SHADE },
  lens: { cx: 28.7, cy: 16, rx: 1.75, ry: 5.4, fill: '#2ad7d7' },
  glint: { cx: 28.3, cy: 13.6, rx: 0.55, ry: 1.5, fill: '#e8ffff' },
} as const;
