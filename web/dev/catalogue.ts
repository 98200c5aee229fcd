import type { MediaType } from '#contract/enums.ts';
import type { ItemView, PlayerView, UserView } from '#contract/media.ts';

/** Invented titles, people and players of the pretend server. */

const PEOPLE = [
  'Anna Lindqvist',
  'Ben Okafor',
  'Chloé Martin',
  'David',
  'Emma Rossi',
  'Farid',
  'Grandma',
  'Hiro Tanaka',
  'Ines',
];

export const USERS: readonly UserView[] = PEOPLE.map((name, index) => ({
  id: index + 1,
  name,
  username: name.toLowerCase().split(' ')[0] ?? name,
  avatar: index % 4 === 1 ? `/api/v3/images/avatar-${index}` : null,
}));

const player = (title: string, product: string, platform: string, device: string): PlayerView => ({
  title,
  device,
  platform,
  platformVersion: '18.1',
  product,
  productVersion: '8.45.1',
});

export const PLAYERS: readonly PlayerView[] = [
  player('Living room', 'Plex for Apple TV', 'tvOS', 'Apple TV 4K'),
  player('Bedroom TV', 'Plex for LG', 'webOS', 'OLED55C2'),
  player('Pixel 9', 'Plex for Android (Mobile)', 'Android', 'Pixel 9'),
  player('Chrome', 'Plex Web', 'Chrome', 'Linux'),
  player('Kitchen iPad', 'Plex for iOS', 'iOS', 'iPad Air'),
  player('Shield', 'Plex for Android (TV)', 'Android', 'SHIELD Android TV'),
  player('Plexamp', 'Plexamp', 'macOS', 'MacBook'),
];

const MOVIES: ReadonlyArray<readonly [string, number, number]> = [
  ['The Salt Meridian', 2024, 146],
  ['Ember Falls', 2021, 110],
  ['Paper Moons', 2019, 100],
  ['A Lighthouse for Otto', 2023, 124],
  ['Glass Harbor', 2022, 96],
  ['The Cartographer’s Daughter', 2025, 131],
  ['Northbound', 2018, 118],
  ['Velvet Archive', 2020, 142],
  ['Night Ferry to Aalborg', 2024, 107],
  ['Two Halves of Winter', 2017, 120],
  ['Orchard of Satellites', 2025, 128],
  ['Quiet Garden', 2016, 103],
];

const SHOWS: ReadonlyArray<readonly [string, number, readonly string[]]> = [
  ['Harbor Lights', 52, ['Low Tide', 'The Pilot Boat', 'Fog Signal', 'Anchorage', 'The Long Watch', 'Spring Tide']],
  ['Signal & Noise', 47, ['Carrier', 'Ghost Channel', 'Packet Loss', 'The Man in the Static']],
  ['Kitchen Cabinet', 24, ['Sourdough Diplomacy', 'A Motion to Braise', 'The Leek Inquiry', 'Whisk Management']],
  ['The Understudies', 38, ['Places, Please', 'Prompt Corner', 'The Scottish Episode', 'Strike']],
  ['Deep Time', 58, ['Ice', 'Fire', 'Grass', 'The First Garden']],
];

const ALBUMS: ReadonlyArray<readonly [string, string, readonly string[]]> = [
  ['Lantern Season', 'Marlow & the Tides', ['Slow Compass', 'Harbour Song', 'Leave the Light']],
  ['Concrete Botany', 'Ysolde', ['Moss', 'Glasshouse', 'Ferns at Night']],
];

let lastId = 0;

function item(mediaType: MediaType, fields: Partial<ItemView> & Pick<ItemView, 'title' | 'fullTitle'>): ItemView {
  lastId += 1;
  return {
    id: lastId,
    mediaType,
    isLive: false,
    ratingKey: String(1000 + lastId),
    parentRatingKey: null,
    grandparentRatingKey: null,
    parentTitle: null,
    grandparentTitle: null,
    originalTitle: null,
    editionTitle: null,
    year: null,
    mediaIndex: null,
    parentMediaIndex: null,
    durationMs: null,
    libraryName: null,
    contentRating: null,
    summary: null,
    genres: [],
    channelTitle: null,
    poster: null,
    backdrop: null,
    ...fields,
  };
}

const image = (kind: string, name: string): string => `/api/v3/images/${kind}-${encodeURIComponent(name)}`;
const minutes = (count: number): number => count * 60_000;

const movies = MOVIES.map(([title, year, length]) =>
  item('movie', {
    title,
    fullTitle: title,
    year,
    durationMs: minutes(length),
    libraryName: 'Movies',
    contentRating: 'PG-13',
    poster: image('poster', title),
    backdrop: image('backdrop', title),
  }),
);

const episodes = SHOWS.flatMap(([show, length, titles]) =>
  titles.map((title, index) =>
    item('episode', {
      title,
      fullTitle: `${show} - ${title}`,
      grandparentTitle: show,
      parentTitle: 'Season 2',
      parentMediaIndex: 2,
      mediaIndex: index + 1,
      year: 2024,
      durationMs: minutes(length),
      libraryName: 'TV shows',
      poster: image('poster', show),
      backdrop: image('backdrop', show),
    }),
  ),
);

const tracks = ALBUMS.flatMap(([album, artist, titles]) =>
  titles.map((title, index) =>
    item('track', {
      title,
      fullTitle: `${artist} - ${title}`,
      grandparentTitle: artist,
      parentTitle: album,
      mediaIndex: index + 1,
      durationMs: minutes(4),
      libraryName: 'Music',
      poster: image('square', album),
    }),
  ),
);

const programme = item('episode', {
  title: 'The Evening Bulletin',
  fullTitle: 'The Evening Bulletin',
  isLive: true,
  grandparentTitle: 'The Evening Bulletin',
  channelTitle: '4 Harbour One',
  durationMs: minutes(45),
  libraryName: 'Live TV',
});

export const ITEMS = { movies, episodes, tracks, programme } as const;
