import { fixedDigits } from '../text/float-digits.ts';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const STEP = 1024;

/** A number of bytes with a unit, in steps of 1024; anything else stays as it is. */
export function fileSize(bytes: string): string {
  if (!/^\d+$/.test(bytes)) return bytes;
  let size = Number(bytes);
  let unit = 0;
  while (size >= STEP && unit < UNITS.length - 1) {
    size /= STEP;
    unit += 1;
  }
  return `${fixedDigits(size, unit === 0 ? 1 : 2)} ${UNITS[unit]}`;
}
