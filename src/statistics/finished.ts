/** Which plays count as watched, from plays laid out by column (monitoring notes 7.2). Pure. */
import { MEDIA_TYPES } from '#contract/enums.ts';
import { type ColumnName, isLive, mediaOf, type PlayColumns, UNKNOWN } from '#history/blocks/columns.ts';
import { type WatchedRule, watchedPercent } from '#history/watched.ts';
import type { Viewings } from './viewings.ts';

/** The columns the rule looks at. */
export function finishedColumns({ watchedMarker }: WatchedRule): ColumnName[] {
  const columns: ColumnName[] = ['traits', 'offsetsMs', 'lengthsMs'];
  if (watchedMarker === 'final_credits') return [...columns, 'creditsFinalMs'];
  return watchedMarker === 'percent' ? columns : [...columns, 'creditsFirstMs'];
}

/** Whether a play counts as watched; Live TV always does. */
export function finishedTest(plays: PlayColumns, rule: WatchedRule): (index: number) => boolean {
  const shares = [0, ...MEDIA_TYPES.map((type) => watchedPercent(type, rule) / 100)];
  const { offsetsMs, lengthsMs, creditsFirstMs, creditsFinalMs } = plays;
  const { watchedMarker } = rule;
  const from = (index: number, threshold: number): number => {
    switch (watchedMarker) {
      case 'final_credits':
        return creditsFinalMs[index] || threshold;
      case 'first_credits':
        return creditsFirstMs[index] || threshold;
      case 'earlier_of_both':
        return Math.min(threshold, creditsFirstMs[index] || threshold);
      case 'percent':
        return threshold;
    }
  };
  return (index) => {
    const traits = plays.traits[index] ?? 0;
    if (isLive(traits)) return true;
    const length = lengthsMs[index] ?? UNKNOWN;
    const threshold = length === UNKNOWN ? 0 : (shares[mediaOf(traits)] ?? 0) * length;
    if (threshold <= 0) return false;
    const offset = offsetsMs[index] ?? UNKNOWN;
    return (offset === UNKNOWN ? 0 : offset) >= from(index, threshold);
  };
}

/** By viewing: 1 where one of its plays counts as watched. */
export function finishedViewings(
  plays: PlayColumns,
  chosen: Int32Array,
  viewings: Viewings,
  rule: WatchedRule,
): Uint8Array {
  const isFinished = finishedTest(plays, rule);
  const found = new Uint8Array(viewings.count);
  for (let at = 0; at < chosen.length; at++) if (isFinished(chosen[at] ?? 0)) found[viewings.of[at] ?? 0] = 1;
  return found;
}
