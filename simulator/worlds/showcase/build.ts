import type { EpochMs } from '#clock';
import { hashText, hex, type Random, seededRandom } from '../../random.ts';
import { type Library, makeLibrary } from '../../world/library.ts';
import { type MediaMaker, makeMedia } from '../../world/media.ts';
import type { Chapter, Marker, Section, Tag } from '../../world/types.ts';

const DAY_S = 86_400;
const WEEK_MS = 7 * DAY_S * 1000;
const FIRST_KEY = 101;

/** What the makers of the showcase share: numbers, chance, the day the library is looked at. */
export interface Build {
  readonly random: Random;
  readonly library: Library;
  readonly media: MediaMaker;
  /** Epoch seconds; the youngest items are hours older than this. */
  readonly today: number;
  nextKey(): number;
  /** The 24 digits of a Plex guid, always the same for a name. */
  plexId(name: string): string;
  /** Ids at other catalogues, far beyond those in use. */
  externalIds(ratingKey: number): string[];
  people(count: number): string[];
  cast(count: number): Tag[];
  marker(type: string, from: number, to: number, final?: boolean): Marker;
  chapters(durationMs: number, count: number): Chapter[];
  /** When something of a given age came, in epoch seconds. */
  addedAt(ageDays: number): number;
}

const FIRST_NAMES =
  'Aino,Bastien,Carys,Darek,Elin,Farouk,Greta,Hamid,Isolde,Jonna,Kaito,Lucia,Mattias,Nkechi,Olive,Pavel,Quentin,Rosa,Sanne,Teo,Ulla,Viktor,Wanda,Ximena,Yusuf,Zofia,Amara,Bruno,Celeste,Dmitri,Esme,Felix,Gudrun,Hugo,Ines,Jasper'.split(
    ',',
  );
const LAST_NAMES =
  'Abernethy,Bergström,Castellane,Dufresne,Ekwueme,Farrant,Galanis,Halvorsen,Ivanescu,Jarvela,Kowalczyk,Lindgaard,Marchetti,Nakagawa,Oduya,Pemberton,Quirke,Rasmussen,Sorrento,Tamm,Underwood,Vasquez,Wrede,Ystad,Zeller,Achterberg,Beaumont,Carvalho,Drozd,Fairweather'.split(
    ',',
  );

export function makeBuild(seed: number, now: EpochMs, sections: readonly Section[]): Build {
  const random = seededRandom(seed);
  const library = makeLibrary(sections);
  let key = FIRST_KEY;
  let markerId = 1;
  let chapterId = 1;
  const person = (): string => `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
  const people = (count: number): string[] => {
    const names = new Set<string>();
    while (names.size < count) names.add(person());
    return [...names];
  };
  // Whole weeks, so that restarting a demo does not change every date.
  const today = (Math.floor(now / WEEK_MS) * WEEK_MS) / 1000;
  return {
    random,
    library,
    media: makeMedia({ media: 3001, part: 5001, stream: 9001 }),
    today,
    nextKey: () => key++,
    plexId: (name) => `65${hex(hashText(`${seed}/${name}`), 8)}${hex(hashText(`${name}/${seed}`), 8)}${hex(seed, 6)}`,
    externalIds: (n) => [
      `imdb://tt999${String(n).padStart(6, '0')}`,
      `tmdb://${99_000_000 + n}`,
      `tvdb://${99_000_000 + n}`,
    ],
    people,
    cast: (count) => people(count).map((tag) => ({ tag, role: person() })),
    marker: (type, from, to, final) => ({
      id: markerId++,
      type,
      startTimeOffset: Math.round(from),
      endTimeOffset: Math.round(to),
      final,
    }),
    chapters: (durationMs, count) =>
      Array.from({ length: count }, (_, i) => ({
        id: chapterId++,
        index: i + 1,
        tag: `Chapter ${i + 1}`,
        startTimeOffset: Math.floor((durationMs / count) * i),
        endTimeOffset: Math.floor((durationMs / count) * (i + 1)),
      })),
    addedAt: (ageDays) => Math.floor(today - ageDays * DAY_S - random.int(0, DAY_S - 1)),
  };
}

export const MINUTE_MS = 60_000;

/** `the-lamp-at-skerry-nine` */
export const slugify = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/&/g, 'and')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** The title as it is sorted, when that differs. */
export function sortTitle(title: string): string | undefined {
  const bare = title.replace(/^(The|A|An) /, '');
  return bare === title ? undefined : bare;
}

export const asTags = (names: readonly string[]): Tag[] => names.map((tag) => ({ tag }));

/** A date within a year, as the wire has it. */
export const dateIn = (random: Random, year: number): string =>
  `${year}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`;
