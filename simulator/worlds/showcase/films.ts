import { makeItem } from '../../world/library.ts';
import type { Item, MediaVersion, Section } from '../../world/types.ts';
import { asTags, type Build, dateIn, MINUTE_MS, slugify, sortTitle } from './build.ts';
import { filmCollections } from './collection-rules.ts';
import { cells, list, readTable } from './tables.ts';

/** One line of the film table. */
export interface FilmRow {
  readonly group: string;
  readonly title: string;
  readonly year: number;
  readonly genres: readonly string[];
  readonly contentRating: string;
  readonly minutes: number;
  readonly picture: string;
  readonly summary: string;
}

function readFilms(): FilmRow[] {
  return readTable('films.txt').map(({ heading, text }) => {
    const [title = '', year, genres = '', contentRating = '', minutes, picture = '', summary = ''] = cells(text, 7);
    return {
      group: heading.toLowerCase(),
      title,
      year: Number(year),
      genres: list(genres),
      contentRating,
      minutes: Number(minutes),
      picture,
      summary,
    };
  });
}

const STUDIOS = [
  'Kestrel Row Pictures',
  'Nordlys Film',
  'Tin Whistle Studios',
  'Parable & Sons',
  'Blue Anvil',
  'Ninth Reel',
];
const COUNTRIES = ['Norway', 'United Kingdom', 'France', 'Poland', 'Canada', 'Portugal', 'Japan', 'Nigeria'];

const NEW_FILM = [
  [['uhd-dovi-hdr10', 'fhd-h264'], 2],
  [['uhd-hdr10'], 3],
  [['uhd-dovi-p5'], 2],
  [['fhd-hevc'], 3],
  [['fhd-av1'], 1],
  [['fhd-h264', 'opt-720'], 1],
] as const;
const MIDDLE_FILM = [
  [['fhd-h264'], 5],
  [['fhd-hevc'], 3],
  [['hd-720'], 2],
  [['uhd-sdr'], 1],
  [['fhd-vc1'], 1],
] as const;
const OLD_FILM = [
  [['fhd-vc1'], 2],
  [['hd-720'], 2],
  [['sd-576i'], 2],
  [['sd-480'], 1],
  [['uhd-hdr10', 'fhd-h264'], 1],
] as const;

function presetsFor(build: Build, year: number): readonly string[] {
  if (year >= 2018) return build.random.weighted<readonly string[]>(NEW_FILM);
  return build.random.weighted<readonly string[]>(year >= 2009 ? MIDDLE_FILM : OLD_FILM);
}

function versions(build: Build, row: FilmRow, section: Section, durationMs: number): MediaVersion[] {
  const name = `${row.title} (${row.year})`.replace(/[:/]/g, '');
  const presets = presetsFor(build, row.year);
  return presets.map((preset) =>
    build.media.video(preset, {
      durationMs,
      folder: `${section.folder}/${name}`,
      file: presets.length > 1 ? `${name} - ${preset}` : name,
    }),
  );
}

/** The film as an item that is not in its library yet. */
function film(build: Build, section: Section, row: FilmRow, addedAt: number): Item {
  const { random } = build;
  const ratingKey = build.nextKey();
  const duration = row.minutes * MINUTE_MS + random.int(0, 59) * 1000;
  const audienceRating = random.int(58, 93) / 10;
  const media = versions(build, row, section, duration);
  const is4k = media.some(({ attrs }) => attrs.videoResolution === '4k');
  return makeItem({
    kind: 'movie',
    ratingKey,
    key: `film/${slugify(row.title)}`,
    section,
    title: row.title,
    titleSort: sortTitle(row.title),
    year: row.year,
    duration,
    guid: `plex://movie/${build.plexId(row.title)}`,
    guids: build.externalIds(ratingKey),
    slug: slugify(row.title),
    studio: random.pick(STUDIOS),
    contentRating: row.contentRating,
    summary: row.summary,
    rating: Math.round(audienceRating * 10 + random.int(-9, 6)) / 10,
    ratingImage: 'rottentomatoes://image.rating.ripe',
    audienceRating,
    audienceRatingImage: 'rottentomatoes://image.rating.upright',
    originallyAvailableAt: dateIn(random, row.year),
    addedAt,
    hasArt: true,
    picture: row.picture,
    markers: [build.marker('credits', duration * 0.94, duration - 4000, true)],
    chapters: build.chapters(duration, 10),
    media,
    tags: {
      genre: asTags(row.genres),
      country: asTags([random.pick(COUNTRIES)]),
      director: asTags(build.people(1)),
      writer: asTags(build.people(random.int(1, 2))),
      producer: asTags(build.people(1)),
      actor: build.cast(random.int(5, 8)),
      label: asTags([...(is4k ? ['4K'] : []), ...(audienceRating > 8.8 ? ['Staff Pick'] : [])]),
      collection: asTags(filmCollections(row)),
    },
  });
}

/** Half of the films were there before anybody counted; the others came over two years, some of them this month. */
const age = ({ random }: Build): number =>
  random.chance(0.5) ? random.int(735, 1400) : Math.floor(730 * random.next() ** 1.6);

/** Fills the film libraries; gives the films that are held back for later. */
export function addFilms(build: Build, films: Section, family: Section): ((addedAt: number) => Item[])[] {
  const rows = readFilms();
  for (const row of rows.filter(({ group }) => group !== 'arrivals')) {
    build.library.attach(film(build, row.group === 'family' ? family : films, row, build.addedAt(age(build))));
  }
  return rows
    .filter(({ group }) => group === 'arrivals')
    .map((row) => {
      const ready = film(build, films, row, build.today);
      return (addedAt) => [
        { ...ready, addedAt, updatedAt: addedAt, thumb: `/library/metadata/${ready.ratingKey}/thumb/${addedAt}` },
      ];
    });
}
