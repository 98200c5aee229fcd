import type { SettingValue } from '#config/definition.ts';
import type { IniValue } from './parse-ini.ts';

/** A value as `get_settings` of `/api/v2` shows it: switches are 0 or 1. */
export type WireValue = number | string | readonly string[];

/** How one kind of value is read from a config.ini and how it is shown to programs that knew the old one. */
export interface Convert {
  /** The value in the setting's type, its limits not looked at; undefined when the text cannot mean one. */
  readonly read: (raw: IniValue) => SettingValue | undefined;
  readonly write: (value: SettingValue) => WireValue;
}

/** A list given for a text was a text with commas whose quotes somebody forgot. */
export const textOf = (raw: IniValue): string => (typeof raw === 'string' ? raw : raw.join(', ')).trim();

/** A text given for a list is a list of one, or one of old that has its commas inside. */
export const itemsOf = (raw: IniValue): string[] =>
  (typeof raw === 'string' ? raw.split(',') : raw).map((item) => item.trim()).filter((item) => item !== '');

/** A whole number, or undefined. */
export function integerOf(raw: IniValue): number | undefined {
  const text = textOf(raw);
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 't', 'yes', 'y', 'on'].map((word) => [word, true] as const),
  ...['false', 'f', 'no', 'n', 'off'].map((word) => [word, false] as const),
]);

/** 0 is off, any other number on; words count too, as people write them into such files. */
export function flagOf(raw: IniValue): boolean | undefined {
  const number = integerOf(raw);
  return number === undefined ? WORDS.get(textOf(raw).toLowerCase()) : number !== 0;
}

const toText = (value: SettingValue): string => (typeof value === 'object' ? value.join(', ') : String(value));
const toList = (value: SettingValue): readonly string[] => (typeof value === 'object' ? value : [String(value)]);

export const FLAG: Convert = { read: flagOf, write: (value) => (value === true ? 1 : 0) };
export const INTEGER: Convert = { read: integerOf, write: Number };
export const TEXT: Convert = { read: textOf, write: toText };
export const WORD: Convert = { read: (raw) => textOf(raw).toLowerCase(), write: toText };
export const LIST: Convert = { read: itemsOf, write: toList };
/** An address; the slash at its end means nothing. */
export const ADDRESS: Convert = { read: (raw) => textOf(raw).replace(/\/+$/, ''), write: toText };

/** A number that stands for one of the words, in their order. */
export const coded = (words: readonly string[]): Convert => ({
  read: (raw) => {
    const code = integerOf(raw);
    return code === undefined ? undefined : words[code];
  },
  write: (value) => Math.max(0, words.indexOf(toText(value))),
});

/** `/64`: the length of a prefix, from 1 to 128. */
export const PREFIX_LENGTH: Convert = {
  read: (raw) => {
    const digits = /^\/?(\d{1,3})$/.exec(textOf(raw))?.[1];
    return digits === undefined ? undefined : Number(digits);
  },
  write: (value) => `/${value}`,
};

const CHANNELS: ReadonlyMap<string, string> = new Map([
  ['master', 'stable'],
  ['beta', 'beta'],
  ['nightly', 'beta'],
]);

/** The branch that updates came from; what is neither stable nor a beta has no channel here. */
export const BRANCH: Convert = {
  read: (raw) => CHANNELS.get(textOf(raw).toLowerCase()),
  write: (value) => (value === 'stable' ? 'master' : 'beta'),
};
