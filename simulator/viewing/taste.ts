import type { Random } from '../random.ts';
import { leavesOf, rootOf, tagsOf } from '../world/library.ts';
import type { Item, Person, Viewer } from '../world/types.ts';
import { findPerson, type World } from '../world/world.ts';

/** What somebody may play next. */
export interface Taste {
  /** Something of the given kind at a moment (epoch seconds); null when there is nothing for this person. */
  choose(viewer: Viewer, kind: 'movie' | 'episode' | 'track', now: number): Item | null;
  /** Forgets what is known of the library, because something came or went. */
  refresh(): void;
}

/** One person's leanings: what there is for them, and where they are in their series. */
interface Leaning {
  readonly films: Pool;
  readonly shows: Pool;
  readonly albums: Pool;
}

interface Memory {
  readonly seenFilms: Set<number>;
  /** Next episode (by position) of every show begun. */
  readonly places: Map<number, number>;
  current: Item | null;
}

interface Pool {
  readonly items: readonly Item[];
  /** Running sums of the weights. */
  readonly sums: readonly number[];
}

function makePool(items: readonly Item[], weight: (item: Item) => number): Pool {
  let sum = 0;
  const sums = items.map((item) => {
    sum += weight(item);
    return sum;
  });
  return { items, sums };
}

function draw(pool: Pool, random: Random): Item | null {
  const total = pool.sums.at(-1) ?? 0;
  if (total === 0) return null;
  const wanted = random.next() * total;
  let low = 0;
  let high = pool.sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pool.sums[middle] ?? 0) > wanted) high = middle;
    else low = middle + 1;
  }
  return pool.items[low] ?? null;
}

const CHILD_RATINGS: ReadonlySet<string> = new Set(['G', 'PG', 'TV-Y7', 'TV-G', 'TV-PG']);

/** How much somebody likes an item; nobody likes two things equally, so every title gets its own share of luck. */
function liking(viewer: Viewer, item: Item, salt: number): number {
  const genres = tagsOf(item, 'genre').map(({ tag }) => viewer.likes[tag] ?? 1);
  const best = Math.max(1, ...genres);
  const luck = ((Math.imul(item.ratingKey + salt, 2_654_435_761) >>> 8) % 1000) / 1000;
  const popular = (Math.imul(item.ratingKey, 40_503) >>> 4) % 17 === 0 ? 3 : 1;
  return best * (0.25 + luck) * popular;
}

function leaningOf(world: World, viewer: Viewer, person: Person): Leaning {
  const allowed = (item: Item): boolean => !person.restricted || CHILD_RATINGS.has(item.contentRating ?? '');
  const sections = world.library.sections.filter(({ id }) => person.admin || person.sectionIds.includes(id));
  const itemsOf = (kind: string): Item[] =>
    sections.filter((section) => section.kind === kind).flatMap((section) => section.items.filter(allowed));
  const weight = (item: Item): number => liking(viewer, rootOf(item), person.id);
  return {
    films: makePool(itemsOf('movie'), weight),
    shows: makePool(itemsOf('show'), weight),
    albums: makePool(
      itemsOf('artist').flatMap((artist) => artist.children ?? []),
      weight,
    ),
  };
}

const ATTEMPTS = 8;
/** How many of the films somebody has seen are watched again. */
const AGAIN = 0.12;
/** How faithful people are to the series they are in. */
const FAITHFUL = 0.88;

function chooseFilm(leaning: Leaning, memory: Memory, random: Random, now: number): Item | null {
  const there = (film: Item | null): film is Item => film !== null && film.addedAt <= now;
  const remember = (film: Item): Item => {
    memory.seenFilms.add(film.ratingKey);
    return film;
  };
  for (let i = 0; i < ATTEMPTS; i += 1) {
    const film = draw(leaning.films, random);
    if (there(film) && (!memory.seenFilms.has(film.ratingKey) || random.chance(AGAIN))) return remember(film);
  }
  // Who has seen all their favourites tries something else.
  for (let i = 0; i < ATTEMPTS && leaning.films.items.length > 0; i += 1) {
    const film = random.pick(leaning.films.items);
    if (there(film)) return remember(film);
  }
  return null;
}

function nextEpisode(memory: Memory, show: Item, now: number): Item | null {
  const place = memory.places.get(show.ratingKey) ?? 0;
  const episode = leavesOf(show)[place];
  if (episode === undefined || episode.addedAt > now) return null;
  memory.places.set(show.ratingKey, place + 1);
  return episode;
}

function chooseEpisode(leaning: Leaning, memory: Memory, random: Random, now: number): Item | null {
  const going = memory.current !== null && random.chance(FAITHFUL) ? nextEpisode(memory, memory.current, now) : null;
  if (going !== null) return going;
  for (let i = 0; i < ATTEMPTS; i += 1) {
    const show = draw(leaning.shows, random);
    if (show === null || show.addedAt > now) continue;
    const leaves = leavesOf(show).length;
    // Who has finished a series starts it again only now and then.
    if ((memory.places.get(show.ratingKey) ?? 0) >= leaves) {
      if (!random.chance(AGAIN)) continue;
      memory.places.set(show.ratingKey, 0);
    }
    const episode = nextEpisode(memory, show, now);
    if (episode === null) continue;
    memory.current = show;
    return episode;
  }
  return null;
}

function chooseTrack(leaning: Leaning, random: Random, now: number): Item | null {
  const album = draw(leaning.albums, random);
  if (album === null || album.addedAt > now) return null;
  const tracks = album.children ?? [];
  return tracks[random.chance(0.6) ? 0 : random.int(0, Math.max(0, tracks.length - 1))] ?? null;
}

/** Remembers for everybody what they have seen and where they are. */
export function makeTaste(world: World, random: Random): Taste {
  const leanings = new Map<string, Leaning>();
  const memories = new Map<string, Memory>();
  const leaningFor = (viewer: Viewer): Leaning | null => {
    const known = leanings.get(viewer.person);
    if (known !== undefined) return known;
    const person = findPerson(world, viewer.person);
    if (person === undefined) return null;
    const made = leaningOf(world, viewer, person);
    leanings.set(viewer.person, made);
    return made;
  };
  const memoryOf = (viewer: Viewer): Memory => {
    const known = memories.get(viewer.person);
    if (known !== undefined) return known;
    const fresh: Memory = { seenFilms: new Set(), places: new Map(), current: null };
    memories.set(viewer.person, fresh);
    return fresh;
  };
  return {
    choose(viewer, kind, now) {
      const leaning = leaningFor(viewer);
      if (leaning === null) return null;
      if (kind === 'movie') return chooseFilm(leaning, memoryOf(viewer), random, now);
      if (kind === 'episode') return chooseEpisode(leaning, memoryOf(viewer), random, now);
      return chooseTrack(leaning, random, now);
    },
    refresh: () => leanings.clear(),
  };
}

/** The episode or track that follows, through the seasons of a show but not from album to album. */
export function following(item: Item): Item | null {
  const line = item.kind === 'episode' ? leavesOf(rootOf(item)) : (item.parent?.children ?? []);
  const at = line.indexOf(item);
  return at < 0 ? null : (line[at + 1] ?? null);
}
