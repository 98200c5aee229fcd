/** Viewings counted by what they have in common, the busiest first. Pure. */
import type { PlayColumns } from './blocks/columns.ts';
import { Numbering } from './numbering.ts';
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

export interface RankingRule {
  /** What is counted together; null leaves the viewing out. `index` is the play that stands for the viewing. */
  readonly keyOf: (index: number) => number | null;
  readonly by: RankedBy;
  /** Whether the number of people comes before everything else. */
  readonly isByPeople: boolean;
}

const PEOPLE_RANGE = 2 ** 32;

/** Counts and orders (API notes 10): by the value, then by the newest start; what is still equal by the newest id. */
export function rank(plays: PlayColumns, viewings: Viewings, { keyOf, by, isByPeople }: RankingRule): Ranked[] {
  const lines = new Numbering(1_024);
  const people = new Numbering(isByPeople ? viewings.count : 0);
  const found: { plays: number; watchedMs: number; people: number; shown: number }[] = [];
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
    if (isByPeople) {
      const before = people.size;
      people.numberOf(number * PEOPLE_RANGE + (plays.users[index] ?? 0));
      line.people += people.size - before;
    }
  }
  return found.sort((a, b) => b.people - a.people || b[by] - a[by] || byStart(plays, a.shown, b.shown));
}

const startOf = (plays: PlayColumns, index: number): number => plays.startedS[index] ?? 0;

function isNewer(plays: PlayColumns, index: number, than: number): boolean {
  const later = startOf(plays, index) - startOf(plays, than);
  return later > 0 || (later === 0 && (plays.watchGroups[index] ?? 0) < (plays.watchGroups[than] ?? 0));
}

const byStart = (plays: PlayColumns, a: number, b: number): number =>
  startOf(plays, b) - startOf(plays, a) || (plays.ids[b] ?? 0) - (plays.ids[a] ?? 0);
