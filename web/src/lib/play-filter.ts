/**
 * The filter of plays as addresses say it: the grammar of `contract/filter.ts`, read leniently. The pages that narrow
 * plays share it, so that what one shows can be opened in another.
 */
import { DECISIONS, LOCATIONS, MEDIA_TYPES } from '#contract/enums.ts';
import { type Choice, joinList, splitList } from '#contract/lists.ts';

/** The parts that are lists of values, to include or to leave out. */
export const LIST_PARTS = [
  'server',
  'library',
  'user',
  'mediaType',
  'decision',
  'location',
  'platform',
  'player',
  'product',
  'resolution',
] as const;
export type ListPart = (typeof LIST_PARTS)[number];

/** Titles, as links to the rows behind a number bring them along. */
export const WORK_PARTS = ['item', 'season', 'show'] as const;
/** Minutes that were watched: at least, and fewer than. */
export const MINUTE_PARTS = ['minMinutes', 'maxMinutes'] as const;

/** All parts but time. */
export const FILTER_PARTS = [...LIST_PARTS, ...WORK_PARTS, ...MINUTE_PARTS, 'watched', 'live', 'search'] as const;
export type FilterPart = (typeof FILTER_PARTS)[number];

/**
 * What stands in an address. Digits alone are numbers and flags are booleans, because the router puts quotes around
 * texts that look like them.
 */
export type SearchValue = string | number | boolean;

/** A filter in an address; absent is "all". `from` and `to` are days. */
export type PlayFilter = { readonly [Part in FilterPart | 'from' | 'to']?: SearchValue };

const MAX_LENGTH = 1_000;
const IDS = /^!?[1-9]\d{0,9}(?:,[1-9]\d{0,9})*$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const among = (allowed: readonly string[]) => (text: string) =>
  splitList(text).values.every((value) => allowed.includes(value));
const isIds = (text: string): boolean => IDS.test(text);
const isTexts = (text: string): boolean => !splitList(text).values.includes('');
const isMinutes = (text: string): boolean => /^\d{1,5}$/.test(text);
const isFlag = (text: string): boolean => text === 'true' || text === 'false';
const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text));

const VALID: Readonly<Record<FilterPart | 'from' | 'to', (text: string) => boolean>> = {
  server: isIds,
  library: isIds,
  user: isIds,
  mediaType: among(MEDIA_TYPES),
  decision: among(DECISIONS),
  location: among(LOCATIONS),
  platform: isTexts,
  player: isTexts,
  product: isTexts,
  resolution: isTexts,
  item: isIds,
  season: isIds,
  show: isIds,
  minMinutes: isMinutes,
  maxMinutes: isMinutes,
  watched: isFlag,
  live: isFlag,
  search: (text) => text.trim() !== '',
  from: isDay,
  to: isDay,
};

/** A text as it is best put into an address. */
export function searchValue(text: string): SearchValue {
  if (isFlag(text)) return text === 'true';
  const number = Number(text);
  return Number.isSafeInteger(number) && String(number) === text ? number : text;
}

/** What an address says as text; null for anything that cannot be one. */
function textOf(value: unknown): string | null {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain && String(value).length <= MAX_LENGTH ? String(value) : null;
}

/** Reads the filter out of an address; what it does not understand it leaves out. */
export function readPlayFilter(raw: Readonly<Record<string, unknown>>): PlayFilter {
  const parts = Object.entries(VALID).flatMap(([part, isValid]) => {
    const text = textOf(raw[part]);
    return text !== null && isValid(text) ? [[part, searchValue(text)]] : [];
  });
  return Object.fromEntries(parts) as PlayFilter;
}

/** The values of a part; null when it is not narrowed. */
export function choiceOf(filter: PlayFilter, part: ListPart): Choice<string> | null {
  const value = filter[part];
  return value === undefined ? null : splitList(String(value));
}

/** The filter with other values in a part; no values take the part away. */
export function withChoice<T extends PlayFilter>(filter: T, part: ListPart, choice: Choice<string>): T {
  const { [part]: _, ...rest } = filter;
  return (choice.values.length === 0 ? rest : { ...rest, [part]: searchValue(joinList(choice)) }) as T;
}

/** The filter as parameters of the API. */
export const apiFilterOf = (filter: PlayFilter): Record<string, string> =>
  Object.fromEntries(
    Object.keys(VALID).flatMap((part) => {
      const text = textOf(filter[part as FilterPart]);
      return text === null ? [] : [[part, text]];
    }),
  );
