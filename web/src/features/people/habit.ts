import { DECISIONS, type Decision } from '#contract/enums.ts';
import type { PlaysSeries, SeriesLine } from '#contract/statistics.ts';

/** What somebody does, counted in viewings or plays. */
export interface Habit {
  readonly plays: number;
  /** From midnight on. */
  readonly hours: readonly number[];
  /** From Monday on. */
  readonly weekdays: readonly number[];
  readonly decisions: ReadonlyArray<{ readonly decision: Decision | null; readonly plays: number }>;
  /** Names of media types, and `live`; null is not known. */
  readonly types: ReadonlyArray<{ readonly name: string | null; readonly plays: number }>;
  readonly libraries: ReadonlyArray<{
    readonly id: number | null;
    readonly name: string | null;
    readonly plays: number;
  }>;
}

const summed = ({ lines, others, buckets }: PlaysSeries): number[] => {
  const all = others === null ? lines : [...lines, others];
  return buckets.map((_, at) => all.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
};

const isDecision = (name: string | null): name is Decision => DECISIONS.some((known) => known === name);

/** Most that are listed. */
const MOST = 6;

const busiest = (lines: readonly SeriesLine[]) =>
  lines.slice(0, MOST).map(({ id, name, total }) => ({ id, name, plays: total }));

/** Puts together what the series say: hours by decision, weekdays by kind, weekdays by library. Pure. */
export function habitsOf(hours: PlaysSeries, types: PlaysSeries, libraries: PlaysSeries): Habit {
  const [sunday = 0, ...others] = summed(types);
  const byHour = summed(hours);
  return {
    plays: byHour.reduce((sum, value) => sum + value, 0),
    hours: byHour,
    weekdays: [...others, sunday],
    decisions: hours.lines.map(({ name, total }) => ({ decision: isDecision(name) ? name : null, plays: total })),
    types: busiest(types.lines),
    libraries: busiest(libraries.lines),
  };
}

/** Where the largest of some numbers stands; -1 when all are nothing. Pure. */
export const placeOfMost = (values: readonly number[]): number => {
  const most = Math.max(0, ...values);
  return most === 0 ? -1 : values.indexOf(most);
};

/** A part in whole percent. */
export const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 100));
