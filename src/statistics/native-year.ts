/** A year in review, for the native API. */
import type { EpochMs } from '#clock';
import type { YearQuery, YearReview } from '#contract/statistics-year.ts';
import { type ColumnName, isStreamDescribed, ORIGIN_S, type PlayColumns } from '#history/blocks/columns.ts';
import { type LocalCalendar, localCalendar } from '#history/blocks/local-calendar.ts';
import { those } from '#history/blocks/selection.ts';
import { Problem } from '#problem';
import { allPeople, displayName } from '#users/people.ts';
import { boundsOf, shownTo } from '#users/visible.ts';
import { finishedColumns, finishedViewings } from './finished.ts';
import { peakOf } from './native-key-numbers.ts';
import { inPeriod, isoOf, type Period, playsOfPeriod, type StatisticsDeps } from './native-narrowed.ts';
import { peopleSeenBy } from './queries-visible.ts';
import { NOTHING, shownAmounts, tallyOf } from './tally.ts';
import type { TopDeps } from './top-kinds.ts';
import { type ViewingUnit, viewingsOf } from './viewings.ts';
import { yearTimes } from './year-days.ts';
import { yearLists } from './year-lists.ts';
import type { YearPlays } from './year-plays.ts';
import { yearRecords } from './year-records.ts';
import { titleCounts } from './year-titles.ts';

const MONTHS = 12;
const EVER_MS = -1e15;

const COLUMNS: readonly ColumnName[] = ['watchGroups', 'watchedMs', 'users', 'titles', 'items', 'platforms', 'players'];

const beginOf = (year: number, timeZone: string): EpochMs =>
  Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(timeZone).epochMilliseconds;

const periodOfYear = (year: number, timeZone: string): Period => ({
  fromMs: beginOf(year, timeZone),
  untilMs: beginOf(year + 1, timeZone),
});

/** Whose year it is; null for everybody's. */
async function personOf({ visible, db }: StatisticsDeps, user: number | undefined): Promise<YearReview['person']> {
  const id = boundsOf(visible).userId ?? user ?? null;
  if (id === null) return null;
  const unknown = new Problem('not_found', `There is no person with the number ${user ?? id}`);
  if (user !== undefined && user !== Number(id)) throw unknown;
  const [people, seen] = await Promise.all([allPeople(db, null), peopleSeenBy(db, visible)]);
  const person = people.find((one) => one.id === id);
  if (person === undefined || !seen.has(person.id)) throw unknown;
  return { id: person.id, name: displayName(shownTo(visible, person)) };
}

/**
 * A year of a person, or of everybody one may see.
 * @throws Problem `not_found` for somebody of whom nothing may be told.
 */
export async function yearReview(deps: StatisticsDeps & TopDeps, query: YearQuery): Promise<YearReview> {
  const { settings, context } = deps;
  const { timeZone } = context;
  const person = await personOf(deps, query.user);
  const filter = person === null ? {} : { user: { values: [Number(person.id)], isExcluded: false } };
  const period = periodOfYear(query.year, timeZone);
  const everything = { fromMs: EVER_MS, untilMs: Math.max(context.now, period.untilMs) };
  const columns = [...COLUMNS, ...finishedColumns(settings)];
  const narrowed = await playsOfPeriod(deps, filter, everything, columns);
  const { plays } = narrowed;
  const chosen = inPeriod(narrowed, period);
  const unit = (query.grouped ?? settings.groupHistory) ? 'group' : 'play';
  const viewings = viewingsOf(plays, chosen, unit);
  const calendar = localCalendar(timeZone);
  const year: YearPlays = {
    ...{ plays, chosen, viewings, calendar },
    finished: finishedViewings(plays, chosen, viewings, settings),
    earlier: inPeriod(narrowed, { fromMs: EVER_MS, untilMs: period.fromMs }),
    isOfOne: person !== null,
  };
  const { days, ...times } = yearTimes(momentsOf(year), calendar);
  const [lists, records] = await Promise.all([yearLists(deps, year, query.metric), yearRecords(deps, year)]);
  const streams = those(chosen, (index) => isStreamDescribed(plays.traits[index] ?? 0));
  return {
    ...{ year: query.year, person },
    years: yearsOf(plays, narrowed.chosen, calendar),
    from: isoOf(period.fromMs),
    until: isoOf(period.untilMs),
    totals: { ...totalsOf(year), days },
    before: sumOf(plays, inPeriod(narrowed, periodOfYear(query.year - 1, timeZone)), unit),
    ...times,
    ...lists,
    ...records.moments,
    records: { ...records.records, peak: person === null ? peakOf(plays, streams) : null },
  };
}

function* momentsOf({ plays, viewings }: YearPlays) {
  for (let viewing = 0; viewing < viewings.count; viewing++) {
    const atS = (plays.startedS[viewings.first[viewing] ?? 0] ?? 0) + ORIGIN_S;
    yield { atS, watchedMs: viewings.watchedMs[viewing] ?? 0 };
  }
}

function totalsOf({ plays, viewings, finished, chosen }: YearPlays) {
  const [sum = NOTHING] = tallyOf({ plays, viewings, finished, countsPeople: true }, () => 0);
  return { ...shownAmounts(sum), ...titleCounts(plays, chosen) };
}

function sumOf(plays: PlayColumns, chosen: Int32Array, unit: ViewingUnit): YearReview['before'] {
  if (chosen.length === 0) return null;
  const viewings = viewingsOf(plays, chosen, unit);
  const [sum = NOTHING] = tallyOf({ plays, viewings, finished: null, countsPeople: false }, () => 0);
  const { plays: count, watchedMs } = shownAmounts(sum);
  return { plays: count, watchedMs };
}

/** The years in which plays began, the newest first. */
function yearsOf({ startedS }: PlayColumns, chosen: Int32Array, calendar: LocalCalendar): number[] {
  const years = new Set<number>();
  let [first, end] = [0, 0];
  for (let at = 0; at < chosen.length; at++) {
    const started = startedS[chosen[at] ?? 0] ?? 0;
    // Plays come nearly in order: most are in the year of the one before.
    if (started >= first && started < end) continue;
    const year = Math.floor(calendar.monthOf(started + ORIGIN_S) / MONTHS);
    years.add(year);
    // Two days at the borders are looked at one by one, whatever the zone.
    first = Date.UTC(year, 0, 2) / 1000 - ORIGIN_S;
    end = Date.UTC(year, 11, 31) / 1000 - ORIGIN_S;
  }
  return [...years].sort((a, b) => b - a);
}
