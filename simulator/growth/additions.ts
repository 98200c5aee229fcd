import { Problem } from '#problem';
import type { AddAction } from '../actions.ts';
import type { Stage } from '../playback/stage.ts';
import { makeItem, type NewItem } from '../world/library.ts';
import type { Item, Section } from '../world/types.ts';

/** Rating keys of new items lie far above those of the library, and depend on the time of the run. */
const FIRST_KEY = 20_000_000;
const KEY_SPAN = 10_000_000;

const STUDIO = 'Blue Anvil';
const MOVIE_MS = 5_400_000;
const EPISODE_MS = 1_320_000;
const TRACK_MS = 200_000;

export interface Additions {
  /** Creates what the action asks for; gives what a scan would announce, parents first. */
  make(action: AddAction): Item[];
  /** How many items were ever made. */
  count(): number;
}

type Create = (name: string, facts: Omit<NewItem, 'ratingKey' | 'key' | 'addedAt'>) => Item;
type Look = (ref: string | undefined, what: string) => Item;

interface Tools {
  readonly stage: Stage;
  readonly create: Create;
  readonly look: Look;
}

function sectionFor(stage: Stage, id: number): Section {
  const section = stage.world.library.section(id);
  if (section === undefined) throw new Problem('invalid', `There is no library ${id}`);
  return section;
}

function addMovie({ stage, create }: Tools, a: AddAction): Item[] {
  const title = a.title ?? 'Newly Minted';
  const file = `${title} (2024)`;
  return [
    create(a.name, {
      kind: 'movie',
      section: sectionFor(stage, a.section ?? 1),
      title,
      year: 2024,
      duration: MOVIE_MS,
      guid: 'plex://movie/5d7768310000000099999901',
      slug: 'newly-minted',
      studio: STUDIO,
      contentRating: 'PG',
      originallyAvailableAt: '2024-05-01',
      rating: 7.1,
      media: [stage.media.video('fhd-h264', { durationMs: MOVIE_MS, folder: `/data/films/${file}`, file })],
    }),
  ];
}

function addShow({ stage, create }: Tools, a: AddAction): Item[] {
  return [
    create(a.name, {
      kind: 'show',
      section: sectionFor(stage, a.section ?? 2),
      title: a.title ?? 'Fresh Ferry',
      index: 1,
      year: 2024,
      duration: EPISODE_MS,
      guid: 'plex://show/5d7768310000000099999902',
      slug: 'fresh-ferry',
      studio: STUDIO,
      contentRating: 'TV-PG',
      originallyAvailableAt: '2024-05-01',
    }),
  ];
}

function seasonOf({ create }: Tools, a: AddAction, show: Item, number: number): { season: Item; isNew: boolean } {
  const known = show.children?.find(({ index }) => index === number);
  if (known !== undefined) return { season: known, isNew: false };
  const season = create(`${a.name}-season`, {
    kind: 'season',
    section: show.section,
    parent: show,
    title: `Season ${number}`,
    index: number,
    guid: `plex://season/5d77683100000000999${number}0001`,
  });
  return { season, isNew: true };
}

function addEpisodes(tools: Tools, a: AddAction): Item[] {
  const show = tools.look(a.show, 'show');
  const number = a.season ?? 1;
  const { season, isNew } = seasonOf(tools, a, show, number);
  const first = a.first ?? (season.children?.length ?? 0) + 1;
  const episodes = Array.from({ length: a.count ?? 1 }, (_, i) => {
    const index = first + i;
    return tools.create(`${a.name}-e${index}`, {
      kind: 'episode',
      section: show.section,
      parent: season,
      title: `New Episode ${index}`,
      index,
      duration: EPISODE_MS,
      year: 2024,
      guid: `plex://episode/5d7768310000000099${number}000${index}`,
      originallyAvailableAt: '2024-05-02',
      contentRating: show.contentRating,
      media: [
        tools.stage.media.video('fhd-hevc', {
          durationMs: EPISODE_MS,
          folder: `/data/series/${show.title}/Season ${number}`,
          file: `${show.title} - s0${number}e0${index}`,
        }),
      ],
    });
  });
  return isNew && a.announce_season !== false ? [season, ...episodes] : episodes;
}

function addAlbum({ stage, create, look }: Tools, a: AddAction): Item[] {
  const artist = look(a.artist, 'artist');
  const album = create(a.name, {
    kind: 'album',
    section: artist.section,
    parent: artist,
    title: a.title ?? 'Fresh Water',
    index: (artist.children?.length ?? 0) + 1,
    year: 2024,
    guid: 'plex://album/5d7768310000000099999903',
    studio: STUDIO,
    originallyAvailableAt: '2024-05-03',
  });
  const tracks = Array.from({ length: a.tracks ?? 3 }, (_, i) =>
    create(`${a.name}-t${i + 1}`, {
      kind: 'track',
      section: artist.section,
      parent: album,
      title: `Fresh Track ${i + 1}`,
      index: i + 1,
      discNumber: 1,
      duration: TRACK_MS,
      guid: `plex://track/5d776831000000009999990${4 + i}`,
      media: [
        stage.media.audio('mp3', {
          durationMs: TRACK_MS,
          folder: `/data/music/${artist.title}/Fresh Water`,
          file: `0${i + 1} Fresh Track`,
        }),
      ],
    }),
  );
  return [album, ...tracks];
}

const MAKERS: Readonly<Record<AddAction['what'], (tools: Tools, action: AddAction) => Item[]>> = {
  movie: addMovie,
  show: addShow,
  episodes: addEpisodes,
  album: addAlbum,
};

/** Makes new items for a scenario; each is also entered into `added` under its name. */
export function makeAdditions(stage: Stage, added: Map<string, Item>): Additions {
  const { library } = stage.world;
  let counter = 0;
  const create: Create = (name, facts) => {
    counter += 1;
    const ratingKey = FIRST_KEY + (Math.floor(stage.ids.t0 / 1000) % KEY_SPAN) * 100 + counter;
    stage.ids.alias(ratingKey, `item:${name}`);
    const addedAt = Math.floor(stage.clock.now() / 1000);
    const item = makeItem({ summary: '', ...facts, ratingKey, key: `new/${name}`, addedAt });
    library.attach(item);
    added.set(name, item);
    return item;
  };
  const look: Look = (ref, what) => {
    const item = library.find(ref ?? '') ?? added.get(ref ?? '');
    if (item === undefined) throw new Problem('not_found', `There is no ${what} ${ref ?? '(none named)'}`);
    return item;
  };
  return { make: (action) => MAKERS[action.what]({ stage, create, look }, action), count: () => counter };
}
