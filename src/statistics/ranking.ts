/** Viewings counted by what they have in common, the busiest first. Pure. */
import type { PlayColumns } from '#history/blocks/columns.ts';
import { Numbering } from '#history/blocks/numbering.ts';
import type { Viewings } from './viewings.ts';

/** One line of a ranking. */
export interface Ranked {
  readonly plays: number;
  readonly watchedMs: number;
  /** How many different people; 0 unless that was asked for. */
  readonly people: number;
  /** Index of the play that says what it is: the viewing with the newest start, among equals the lowest group. */
  readonly shown: number;
}

export type RankedBy = 'plays' | 'watchedMs';

const PEOPLE_RANGE = 2 ** 32;

/**
 * Counts viewings together that have the same key; a viewing whose key is null is left out. `keyOf` gets the index of
 * the play that stands for the viewing. People are counted only when asked for.
 */
export function countLines(
  plays: PlayColumns,
  viewings: Viewings,
  keyOf: (index: number) => number | null,
  counts: 'plays' | 'plays and people',
): Ranked[] {
  const lines = new Numbering(1_024);
  const people = new Numbering(counts === 'plays' ? 0 : viewings.count);
  const found: { -readonly [K in keyof Ranked]: Ranked[K] }[] = [];
  for (let viewing = 0; viewing < viewings.count; viewing++) {
    const index = viewings.first[viewing] ?? 0;
    const key = keyOf(index);
    if (key === null) continue;
    const number = lines.numberOf(key);
    let line = found[number];
    if (line === undefined) {
      line = { plays: 0, watchedMs: 0, people: 0, shown: index };
      found.push(line);
    }
    line.plays += 1;
    line.watchedMs += viewings.watchedMs[viewing] ?? 0;
    if (isNewer(plays, index, line.shown)) line.shown = index;
    if (counts === 'plays') continue;
    const before = people.size;
    people.numberOf(number * PEOPLE_RANGE + (plays.users[index] ?? 0));
    line.people += people.size - before;
  }
  return found;
}

/**
 * The busiest first (API notes 10): by the number of people where that is what counts, by the value, then by the newest
 * start; what is still equal by the newest id.
 */
export const inOrder = (
  plays: PlayColumns,
  lines: readonly Ranked[],
  by: RankedBy,
  first: 'people' | 'value',
): Ranked[] =>
  lines.toSorted(
    (a, b) =>
      (first === 'people' ? b.people - a.people : 0) ||
      countOf(b, by) - countOf(a, by) ||
      byStart(plays, a.shown, b.shown),
  );

/** What is ordered by; less than a second makes no difference. */
const countOf = (line: Ranked, by: RankedBy): number =>
  by === 'plays' ? line.plays : Math.floor(line.watchedMs / 1000);

const startOf = (plays: PlayColumns, index: number): number => plays.startedS[index] ?? 0;

function isNewer(plays: PlayColumns, index: number, than: number): boolean {
  const later = startOf(plays, index) - startOf(plays, than);
  return later > 0 || (later === 0 && (plays.watchGroups[index] ?? 0) < (plays.watchGroups[than] ?? 0));
}

const byStart = (plays: PlayColumns, a: number, b: number): number =>
  startOf(plays, b) - startOf(plays, a) || (plays.ids[b] ?? 0) - (plays.ids[a] ?? 0);
