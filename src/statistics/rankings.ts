/** What the rankings count and under what (API notes 10). Pure. */
import type { Settings } from '#config/settings.ts';
import { type ColumnName, isDescribed, mediaCode, type PlayColumns } from './blocks/columns.ts';

export type RankingName = Exclude<Settings['homeStatsCards'][number], 'last_watched' | 'most_concurrent'>;

interface Ranking {
  /** Codes of the media types that count; all when absent. */
  readonly media?: ReadonlySet<number>;
  /** Columns it needs beside those of a viewing. */
  readonly columns: readonly ColumnName[];
  readonly isByPeople: boolean;
  readonly keyOf: (plays: PlayColumns) => (index: number) => number | null;
}

type KeyOf = Ranking['keyOf'];

/** Viewings whose play has no description of its item belong to nothing. */
const described =
  (column: (plays: PlayColumns) => Float64Array | Int32Array): KeyOf =>
  (plays) => {
    const values = column(plays);
    return (index) => (isDescribed(plays.traits[index] ?? 0) ? (values[index] ?? 0) : null);
  };

const byTitle = described(({ titles }) => titles);

const titles = (mediaType: 'movie' | 'episode' | 'track', isByPeople: boolean): Ranking => ({
  media: new Set([mediaCode(mediaType)]),
  columns: isByPeople ? ['titles', 'users'] : ['titles'],
  isByPeople,
  keyOf: byTitle,
});

/** Hashes may be negative; keys may not. */
const SHIFT = 2 ** 31;

export const RANKINGS: Readonly<Record<RankingName, Ranking>> = {
  top_movies: titles('movie', false),
  popular_movies: titles('movie', true),
  top_tv: titles('episode', false),
  popular_tv: titles('episode', true),
  top_music: titles('track', false),
  popular_music: titles('track', true),
  top_libraries: { columns: ['libraries'], isByPeople: false, keyOf: described(({ libraries }) => libraries) },
  top_users: { columns: ['users'], isByPeople: false, keyOf: described(({ users }) => users) },
  top_platforms: {
    columns: ['platforms'],
    isByPeople: false,
    keyOf: (plays) => (index) => (plays.platforms[index] ?? 0) + SHIFT,
  },
};
