import { makeItem } from '../../world/library.ts';
import type { Item, Section, Tag } from '../../world/types.ts';
import { asTags, type Build, MINUTE_MS, slugify, sortTitle } from './build.ts';
import { cells, list, readTable } from './tables.ts';

interface SeriesRow {
  readonly title: string;
  readonly year: number;
  readonly genres: readonly string[];
  readonly contentRating: string;
  readonly minutes: number;
  readonly network: string;
  readonly picture: string;
  readonly summary: string;
  readonly seasons: readonly (readonly string[])[];
}

function readSeries(): SeriesRow[] {
  const rows: (Omit<SeriesRow, 'seasons'> & { seasons: string[][] })[] = [];
  for (const { text } of readTable('series.txt')) {
    if (!text.includes('|')) {
      rows.at(-1)?.seasons.push(list(text, ';'));
      continue;
    }
    const [title = '', year, genres = '', rating = '', minutes, network = '', picture = '', summary = ''] = cells(
      text,
      8,
    );
    rows.push({
      title,
      year: Number(year),
      genres: list(genres),
      contentRating: rating,
      minutes: Number(minutes),
      network,
      picture,
      summary,
      seasons: [],
    });
  }
  return rows;
}

interface Crew {
  readonly directors: readonly string[];
  readonly writers: readonly string[];
  readonly actors: readonly Tag[];
  readonly preset: string;
}

const SUMMARIES = [
  'Nothing goes as planned, which was the plan.',
  'An old promise turns up with a new address.',
  'Somebody has to say it first.',
  'The weather turns, and so does an ally.',
  'A small favour grows teeth.',
  'Two of them know; one of them tells.',
  'The wrong door is the only one left open.',
  'Everybody gets what they asked for.',
];

function presetFor(build: Build, year: number): string {
  if (year >= 2019) return build.random.pick(['uhd-hdr10', 'uhd-dovi-p5', 'fhd-hevc']);
  return year >= 2014
    ? build.random.pick(['fhd-h264', 'fhd-hevc'])
    : build.random.pick(['hd-720', 'sd-576i', 'fhd-h264']);
}

function showItem(build: Build, section: Section, row: SeriesRow, addedAt: number, crew: Crew): Item {
  const ratingKey = build.nextKey();
  return makeItem({
    kind: 'show',
    ratingKey,
    key: `show/${slugify(row.title)}`,
    section,
    title: row.title,
    titleSort: sortTitle(row.title),
    index: 1,
    year: row.year,
    guid: `plex://show/${build.plexId(row.title)}`,
    guids: build.externalIds(ratingKey),
    slug: slugify(row.title),
    studio: row.network,
    network: row.network,
    contentRating: row.contentRating,
    summary: row.summary,
    audienceRating: build.random.int(64, 93) / 10,
    audienceRatingImage: 'themoviedb://image.rating',
    duration: row.minutes * MINUTE_MS,
    originallyAvailableAt: `${row.year}-03-0${build.random.int(1, 9)}`,
    addedAt,
    hasArt: true,
    hasTheme: true,
    picture: row.picture,
    tags: {
      genre: asTags(row.genres),
      actor: crew.actors,
      label: row.network === 'Kanal Nord' ? asTags(['Nordic']) : [],
      collection: row.network === 'Kanal Nord' ? asTags(['Kanal Nord Originals']) : [],
    },
  });
}

function seasonItem(build: Build, show: Item, number: number, addedAt: number): Item {
  const ratingKey = build.nextKey();
  return makeItem({
    kind: 'season',
    ratingKey,
    key: `${show.key}/s${number}`,
    section: show.section,
    parent: show,
    title: `Season ${number}`,
    index: number,
    year: (show.year ?? 0) + number - 1,
    guid: `plex://season/${build.plexId(`${show.title} ${number}`)}`,
    guids: build.externalIds(ratingKey).slice(1),
    summary: '',
    addedAt,
    hasArt: true,
    picture: show.picture,
  });
}

