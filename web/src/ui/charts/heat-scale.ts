import { SCALE_FILLS } from './colours.ts';

/** Which step of the scale a value has: 0 for nothing, else 1 to 7; the largest value is on the last step. */
export function scaleStep(value: number, max: number): number {
  if (value <= 0 || max <= 0) return 0;
  return Math.min(SCALE_FILLS.length, Math.max(1, Math.ceil((value / max) * SCALE_FILLS.length)));
}
