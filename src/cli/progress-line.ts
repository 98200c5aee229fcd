import type { ImportProgressView } from '#contract/imports.ts';
import { duration, number, size } from './amounts.ts';
import type { Rate } from './progress-rate.ts';

const STAGE_WORDS: Readonly<Record<ImportProgressView['stage'], string>> = {
  copy: 'copying',
  inspect: 'looking at it',
  load: 'reading',
  transform: 'transforming',
  verify: 'comparing',
  switch: 'finishing',
};

const BAR_WIDTH = 24;
const LONG_STEP_S = 3;

/** Share of the stage that is done, 0 to 1; null while unknown. */
export const shareOf = ({ rowsDone, rowsTotal }: ImportProgressView): number | null =>
  rowsTotal === null || rowsTotal === 0 ? null : Math.min(1, Math.max(0, rowsDone / rowsTotal));

/** `[#####-----]`. */
export const bar = (share: number, width = BAR_WIDTH): string => {
  const full = Math.floor(share * width);
  return `[${'#'.repeat(full)}${'-'.repeat(width - full)}]`;
};

const headOf = ({ stage, what, done, total }: ImportProgressView): string => {
  const step = total === null ? '' : `${Math.min(done + 1, total)}/${total} `;
  return `${step}${STAGE_WORDS[stage]}${what === null || what === stage ? '' : ` ${what}`}`;
};

const ageOf = (stepSeconds: number): string | null => (stepSeconds < LONG_STEP_S ? null : duration(stepSeconds));

/**
 * One line about where an import is, in at most `columns` characters: what does not fit is left out, the least
 * important first. `stepSeconds` is the age of the step, shown where nothing can be counted.
 */
export function progressLine(progress: ImportProgressView, rate: Rate, stepSeconds: number, columns: number): string {
  const { stage, rowsDone, rowsTotal } = progress;
  const share = shareOf(progress);
  const amount = stage === 'copy' ? size : number;
  const unit = stage === 'copy' ? '' : ' rows';
  const counts = rowsTotal === null ? amount(rowsDone) : `${amount(rowsDone)} of ${amount(rowsTotal)}`;
  const [head, meter, percent, rows, speed, left] = [
    headOf(progress),
    share === null ? null : bar(share),
    share === null ? null : `${Math.floor(share * 100)} %`.padStart(5),
    rowsDone === 0 && share === null ? ageOf(stepSeconds) : `${counts}${unit}`,
    rate.perSecond === null || rate.perSecond < 1 ? null : `${amount(rate.perSecond)}${unit}/s`,
    rate.secondsLeft === null || share === 1 ? null : `${duration(rate.secondsLeft)} left`,
  ];
  const versions = [
    [head, meter, percent, rows, speed, left],
    [head, meter, percent, rows, left],
    [head, meter, percent, share === null ? rows : left],
    [head, percent, left],
    [head, percent],
  ].map((parts) => parts.filter((part) => part !== null).join('  '));
  return versions.find((line) => line.length <= columns) ?? head.slice(0, columns);
}