interface EpisodePlace {
  readonly season: Item;
  readonly number: number;
  readonly title: string;
  readonly addedAt: number;
}

const two = (n: number): string => String(n).padStart(2, '0');

function episodeItem(build: Build, { season, number, title, addedAt }: EpisodePlace, crew: Crew): Item {
  const { random } = build;
  const show = season.parent;
  const ratingKey = build.nextKey();
  const duration = Math.round((show?.duration ?? 0) * (0.93 + random.next() * 0.12));
  const name = show?.title ?? '';
  const intro = random.int(20, 90) * 1000;
  const year = season.year ?? 0;
  return makeItem({
    kind: 'episode',
    ratingKey,
    key: `${show?.key}/s${season.index}e${number}`,
    section: season.section,
    parent: season,
    title,
    index: number,
    duration,
    guid: `plex://episode/${build.plexId(`${name} ${season.index} ${number}`)}`,
    guids: build.externalIds(ratingKey),
    year,
    contentRating: show?.contentRating,
    summary: random.pick(SUMMARIES),
    audienceRating: random.int(66, 95) / 10,
    audienceRatingImage: 'themoviedb://image.rating',
    originallyAvailableAt: `${year}-${two(((number + 8) % 12) + 1)}-${two(random.int(1, 28))}`,
    addedAt,
    picture: show?.picture,
    markers: [
      build.marker('intro', intro, intro + Math.min(75_000, duration * 0.04)),
      build.marker('credits', duration - Math.min(70_000, duration * 0.05), duration - 2000, true),
    ],
    media: [
      build.media.video(crew.preset, {
        durationMs: duration,
        folder: `${season.section?.folder}/${name}/${season.title}`,
        file: `${name} - s${two(season.index ?? 0)}e${two(number)} - ${title}`,
      }),
    ],
    tags: {
      director: asTags([random.pick(crew.directors)]),
      writer: asTags([random.pick(crew.writers)]),
      actor: crew.actors.slice(0, 3),
    },
  });
}

/** Shows with a season to come; its episodes arrive one by one. */
const TO_COME: ReadonlySet<string> = new Set(['Greywater', 'Aurora Line', 'Harrow & Tide', 'Paper Planets']);
const EPISODES_TO_COME = 2;

function addShow(build: Build, section: Section, row: SeriesRow): ((addedAt: number) => Item[])[] {
  const { random, library } = build;
  const crew: Crew = {
    directors: build.people(3),
    writers: build.people(3),
    actors: build.cast(6),
    preset: presetFor(build, row.year),
  };
  const firstAge = random.chance(0.5) ? random.int(735, 1200) : random.int(120, 720);
  const show = showItem(build, section, row, build.addedAt(firstAge), crew);
  library.attach(show);
  const later: ((addedAt: number) => Item[])[] = [];
  row.seasons.forEach((titles, s) => {
    const isLast = s === row.seasons.length - 1;
    const held = isLast && TO_COME.has(row.title) ? EPISODES_TO_COME : 0;
    // The last season of a show in production came week by week, everything older in one go.
    const ageOf = (e: number): number =>
      held > 0 ? (titles.length - held - e) * 7 - 3 : Math.max(10, firstAge - s * 60);
    const season = seasonItem(build, show, s + 1, build.addedAt(Math.max(1, ageOf(0))));
    library.attach(season);
    titles.forEach((title, e) => {
      const addedAt = build.addedAt(Math.max(1, ageOf(e)));
      const item = episodeItem(build, { season, number: e + 1, title, addedAt }, crew);
      if (e < titles.length - held) library.attach(item);
      else later.push((when) => [{ ...item, addedAt: when, updatedAt: when }]);
    });
  });
  return later;
}

/** Fills the series library; gives the episodes that are held back for later. */
export const addSeries = (build: Build, section: Section): ((addedAt: number) => Item[])[] =>
  readSeries().flatMap((row) => addShow(build, section, row));
