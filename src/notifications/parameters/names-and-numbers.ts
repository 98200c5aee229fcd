/** Names and numbers of shows, seasons and episodes, or artists, albums and tracks (notification notes 4.2). */
import type { ParameterValue } from '../text/values.ts';
import { type RawRecord, textOf, wholeOf } from './raw-record.ts';

type Values = Readonly<Record<string, ParameterValue>>;

export interface Grouping {
  /** Whether several seasons or albums are told of as one show or artist. */
  readonly byGrandparent: boolean;
  /** Whether several episodes or tracks are told of as one season or album. */
  readonly byParent: boolean;
}

/** `children`: the new items that this one stands for. */
export function namesAndNumbers(record: RawRecord, children: readonly RawRecord[], grouping: Grouping): Values {
  const own = children.filter((child) => textOf(child, 'parent_rating_key') === textOf(record, 'rating_key'));
  const numbers = own.map((child) => wholeOf(child, 'media_index') ?? 0);
  switch (textOf(record, 'media_type')) {
    case 'show':
    case 'artist':
      return grouping.byGrandparent ? wholeShow(record, numbers, children.length) : single(record);
    case 'season':
    case 'album':
      return grouping.byParent ? wholeSeason(record, numbers, children.length) : single(record);
    default:
      return single(record);
  }
}

const named = (show: string, season: string, episode: string): Values => ({
  show_name: show,
  season_name: season,
  episode_name: episode,
  artist_name: show,
  album_name: season,
  track_name: episode,
});

const wholeShow = (record: RawRecord, numbers: readonly number[], count: number): Values => ({
  ...named(textOf(record, 'title'), '', ''),
  ...numbered('season_num', numbers),
  ...blanks('episode_num', 'disc_num', 'track_num'),
  season_count: count,
  episode_count: '',
  album_count: count,
  track_count: '',
  show_year: textOf(record, 'year'),
});

const wholeSeason = (record: RawRecord, numbers: readonly number[], count: number): Values => ({
  ...named(textOf(record, 'parent_title'), textOf(record, 'title'), ''),
  ...numbered('season_num', [wholeOf(record, 'media_index') ?? 0]),
  ...numbered('episode_num', numbers),
  ...numbered('track_num', numbers),
  ...blanks('disc_num'),
  season_count: 1,
  episode_count: count,
  album_count: 1,
  track_count: count,
  show_year: textOf(record, 'parent_year'),
});

function single(record: RawRecord): Values {
  const season = [wholeOf(record, 'parent_media_index') ?? 0];
  const episode = [wholeOf(record, 'media_index') ?? 0];
  return {
    ...named(textOf(record, 'grandparent_title'), textOf(record, 'parent_title'), textOf(record, 'title')),
    ...numbered('season_num', season),
    ...numbered('disc_num', season),
    ...numbered('episode_num', episode),
    ...numbered('track_num', episode),
    season_count: 1,
    episode_count: 1,
    album_count: 1,
    track_count: 1,
    show_year: textOf(record, 'grandparent_year'),
  };
}

const numbered = (name: string, numbers: readonly number[]): Values => ({
  [name]: joinNumbers(numbers, 1),
  [`${name}00`]: joinNumbers(numbers, 2),
});

const blanks = (...names: readonly string[]): Values =>
  Object.fromEntries(names.flatMap((name) => [name, `${name}00`]).map((name) => [name, '']));

/** `1-3,5`: numbers in order, those that follow each other joined; `0` when there is none. */
export function joinNumbers(numbers: readonly number[], digits: number): string {
  const sorted = [...new Set(numbers)].toSorted((a, b) => a - b);
  const runs: { readonly first: number; last: number }[] = [];
  for (const number of sorted.length === 0 ? [0] : sorted) {
    const run = runs.at(-1);
    if (run?.last === number - 1) run.last = number;
    else runs.push({ first: number, last: number });
  }
  const padded = (number: number): string => number.toString().padStart(digits, '0');
  return runs.map(({ first, last }) => (first === last ? padded(first) : `${padded(first)}-${padded(last)}`)).join(',');
}
