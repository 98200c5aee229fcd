import { hashText, hex } from '../../random.ts';
import type { Person, Viewer } from '../../world/types.ts';

interface PersonRow {
  readonly key: string;
  readonly username: string;
  readonly title: string;
  readonly home?: boolean;
  readonly restricted?: boolean;
  readonly protected?: boolean;
  readonly filterMovies?: string;
  readonly sections?: readonly number[];
  readonly viewer: Omit<Viewer, 'person'>;
}

const ALL = [1, 2, 3, 4, 5];
const FIRST_ID = 48_201_100;

const mostly = (movie: number, episode: number, track: number, live = 0): Viewer['media'] => ({
  movie,
  episode,
  track,
  live,
});

/** The owner first; the likes and habits make everybody's statistics look like theirs. */
const ROWS: readonly PersonRow[] = [
  {
    key: 'mira',
    username: 'mirahalvorsen',
    title: 'Mira Halvorsen',
    home: true,
    viewer: {
      players: [
        ['living-room', 6],
        ['study-mac', 2],
        ['mira-phone', 2],
      ],
      media: mostly(4, 6, 2, 1),
      likes: { Drama: 3, Mystery: 4, Crime: 3 },
      activity: 1.5,
      peakHour: 21,
    },
  },
  {
    key: 'jonas',
    username: 'jonas.h',
    title: 'Jonas',
    home: true,
    protected: true,
    viewer: {
      players: [
        ['living-room', 3],
        ['bedroom', 4],
        ['jonas-plexamp', 5],
      ],
      media: mostly(2, 4, 7, 1),
      likes: { 'Science Fiction': 5, Thriller: 3, 'Post Rock': 4, Jazz: 3 },
      activity: 1.4,
      peakHour: 22,
    },
  },
  {
    key: 'tilda',
    username: '',
    title: 'Tilda',
    home: true,
    restricted: true,
    filterMovies: 'contentRating=G%2CPG',
    sections: [2, 5],
    viewer: {
      players: [
        ['kids-tablet', 7],
        ['living-room', 2],
      ],
      media: mostly(4, 7, 0),
      likes: { Family: 30, Animation: 20 },
      activity: 1.2,
      peakHour: 17,
    },
  },
  {
    key: 'aksel',
    username: '',
    title: 'Grandpa Aksel',
    home: true,
    viewer: {
      players: [['aksel-tv', 1]],
      media: mostly(4, 5, 1, 4),
      likes: { Documentary: 8, Drama: 2 },
      activity: 0.9,
      peakHour: 14,
    },
  },
  {
    key: 'nadia',
    username: 'nadia.okafor',
    title: 'nadia.okafor',
    viewer: {
      players: [
        ['nadia-roku', 6],
        ['nadia-phone', 2],
      ],
      media: mostly(3, 7, 1),
      likes: { Comedy: 4, Romance: 4 },
      activity: 1.1,
      peakHour: 20,
    },
  },
  {
    key: 'tomasz',
    username: 'tomasz_w',
    title: 'tomasz_w',
    viewer: {
      players: [
        ['tomasz-shield', 6],
        ['tomasz-htpc', 3],
      ],
      media: mostly(7, 4, 1),
      likes: { Thriller: 4, Horror: 5, 'Science Fiction': 3 },
      activity: 1.2,
      peakHour: 22,
    },
  },
  {
    key: 'leo',
    username: 'leo.brandt',
    title: 'leo.brandt',
    viewer: {
      players: [
        ['leo-samsung', 5],
        ['leo-firefox', 3],
      ],
      media: mostly(3, 5, 2),
      likes: { Crime: 4, Documentary: 3, Electronic: 4 },
      activity: 1,
      peakHour: 21,
    },
  },
  {
    key: 'ines',
    username: 'ines.carvalho',
    title: 'ines.carvalho',
    viewer: {
      players: [['ines-apple-tv', 1]],
      media: mostly(5, 5, 1),
      likes: { Romance: 4, Drama: 3, Music: 3 },
      activity: 0.9,
      peakHour: 22,
    },
  },
  {
    key: 'ravi',
    username: 'ravi_ns',
    title: 'ravi_ns',
    viewer: {
      players: [['ravi-xbox', 1]],
      media: mostly(4, 6, 0),
      likes: { 'Science Fiction': 6, Adventure: 4, Animation: 3 },
      activity: 0.9,
      peakHour: 17,
    },
  },
  {
    key: 'hanna',
    username: 'hanna.lind',
    title: 'hanna.lind',
    viewer: {
      players: [['hanna-ps5', 1]],
      media: mostly(3, 8, 1),
      likes: { Fantasy: 5, Mystery: 3, Comedy: 2 },
      activity: 0.8,
      peakHour: 20,
    },
  },
  {
    key: 'oskar',
    username: 'oskar',
    title: 'oskar',
    sections: [3],
    viewer: {
      players: [['oskar-plexamp', 1]],
      media: mostly(0, 0, 1),
      likes: { Folk: 4, Ambient: 5, Classical: 3 },
      activity: 1,
      peakHour: 8,
    },
  },
  {
    key: 'beatriz',
    username: 'beatriz.m',
    title: 'beatriz.m',
    sections: [1, 2, 5],
    viewer: {
      players: [['beatriz-firetv', 1]],
      media: mostly(6, 4, 0),
      likes: { Comedy: 5, Family: 4 },
      activity: 0.7,
      peakHour: 23,
    },
  },
  {
    key: 'samir',
    username: 'samir_k',
    title: 'samir_k',
    sections: [1, 2],
    viewer: {
      players: [['samir-laptop', 1]],
      media: mostly(5, 4, 0),
      likes: { Documentary: 4, Thriller: 3 },
      activity: 0.6,
      peakHour: 23,
    },
  },
  {
    key: 'juno',
    username: 'juno',
    title: 'juno',
    sections: [1, 2, 3],
    viewer: {
      players: [
        ['juno-android', 3],
        ['juno-chromecast', 4],
      ],
      media: mostly(3, 5, 3),
      likes: { Animation: 5, Pop: 4, Soul: 3 },
      activity: 0.8,
      peakHour: 19,
    },
  },
];

function personOf(row: PersonRow, index: number): Person {
  const id = FIRST_ID + index * 17;
  const uuid = `${hex(hashText(row.key), 8)}${hex(hashText(`${row.key}!`), 8)}`;
  const isOwner = index === 0;
  return {
    key: row.key,
    id,
    uuid,
    username: row.username,
    title: row.title,
    email: row.username === '' ? '' : `${row.key}@example.net`,
    thumb: `https://plex.tv/users/${uuid}/avatar?c=1700000000`,
    token: isOwner ? OWNER_TOKEN : `showcase-Token-${row.key}-00000000`,
    sectionIds: row.sections ?? ALL,
    admin: isOwner,
    home: row.home ?? false,
    restricted: row.restricted ?? false,
    protected: row.protected ?? false,
    allowSync: true,
    filterAll: '',
    filterMovies: row.filterMovies ?? '',
    filterTelevision: '',
    filterMusic: '',
    filterPhotos: '',
    localId: isOwner ? 1 : id,
    listed: true,
  };
}

export const OWNER_TOKEN = 'showcase-Owner-Token-0001';

/** The people around the showcase server; the owner first. */
export function showcasePeople(): readonly [Person, ...Person[]] {
  const [owner, ...others] = ROWS.map(personOf);
  if (owner === undefined) throw new RangeError('there is nobody');
  return [owner, ...others];
}

export const showcaseViewers = (): Viewer[] => ROWS.map(({ key, viewer }) => ({ person: key, ...viewer }));
