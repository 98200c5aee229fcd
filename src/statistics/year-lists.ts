/** The busiest of a year, what was new in it and what was watched again. */
import type { TopKind } from '#contract/statistics-lists.ts';
import type { YearQuery, YearReview } from '#contract/statistics-year.ts';
import { isoOfColumn, type StatisticsDeps } from './native-narrowed.ts';
import { byAmount } from './native-top.ts';
import { shownAmounts, type Tally, tallyOf } from './tally.ts';
import { TOP_RULES, type TopDeps, type TopFacts } from './top-kinds.ts';
import { type TitleFacts, titleFacts } from './top-titles.ts';
import type { YearPlays } from './year-plays.ts';
import { newTitles, rewatched } from './year-titles.ts';

const MOST = 5;
const MOST_DISCOVERIES = 6;
const NO_TITLE: TitleFacts = { name: null, byline: null, year: null, item: null };

type Title = YearReview['topMovies'][number];
type Deps = StatisticsDeps & TopDeps;
type Metric = YearQuery['metric'];

const lastPlayed = ({ plays }: YearPlays, index: number): string => isoOfColumn(plays.startedS[index] ?? 0);

async function busiest(deps: Deps, year: YearPlays, kind: TopKind, metric: Metric) {
  const { plays, chosen } = year;
  const rule = TOP_RULES[kind];
  const keyOf = await rule.keyOf(plays, chosen, deps.db);
  const lines = tallyOf({ ...year, countsPeople: true }, keyOf)
    .sort(byAmount(plays, metric))
    .slice(0, MOST);
  const facts = await rule.facts(
    deps,
    lines.map((line) => ({ key: line.key, playId: plays.ids[line.shown] ?? 0 })),
  );
  return lines.map((line, at) => ({ line, facts: facts[at] ?? {} }));
}

const titleOf = (year: YearPlays, line: Tally, { name, byline, year: made, item }: TopFacts): Title => ({
  ...NO_TITLE,
  ...shownAmounts(line),
  name: name ?? null,
  byline: byline ?? null,
  year: made ?? null,
  item: item ?? null,
  lastPlayedAt: lastPlayed(year, line.shown),
});

async function titles(deps: Deps, year: YearPlays, kind: TopKind, metric: Metric): Promise<Title[]> {
  return (await busiest(deps, year, kind, metric)).map(({ line, facts }) => titleOf(year, line, facts));
}

async function named(deps: Deps, year: YearPlays, kind: TopKind, metric: Metric) {
  return (await busiest(deps, year, kind, metric)).map(({ line, facts }) => {
    const { plays, watchedMs } = shownAmounts(line);
    return { id: facts.id ?? null, name: facts.name ?? null, plays, watchedMs };
  });
}

async function again({ db, imageUrl }: Deps, year: YearPlays): Promise<YearReview['rewatched']> {
  const { plays, viewings, finished } = year;
  const found = rewatched(plays, viewings, finished, MOST);
  const idOf = (index: number): number => plays.ids[index] ?? 0;
  const facts = await titleFacts(
    db,
    'self',
    found.map(({ shown }) => idOf(shown)),
    imageUrl,
  );
  return found.map(({ times, shown }) => ({
    times,
    title: {
      ...NO_TITLE,
      ...facts.get(idOf(shown)),
      ...{ plays: times, watchedMs: 0, finished: times, people: 1 },
      lastPlayedAt: lastPlayed(year, shown),
    },
  }));
}

async function discoveries({ db, imageUrl }: Deps, year: YearPlays): Promise<YearReview['discoveries']> {
  const { plays, earlier } = year;
  const lines = tallyOf({ ...year, countsPeople: true }, newTitles(plays, earlier)).sort(byAmount(plays, 'watched'));
  const shown = lines.slice(0, MOST_DISCOVERIES);
  const ids = shown.map((line) => plays.ids[line.shown] ?? 0);
  const facts = await titleFacts(db, 'top', ids, imageUrl);
  return {
    found: lines.length,
    titles: shown.map((line, at) => titleOf(year, line, facts.get(ids[at] ?? 0) ?? NO_TITLE)),
  };
}

/** The lists of a year. */
export async function yearLists(deps: Deps, year: YearPlays, metric: Metric) {
  const [topMovies, topShows, topArtists, people, devices, watchedAgain, found] = await Promise.all([
    titles(deps, year, 'movie', metric),
    titles(deps, year, 'show', metric),
    titles(deps, year, 'artist', metric),
    year.isOfOne ? [] : named(deps, year, 'person', metric),
    named(deps, year, year.isOfOne ? 'player' : 'platform', metric),
    again(deps, year),
    discoveries(deps, year),
  ]);
  return {
    ...{ topMovies, topShows, topArtists },
    topPeople: people.flatMap(({ id, name, ...sum }) => (id === null ? [] : [{ id, name: name ?? '', ...sum }])),
    devices: devices.map(({ name, plays, watchedMs }) => ({ name, plays, watchedMs })),
    rewatched: watchedAgain,
    discoveries: found,
  };
}
