import { type Canvas, flat } from './canvas.ts';
import type { Colour } from './colour.ts';
import { asCapitals, glyphOf } from './font.ts';
import { type Path, type Point, stroke } from './path.ts';

/** How letters are written: cap height in pixels, pen as a part of it, gap between letters as a part of it. */
export interface Hand {
  readonly size: number;
  readonly pen: number;
  readonly spacing: number;
}

/** How wide a text gets. */
export function widthOf(text: string, { size, spacing, pen }: Hand): number {
  const letters = [...asCapitals(text)].map(glyphOf).filter((glyph) => glyph !== undefined);
  const gaps = Math.max(0, letters.length - 1) * (spacing + pen);
  return (letters.reduce((sum, { width }) => sum + width, 0) + gaps + pen) * size;
}

/** The outline of a text whose capitals begin at (x, y). */
function outline(text: string, x: number, y: number, { size, pen, spacing }: Hand): Path {
  const path: (readonly number[])[] = [];
  let at = x + (pen * size) / 2;
  for (const letter of asCapitals(text)) {
    const glyph = glyphOf(letter);
    if (glyph === undefined) continue;
    for (const points of glyph.strokes) {
      const placed = points.map(([px, py]): Point => [at + px * size, y + py * size]);
      path.push(...stroke(placed, Math.max(0.8, pen * size)));
    }
    at += (glyph.width + spacing + pen) * size;
  }
  return path;
}

export type Align = 'left' | 'centre';

/** Writes one line; `x` is its left edge, or its middle. */
export function write(canvas: Canvas, text: string, at: Point, hand: Hand, ink: Colour, align: Align = 'left'): void {
  const x = align === 'left' ? at[0] : at[0] - widthOf(text, hand) / 2;
  canvas.fill(outline(text, x, at[1], hand), flat(ink));
}

/** The words of a title on so many lines that the longest line is as short as it can be. */
function wrap(words: readonly string[], lines: number, hand: Hand): string[] {
  if (lines <= 1 || words.length <= 1) return [words.join(' ')];
  let best: string[] = [words.join(' ')];
  let bestWidth = Number.POSITIVE_INFINITY;
  for (let first = 1; first <= words.length - lines + 1; first += 1) {
    const candidate = [words.slice(0, first).join(' '), ...wrap(words.slice(first), lines - 1, hand)];
    const widest = Math.max(...candidate.map((line) => widthOf(line, hand)));
    if (widest < bestWidth) {
      best = candidate;
      bestWidth = widest;
    }
  }
  return best;
}

/** A text set in lines that fill a box as well as they can. */
export interface Setting {
  readonly lines: readonly string[];
  readonly hand: Hand;
  /** From the top of the first line to the foot of the last. */
  readonly height: number;
}

const LEADING = 1.42;

/** Sets a title as large as the box allows; up to four lines. */
export function setTitle(title: string, width: number, height: number, maxSize: number, pen = 0.13): Setting {
  const words = title.split(/\s+/).filter(Boolean);
  const unit: Hand = { size: 1, pen, spacing: 0.12 };
  let best: Setting | null = null;
  for (let count = 1; count <= Math.min(4, words.length); count += 1) {
    const lines = wrap(words, count, unit);
    const widest = Math.max(...lines.map((line) => widthOf(line, unit)));
    const size = Math.min(maxSize, width / widest, height / (1 + (lines.length - 1) * LEADING));
    if (best === null || size > best.hand.size * 1.04) {
      best = { lines, hand: { ...unit, size }, height: size * (1 + (lines.length - 1) * LEADING) };
    }
  }
  return best ?? { lines: [], hand: unit, height: 0 };
}

/** Writes a set title; `at` is the top left corner, or the top middle. */
export function writeTitle(canvas: Canvas, setting: Setting, at: Point, ink: Colour, align: Align = 'left'): void {
  for (const [i, text] of setting.lines.entries()) {
    write(canvas, text, [at[0], at[1] + i * setting.hand.size * LEADING], setting.hand, ink, align);
  }
}
