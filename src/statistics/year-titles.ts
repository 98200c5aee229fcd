/** Titles and records of a year, from plays laid out by column. Pure. */
import { isDescribed, mediaCode, mediaOf, ORIGIN_S, type PlayColumns } from '#history/blocks/columns.ts';
import type { LocalCalendar } from '#history/blocks/local-calendar.ts';
import { Numbering } from '#history/blocks/numbering.ts';
import type { Viewings } from './viewings.ts';

const MOVIE = mediaCode('movie');
const EPISODE = mediaCode('episode');
const TRACK = mediaCode('track');
const KINDS = 4;

const KIND_OF = new Map([
  [MOVIE, 1],
  [EPISODE, 2],
  [TRACK, 3],
]);

/** Titles of different kinds are different, and 52 bits leave room for no kind: equal ones are told apart by a mix. */
const titleKey = (plays: PlayColumns, index: number): number | null => {
  const traits = plays.traits[index] ?? 0;
  const kind = KIND_OF.get(mediaOf(traits));
  if (kind === undefined || !isDescribed(traits)) return null;
  return ((plays.titles[index] ?? 0) % 2 ** 50) * KINDS + kind;
};

/** Films, shows and artists that were not among what was played before. */
export function newTitles(plays: PlayColumns, earlier: Int32Array): (index: number) => number | null {
  const known = new Numbering(1_024);
  for (let at = 0; at < earlier.length; at++) {
    const key = titleKey(plays, earlier[at] ?? 0);
    if (key !== null) known.numberOf(key);
  }
  const { size } = known;
  return (index) => {
    const key = titleKey(plays, index);
    if (key === null) return null;
    const number = known.numberOf(key);
    return number < size ? null : number;
  };
}

/** How many different films, shows, episodes, artists and tracks were played. */
export function titleCounts(plays: PlayColumns, chosen: Int32Array) {
  const [movies, shows, episodes, artists, tracks] = [0, 1, 2, 3, 4].map(() => new Numbering(256));
  for (let at = 0; at < chosen.length; at++) {
    const index = chosen[at] ?? 0;
    const traits = plays.traits[index] ?? 0;
    if (!isDescribed(traits)) continue;
    const [title, item] = [plays.titles[index] ?? 0, plays.items[index] ?? 0];
    const media = mediaOf(traits);
    if (media === MOVIE) movies?.numberOf(title);
    if (media === EPISODE) {
      shows?.numberOf(title);
      episodes?.numberOf(item);
    }
    if (media === TRACK) {
      artists?.numberOf(title);
      tracks?.numberOf(item);
    }
  }
  const size = (numbering: Numbering | undefined): number => numbering?.size ?? 0;
  return {
    movies: size(movies),
    shows: size(shows),
    episodes: size(episodes),
    artists: size(artists),
    tracks: size(tracks),
  };
}

/** A number of times, and the index of the last play of it. */
export interface Times {
  readonly times: number;
  readonly shown: number;
}

/** Counts by key and answers those that occur at least so often, the most first. */
function counted(viewings: Viewings, least: number, keyOf: (index: number, viewing: number) => number | null): Times[] {
  const numbering = new Numbering(1_024);
  const found: { times: number; shown: number }[] = [];
  for (let viewing = 0; viewing < viewings.count; viewing++) {
    const index = viewings.first[viewing] ?? 0;
    const key = keyOf(index, viewing);
    if (key === null) continue;
    const number = numbering.numberOf(key);
    const one = found[number];
    if (one === undefined) found.push({ times: 1, shown: index });
    else {
      one.times += 1;
      one.shown = index;
    }
  }
  return found.filter(({ times }) => times >= least).sort((a, b) => b.times - a.times || b.shown - a.shown);
}

const PEOPLE = 2 ** 21;

/** Films and episodes that the same person finished more than once; each at most once, for who did so most often. */
export function rewatched(plays: PlayColumns, viewings: Viewings, finished: Uint8Array, most: number): Times[] {
  const things = new Numbering(1_024);
  const people = new Numbering(64);
  const thingOf = (index: number): number | null => {
    const traits = plays.traits[index] ?? 0;
    if (!isDescribed(traits)) return null;
    const media = mediaOf(traits);
    if (media === MOVIE) return things.numberOf((plays.titles[index] ?? 0) + 2 ** 32);
    return media === EPISODE ? things.numberOf(plays.items[index] ?? 0) : null;
  };
  const all = counted(viewings, 2, (index, viewing) => {
    const thing = finished[viewing] === 1 ? thingOf(index) : null;
    return thing === null ? null : thing * PEOPLE + people.numberOf(plays.users[index] ?? 0);
  });
  const seen = new Set<number | null>();
  const found: Times[] = [];
  for (const one of all) {
    const thing = thingOf(one.shown);
    if (seen.has(thing)) continue;
    seen.add(thing);
    found.push(one);
    if (found.length === most) break;
  }
  return found;
}

const DAYS = 2 ** 17;

/** The most episodes of one show that one person watched on one day; null when nobody watched two. */
export function binge(plays: PlayColumns, viewings: Viewings, calendar: LocalCalendar): Times | null {
  const shows = new Numbering(256);
  const pairs = new Numbering(256);
  const people = new Numbering(64);
  const [most] = counted(viewings, 2, (index) => {
    const traits = plays.traits[index] ?? 0;
    if (!isDescribed(traits) || mediaOf(traits) !== EPISODE) return null;
    const show = shows.numberOf(plays.titles[index] ?? 0);
    const pair = pairs.numberOf(show * PEOPLE + people.numberOf(plays.users[index] ?? 0));
    return pair * DAYS + calendar.dayOf((plays.startedS[index] ?? 0) + ORIGIN_S);
  });
  return most ?? null;
}

/** The viewing of which most was watched; null without any. */
export function longestOf(viewings: Viewings): { readonly shown: number; readonly watchedMs: number } | null {
  let best = -1;
  for (let viewing = 0; viewing < viewings.count; viewing++)
    if (best < 0 || (viewings.watchedMs[viewing] ?? 0) > (viewings.watchedMs[best] ?? 0)) best = viewing;
  return best < 0 ? null : { shown: viewings.first[best] ?? 0, watchedMs: viewings.watchedMs[best] ?? 0 };
}
