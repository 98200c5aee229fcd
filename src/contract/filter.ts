/**
 * The one grammar by which plays are narrowed, in the history and in statistics. Several values are written with commas
 * between them and mean any of them; `!` in front of the list means anything else; `\` in front of a comma, of an
 * exclamation mark or of itself makes it a part of the value.
 */
import { z } from 'zod';
import { MAX_ID } from './common.ts';
import { DECISIONS, LOCATIONS, MEDIA_TYPES } from './enums.ts';
import { type Choice, splitList } from './lists.ts';

/** A moment, or a whole day in the time zone of the installation. */
export type FilterTime =
  | { readonly kind: 'moment'; readonly epochMs: number }
  | { readonly kind: 'day'; readonly day: string };

const MAX_LIST_LENGTH = 1_000;
const MAX_VALUES = 100;
const LONGEST_DAYS = 36_500;

/** What is wrong with a list as a whole; null for nothing. */
function faultOfList(text: string, { values }: Choice<string>): string | null {
  if (text.includes('\0')) return 'must not contain the character NUL';
  if (values.includes('')) return 'must not contain an empty value';
  if (values.length > MAX_VALUES) return `must have at most ${MAX_VALUES} values`;
  if (/,\s*!/.test(text.replace(/\\[\\,!]/g, '')))
    return 'must have its one exclamation mark in front of the whole list';
  return null;
}

/** A list of which `read` understands each value, or answers null; `expected` says what it would have understood. */
function list<T>(read: (text: string) => T | null, expected: string, description: string, example: string) {
  return z
    .string()
    .max(MAX_LIST_LENGTH)
    .transform((text, context): Choice<T> => {
      const split = splitList(text);
      const values = split.values.map(read);
      const known = values.filter((value) => value !== null);
      const message =
        faultOfList(text, split) ??
        (known.length === values.length
          ? null
          : `must be ${expected}, not ${split.values[values.indexOf(null)] ?? ''}`);
      if (message !== null) context.addIssue({ code: 'custom', message });
      return { values: known, isExcluded: split.isExcluded };
    })
    .meta({ description: `${description} Several with commas between; ! in front means all others.`, example });
}

const readId = (text: string): number | null =>
  /^\d{1,10}$/.test(text) && Number(text) > 0 && Number(text) <= MAX_ID ? Number(text) : null;

const ids = (what: string, example: string) => list(readId, 'a list of numbers', `Our number of a ${what}.`, example);

const words = <T extends string>(allowed: readonly T[], description: string) =>
  list(
    (text) => allowed.find((one) => one === text) ?? null,
    `one of ${allowed.join(', ')}`,
    `${description}: ${allowed.join(', ')}.`,
    allowed[0] ?? '',
  );

const texts = (description: string, example: string) => list((text) => text, 'a text', description, example);

const flag = (description: string) =>
  z
    .enum(['true', 'false', '1', '0'])
    .transform((text) => text === 'true' || text === '1')
    .meta({ description, example: 'true' });

const minutes = (description: string, example: number) =>
  z.coerce.number().int().min(0).max(100_000).meta({ description, example });

const IsoMoment = z.iso.datetime({ offset: true });
const IsoDay = z.iso.date();

/** Reads a moment or a day; null when it is neither. */
export function readTime(text: string): FilterTime | null {
  if (text.startsWith('0000')) return null;
  if (IsoDay.safeParse(text).success) return { kind: 'day', day: text };
  return IsoMoment.safeParse(text).success ? { kind: 'moment', epochMs: Date.parse(text) } : null;
}

const time = (description: string, example: string) =>
  z
    .string()
    .max(40)
    .transform((text, context): FilterTime => {
      const read = readTime(text);
      if (read !== null) return read;
      context.addIssue({
        code: 'custom',
        message: 'must be a day such as 2026-03-10, or a moment such as 2026-03-10T18:00:00Z',
      });
      return z.NEVER;
    })
    .meta({ description, example });

/** The parts that say when. */
export const TIME_FIELDS = {
  from: time('Plays that began then or later: a day of the time zone of this server, or a moment.', '2026-03-01'),
  to: time('Plays that began before this moment, or on this day or earlier.', '2026-03-31'),
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(LONGEST_DAYS)
    .meta({ description: 'Plays of the last so many times 24 hours; not together with from or to.', example: 30 }),
};

/** The parts that say whose and from where. */
export const PLACE_FIELDS = {
  user: ids('person', '3,5'),
  library: ids('library', '!7'),
};

const Search = z
  .string()
  .trim()
  .max(200)
  // PostgreSQL stores every character but this one.
  .refine((text) => !text.includes('\0'), 'must not contain the character NUL')
  .meta({ description: 'Words that must occur in title, show or artist, person or player.' });

/** All parts, each of which may be absent; a play must satisfy all that are there. */
const FIELDS = {
  ...TIME_FIELDS,
  ...PLACE_FIELDS,
  mediaType: words(MEDIA_TYPES, 'What was played'),
  decision: words(DECISIONS, 'How the stream was delivered'),
  location: words(LOCATIONS, 'Where the player was'),
  platform: texts('Platform as the player calls it.', 'Roku,iOS'),
  player: texts('Name of the player.', 'Living Room'),
  product: texts('App on the player.', 'Plex Web'),
  resolution: texts('Resolution as it was delivered.', '1080p,4K'),
  item: ids('film, episode, track or clip', '12'),
  season: ids('item whose season or album is meant', '12'),
  show: ids('item whose film, show or artist is meant, by its title', '12'),
  minMinutes: minutes('Plays that were watched for as many minutes, or more.', 20),
  maxMinutes: minutes('Plays that were watched for fewer minutes.', 90),
  server: ids('server', '1'),
  search: Search,
  watched: flag('Whether it counts as watched.'),
  live: flag('Whether it was Live TV.'),
};

/** The grammar as a query of which every part may be absent. */
export const PlayFilterQuery = z.object(FIELDS).partial();
export type PlayFilterQuery = z.output<typeof PlayFilterQuery>;
