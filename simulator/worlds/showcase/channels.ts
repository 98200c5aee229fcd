import type { Channel, Programme } from '../../world/types.ts';
import type { Build } from './build.ts';

const HALF_HOUR_MS = 1_800_000;
const FILM_MS = 6_300_000;

type NewsRow = readonly [show: string, title: string, summary: string];

const NEWS: readonly NewsRow[] = [
  ['Harbour One News', 'Morning Bulletin', 'The day so far, with the tides.'],
  ['Coast & Country', 'Sheep on the Slipway', 'A ferry is delayed for the best of reasons.'],
  ['Harbour One News', 'Midday Bulletin', 'Headlines, weather, shipping.'],
  ['The Small Print', 'Warranties', 'What you signed, read aloud.'],
  ['Harbour One News', 'Evening Bulletin', 'The day in the harbour.'],
  ['Weather Watch', 'Low over the North', 'Storms tonight, swimmers tomorrow.'],
];

const FILMS: readonly (readonly [title: string, year: number, summary: string])[] = [
  ['The Long Jetty', 1987, 'A man walks out over the water.'],
  ['Sixpence and Steam', 1972, 'A station master refuses to let a branch line die.'],
  ['Letters from the Weir', 1991, 'A miller and a schoolteacher share a postman.'],
  ['The Harvest Comet', 1969, 'A village prepares for the end of the world and a wedding.'],
];

function newsProgrammes(build: Build): Programme[] {
  return NEWS.map(([show, title, summary], i) => ({
    kind: 'episode',
    title,
    guid: `plex://episode/${build.plexId(`live ${title}`)}`,
    durationMs: HALF_HOUR_MS,
    summary,
    contentRating: 'TV-G',
    year: 2024,
    show: { title: show, guid: `plex://show/${build.plexId(`live show ${show}`)}`, season: 12, episode: 180 + i },
  }));
}

const filmProgrammes = (build: Build): Programme[] =>
  FILMS.map(([title, year, summary]) => ({
    kind: 'movie',
    title,
    guid: `plex://movie/${build.plexId(`live ${title}`)}`,
    durationMs: FILM_MS,
    summary,
    contentRating: 'PG',
    year,
  }));

function channel(facts: Omit<Channel, 'programmes'>, programmes: readonly Programme[]): Channel {
  const [first, ...rest] = programmes;
  if (first === undefined) throw new RangeError('a channel without programmes');
  return { ...facts, programmes: [first, ...rest] };
}

/** Two channels: news in half hours, old films. */
export const showcaseChannels = (build: Build): Channel[] => [
  channel(
    {
      key: 'news',
      number: '4.1',
      callSign: 'HBRONE',
      identifier: '004.1',
      title: '4.1 HBRONE (Harbour One)',
      vcn: '004',
      thumb: 'https://provider-static.plex.tv/epg/channel/harbour-one.png',
      media: 'fhd-i-mpeg2',
    },
    newsProgrammes(build),
  ),
  channel(
    {
      key: 'film',
      number: '9.2',
      callSign: 'CINNINE',
      identifier: '009.2',
      title: '9.2 CINNINE (Cinema Nine)',
      vcn: '009',
      thumb: 'https://provider-static.plex.tv/epg/channel/cinema-nine.png',
      media: 'hd-720',
    },
    filmProgrammes(build),
  ),
];
