import type { EpochMs } from '#clock';
import { hashText, hex } from '../random.ts';
import type { Section, SectionFacts, ServerFacts } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { makeBuild } from './showcase/build.ts';
import { showcaseChannels } from './showcase/channels.ts';
import { addFilms } from './showcase/films.ts';
import { addMusic } from './showcase/music.ts';
import { OWNER_TOKEN, showcasePeople, showcaseViewers } from './showcase/people.ts';
import { HOME_ADDRESS, showcasePlace, showcasePlayers } from './showcase/players.ts';
import { addSeries } from './showcase/series.ts';
import { addPhotos, addShelves, type Libraries } from './showcase/shelves.ts';

const SERVER: Omit<ServerFacts, 'machineIdentifier'> = {
  friendlyName: 'Lanternhouse',
  version: '1.41.3.9314-a0bfb8370',
  platform: 'Linux',
  platformVersion: '6.8.0-45-generic (#45-Ubuntu SMP)',
  ownerToken: OWNER_TOKEN,
  publicAddress: HOME_ADDRESS,
  lanAddress: '192.168.10.5',
  countryCode: 'nor',
  createdAt: 1_640_000_000,
  updatedAt: 1_716_000_000,
};

type SectionRow = Pick<SectionFacts, 'id' | 'kind' | 'title' | 'agent' | 'scanner' | 'folder'>;

const FILM_AGENT = { kind: 'movie', agent: 'tv.plex.agents.movie', scanner: 'Plex Movie' } as const;

const SECTIONS: Readonly<Record<keyof Libraries, SectionRow>> = {
  films: { ...FILM_AGENT, id: 1, title: 'Films', folder: '/media/films' },
  series: {
    id: 2,
    kind: 'show',
    title: 'Series',
    agent: 'tv.plex.agents.series',
    scanner: 'Plex TV Series',
    folder: '/media/series',
  },
  music: {
    id: 3,
    kind: 'artist',
    title: 'Music',
    agent: 'tv.plex.agents.music',
    scanner: 'Plex Music',
    folder: '/media/music',
  },
  photos: {
    id: 4,
    kind: 'photo',
    title: 'Photos',
    agent: 'com.plexapp.agents.none',
    scanner: 'Plex Photo Scanner',
    folder: '/media/photos',
  },
  family: { ...FILM_AGENT, id: 5, title: 'Family Films', folder: '/media/family' },
};

const section = (facts: SectionRow, today: number): Section => ({
  language: 'en-US',
  uuid: `${hex(hashText(facts.title), 8)}-4c3d-4e5f-8a9b-${hex(facts.id * 7919, 12)}`,
  createdAt: SERVER.createdAt,
  updatedAt: today,
  scannedAt: today,
  items: [],
  collections: [],
  ...facts,
});

function libraries(today: number): Libraries {
  return {
    films: section(SECTIONS.films, today),
    series: section(SECTIONS.series, today),
    music: section(SECTIONS.music, today),
    photos: section(SECTIONS.photos, today),
    family: section(SECTIONS.family, today),
  };
}

/** A fixed Sunday in 2025, for worlds whose dates must not depend on the day. */
const FIXED_DAY: EpochMs = Date.UTC(2025, 5, 1);

/**
 * An invented household with its friends, about five hundred items and a taste for everybody.
 * The same seed and week (of `now`, epoch milliseconds) give the same world; every call gives a fresh copy.
 */
export function showcaseWorld(seed = 1, now: EpochMs = FIXED_DAY): World {
  const shelves = libraries(Math.floor(now / 1000));
  const { films, series, music, photos, family } = shelves;
  const build = makeBuild(seed, now, [films, series, music, photos, family]);
  const laterFilms = addFilms(build, films, family);
  const laterEpisodes = addSeries(build, series);
  addMusic(build, music);
  addPhotos(build, photos);
  addShelves(build, shelves);
  return {
    name: 'showcase',
    server: { ...SERVER, machineIdentifier: `${hex(seed, 8)}9c4e7ab15d208f3361e0d97c25ba4f86`.slice(0, 40) },
    library: build.library,
    people: showcasePeople(),
    players: showcasePlayers(),
    channels: showcaseChannels(build),
    locate: showcasePlace,
    nextIds: build.media.ids(),
    viewers: showcaseViewers(),
    arrivals: interleave(laterFilms, laterEpisodes),
  };
}

/** One of each in turn, then whatever is left. */
function interleave<T>(a: readonly T[], b: readonly T[]): T[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [
    ...a.slice(i, i + 1),
    ...b.slice(i, i + 1),
  ]).flat();
}
