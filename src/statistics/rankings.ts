/** What the rankings count and under what (API notes 10). Pure. */
import type { Settings } from '#config/settings.ts';
import type { MediaType } from '#contract/enums.ts';
import { type ColumnName, isDescribed, mediaCode, type PlayColumns } from '#history/blocks/columns.ts';
import { countLines, inOrder, type Ranked, type RankedBy } from './ranking.ts';
import { choosePlays, type PlayChoice, type ViewingUnit, viewingsOf } from './viewings.ts';

export type RankingName = Exclude<Settings['homeStatsCards'][number], 'last_watched' | 'most_concurrent'>;

/** What has a number by which it is counted; see `PlayColumns`. */
type KeyColumn = 'titles' | 'libraries' | 'users' | 'platforms';

interface Ranking {
  /** Codes of the media types that count; all when absent. */
  readonly media?: readonly number[];
  readonly key: KeyColumn;
  /** What comes first in the order. */
  readonly first: 'people' | 'value';
}

const titles = (mediaType: MediaType, first: Ranking['first']): Ranking => ({
  media: [mediaCode(mediaType)],
  key: 'titles',
  first,
});

const RANKINGS: Readonly<Record<RankingName, Ranking>> = {
  top_movies: titles('movie', 'value'),
  popular_movies: titles('movie', 'people'),
  top_tv: titles('episode', 'value'),
  popular_tv: titles('episode', 'people'),
  top_music: titles('track', 'value'),
  popular_music: titles('track', 'people'),
  top_libraries: { key: 'libraries', first: 'value' },
  top_users: { key: 'users', first: 'value' },
  top_platforms: { key: 'platforms', first: 'value' },
};

/** The columns a ranking needs beside those of viewings. */
export const columnsOfRanking = (name: RankingName): readonly ColumnName[] =>
  RANKINGS[name].first === 'people' ? [RANKINGS[name].key, 'users'] : [RANKINGS[name].key];

/** Hashes may be negative; keys may not. */
const SHIFT = 2 ** 31;

/** Viewings without a description of their item belong to nothing but a platform. */
function keyOf(plays: PlayColumns, column: KeyColumn): (index: number) => number | null {
  const values = plays[column];
  if (column === 'platforms') return (index) => (values[index] ?? 0) + SHIFT;
  return (index) => (isDescribed(plays.traits[index] ?? 0) ? (values[index] ?? 0) : null);
}

export interface RankingQuery {
  readonly names: readonly RankingName[];
  readonly choice: PlayChoice;
  readonly unit: ViewingUnit;
  readonly by: RankedBy;
}

/** The lines of several rankings. What they have in common is counted once. */
export function rankings(
  plays: PlayColumns,
  { names, choice, unit, by }: RankingQuery,
): ReadonlyMap<RankingName, Ranked[]> {
  const counts = names.some((name) => RANKINGS[name].first === 'people') ? 'plays and people' : 'plays';
  const viewings = remembered((media: Ranking['media']) =>
    viewingsOf(plays, choosePlays(plays, media === undefined ? choice : { ...choice, media }), unit),
  );
  const lines = remembered(({ media, key }: Pick<Ranking, 'media' | 'key'>) =>
    countLines(plays, viewings(media), keyOf(plays, key), key === 'titles' ? counts : 'plays'),
  );
  return new Map(
    names.map((name) => {
      const { media, key, first } = RANKINGS[name];
      return [name, inOrder(plays, lines(media === undefined ? { key } : { media, key }), by, first)];
    }),
  );
}

/** Calculates once for equal questions. */
function remembered<Q, A>(answer: (question: Q) => A): (question: Q) => A {
  const answers = new Map<string, A>();
  return (question) => {
    const key = JSON.stringify(question ?? null);
    const known = answers.get(key) ?? answer(question);
    answers.set(key, known);
    return known;
  };
}
