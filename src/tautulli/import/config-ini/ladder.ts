import { STATISTIC_CARDS } from '#contract/enums.ts';
import { flagOf, integerOf, itemsOf, textOf } from './convert.ts';
import type { IniValue } from './parse-ini.ts';

/** The values of a file by their names in capitals. */
export type Values = ReadonlyMap<string, IniValue>;

export interface ClimbedStep {
  /** The version of files to which the step applies, older ones included. */
  readonly from: number;
  readonly key: string;
}

export interface Climbed {
  readonly values: Values;
  /** null: the file does not say, and counts as older than all versions. */
  readonly version: number | null;
  /** What was changed, in order. */
  readonly steps: readonly ClimbedStep[];
  /** Files of this age may hold the password as it was typed. */
  readonly hasPlainPassword: boolean;
}

interface Rung {
  readonly from: number;
  readonly key: string;
  /** The new value; undefined leaves it as it is. Only asked for keys the file has. */
  readonly change: (value: IniValue, values: Values) => IniValue | undefined;
}

const CARDS: readonly string[] = STATISTIC_CARDS;

/** Cards were one text with commas once, and had an entry that stood for the whole block. */
const listOfKnown = (isKnown: (item: string) => boolean) => (value: IniValue) => itemsOf(value).filter(isKnown);

function withLibrariesCard(value: IniValue): IniValue {
  const cards = [...new Set(itemsOf(value))];
  const users = cards.indexOf('top_users');
  return cards.includes('top_libraries') || users === -1 ? cards : cards.toSpliced(users, 0, 'top_libraries');
}

const MINUTES_PER_HOUR = 60;
const MOST_HOURS = 24;
const LEAST_BUFFER_THRESHOLD = 10;

function minutesToHours(value: IniValue): IniValue | undefined {
  const number = integerOf(value);
  return number !== undefined && number > MOST_HOURS ? String(Math.ceil(number / MINUTES_PER_HOUR)) : undefined;
}

function atLeast(least: number): Rung['change'] {
  return (value) => {
    const number = integerOf(value);
    return number !== undefined && number < least ? String(least) : undefined;
  };
}

const when =
  (old: string, now: string): Rung['change'] =>
  (value) =>
    textOf(value) === old ? now : undefined;

/** What older files meant by their values (migration notes 9). Steps about sessions and the first run have nothing to change. */
const LADDER: readonly Rung[] = [
  { from: 1, key: 'HOME_STATS_CARDS', change: listOfKnown((item) => CARDS.includes(item)) },
  { from: 1, key: 'HOME_LIBRARY_CARDS', change: listOfKnown((item) => /^\d+$/.test(item)) },
  { from: 3, key: 'HTTP_ROOT', change: when('/', '') },
  { from: 5, key: 'MONITOR_PMS_UPDATES', change: () => '0' },
  { from: 9, key: 'PMS_UPDATE_CHANNEL', change: when('plexpass', 'beta') },
  { from: 12, key: 'BUFFER_THRESHOLD', change: atLeast(LEAST_BUFFER_THRESHOLD) },
  { from: 17, key: 'HOME_STATS_CARDS', change: withLibrariesCard },
  { from: 18, key: 'CHECK_GITHUB_INTERVAL', change: minutesToHours },
  { from: 20, key: 'FIRST_RUN_COMPLETE', change: (_value, values) => (values.has('PMS_UUID') ? '1' : undefined) },
];

const LAST_WITH_PLAIN_PASSWORD = 19;

const isSame = (a: IniValue, b: IniValue): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Brings the values of an older file to the meaning they have in the newest one. A step applies to files of its
 * version and older ones; keys that the file does not have are not invented.
 */
export function climb(values: Values): Climbed {
  const stated = values.get('CONFIG_VERSION');
  const version = stated === undefined ? null : (integerOf(stated) ?? null);
  const now = new Map(values);
  const steps: ClimbedStep[] = [];
  for (const { from, key, change } of LADDER) {
    const value = now.get(key);
    if (value === undefined || (version ?? 0) > from) continue;
    const next = change(value, now);
    if (next === undefined || isSame(next, value)) continue;
    now.set(key, next);
    steps.push({ from, key });
  }
  return { values: now, version, steps, hasPlainPassword: mayBePlain(values, version) };
}

function mayBePlain(values: Values, version: number | null): boolean {
  if ((version ?? 0) > LAST_WITH_PLAIN_PASSWORD) return false;
  const isHashed = flagOf(values.get('HTTP_HASHED_PASSWORD') ?? '');
  return isHashed !== true;
}
