/** The year as a picture. Drawn here, so that nothing leaves the browser; names of people can be left out. */
import type { YearReview } from '#contract/statistics-year.ts';
import { duration } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { tokenValue } from '../../ui/charts/colours.ts';
import { bigTime, fullestMonth, heading, monthName, story } from './year-words.ts';

export const PICTURE_WIDTH = 1_080;
export const PICTURE_HEIGHT = 1_350;

const EDGE = 84;
const ROOM = PICTURE_WIDTH - 2 * EDGE;

interface Pen {
  readonly paper: CanvasRenderingContext2D;
  readonly family: string;
}

interface Look {
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
  readonly align?: CanvasTextAlign;
  readonly room?: number;
}

/** Cuts words that are too long for their room. */
function fitting(paper: CanvasRenderingContext2D, words: string, room: number): string {
  if (paper.measureText(words).width <= room) return words;
  let kept = words;
  while (kept.length > 1 && paper.measureText(`${kept}…`).width > room) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

function write({ paper, family }: Pen, words: string, x: number, y: number, look: Look): void {
  paper.font = `${look.weight} ${look.size}px ${family}`;
  paper.fillStyle = tokenValue(look.colour);
  paper.textAlign = look.align ?? 'left';
  paper.fillText(fitting(paper, words, look.room ?? ROOM), x, y);
}

/** Breaks words into two lines at most. */
function lines({ paper, family }: Pen, words: string, look: Look): string[] {
  paper.font = `${look.weight} ${look.size}px ${family}`;
  const room = look.room ?? ROOM;
  if (paper.measureText(words).width <= room) return [words];
  const parts = words.split(' ');
  let first = '';
  while (parts.length > 1 && paper.measureText(`${first} ${parts[0]}`).width <= room)
    first = `${first} ${parts.shift()}`.trim();
  return first === '' ? [words] : [first, parts.join(' ')];
}

function bar({ paper }: Pen, x: number, y: number, width: number, height: number, colour: string): void {
  paper.fillStyle = tokenValue(colour);
  paper.beginPath();
  paper.roundRect(x, y, width, height, Math.min(8, height / 2));
  paper.fill();
}

function drawMonths(pen: Pen, review: YearReview, top: number): void {
  const fullest = fullestMonth(review);
  const height = 200;
  const step = ROOM / review.months.length;
  for (const [month, { watchedMs }] of review.months.entries()) {
    const x = EDGE + month * step;
    const tall = Math.max(4, (watchedMs / (fullest?.watchedMs ?? 1)) * height);
    bar(pen, x, top, step - 14, height, '--color-raised');
    bar(pen, x, top + height - tall, step - 14, tall, fullest?.month === month ? '--color-brass' : '--color-series-1');
    const look = { size: 24, weight: 500, colour: '--color-text-3', align: 'center' as const };
    write(pen, monthName(month, 'narrow'), x + (step - 14) / 2, top + height + 36, look);
  }
}

/** The lists that have something, as columns. */
function columnsOf({ topMovies, topShows, topArtists }: YearReview) {
  return [
    { title: t('year.topMovies'), titles: topMovies },
    { title: t('year.topShows'), titles: topShows },
    { title: t('year.topArtists'), titles: topArtists },
  ].filter(({ titles }) => titles.length > 0);
}

const MOST = 3;

function drawLists(pen: Pen, review: YearReview, top: number): void {
  const columns = columnsOf(review);
  const step = (ROOM + 36) / Math.max(1, columns.length);
  for (const [column, { title, titles }] of columns.entries()) {
    const x = EDGE + column * step;
    const room = step - 36;
    write(pen, title, x, top, { size: 28, weight: 600, colour: '--color-brass', room });
    let y = top + 56;
    for (const { name, watchedMs } of titles.slice(0, MOST)) {
      const look = { size: 30, weight: 600, colour: '--color-text', room };
      for (const words of lines(pen, name ?? t('stats.unknown'), look)) {
        write(pen, words, x, y, look);
        y += 38;
      }
      write(pen, duration(watchedMs), x, y, { size: 25, weight: 450, colour: '--color-text-3', room });
      y += 56;
    }
  }
}

/** Draws a year; without names it is nobody's in particular. */
export function drawYear(canvas: HTMLCanvasElement, review: YearReview, areNamesHidden: boolean): void {
  canvas.width = PICTURE_WIDTH;
  canvas.height = PICTURE_HEIGHT;
  const paper = canvas.getContext('2d');
  if (!paper) return;
  const pen = { paper, family: getComputedStyle(document.body).fontFamily };
  paper.fillStyle = tokenValue('--color-bg');
  paper.fillRect(0, 0, PICTURE_WIDTH, PICTURE_HEIGHT);
  bar(pen, EDGE / 2, EDGE / 2, PICTURE_WIDTH - EDGE, PICTURE_HEIGHT - EDGE, '--color-surface');
  const title = heading(areNamesHidden ? { ...review, person: null } : review);
  write(pen, title, EDGE, 148, { size: 44, weight: 600, colour: '--color-brass' });
  write(pen, bigTime(review.totals.watchedMs), EDGE, 284, { size: 128, weight: 680, colour: '--color-text' });
  write(pen, t('year.watched'), EDGE, 342, { size: 44, weight: 500, colour: '--color-text-3' });
  write(pen, story(review), EDGE, 416, { size: 32, weight: 450, colour: '--color-text-2' });
  drawMonths(pen, review, 478);
  drawLists(pen, review, 812);
  write(pen, t('year.made'), PICTURE_WIDTH - EDGE, PICTURE_HEIGHT - 78, {
    ...{ size: 26, weight: 500, colour: '--color-text-3', align: 'right' },
  });
}
