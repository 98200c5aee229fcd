import { isStorable } from '#config/definition.ts';
import { flagOf, integerOf, textOf } from './convert.ts';
import type { AccountField, ApiField, PathField, ServerField, Target, WebField } from './key-rules.ts';
import { KEYS } from './keys.ts';
import type { Values } from './ladder.ts';
import type { Reporter } from './report.ts';

/** What is no setting of ours, by the part it belongs to. */
export type Place =
  | `server.${ServerField}`
  | `account.${AccountField}`
  | `api.${ApiField}`
  | `path.${PathField}`
  | `web.${WebField}`;

/** Where a key's value goes, as the report says it; null for one that goes nowhere. */
export function placeOf(target: Target): string | null {
  if (target.to === 'never') return null;
  return `${target.to}.${'name' in target ? target.name : target.field}`;
}

const KEY_OF: ReadonlyMap<string, string> = new Map(
  [...KEYS].flatMap(([key, { target }]): [string, string][] => {
    const place = placeOf(target);
    return place === null ? [] : [[place, key]];
  }),
);

const MAX_LENGTH = 1_000;

export interface TextRule {
  /** Brings the text into its usual form before it is judged. */
  readonly clean?: (text: string) => string;
  readonly fits?: (text: string) => boolean;
  /** What it has to be, as the end of "must be". */
  readonly saying?: string;
}

/** Reads single values and reports what became of them; null for a key that is absent, empty or makes no sense. */
export interface FieldReader {
  text(place: Place, rule?: TextRule): string | null;
  integer(place: Place, limits: { readonly min: number; readonly max: number }): number | null;
  flag(place: Place): boolean | null;
}

export function createFieldReader(values: Values, reporter: Reporter): FieldReader {
  /** `read` answers undefined for what makes no sense. */
  function take<T>(place: Place, read: (text: string) => T | undefined, saying: string): T | null {
    const key = KEY_OF.get(place);
    const raw = key === undefined ? undefined : values.get(key);
    if (key === undefined || raw === undefined) return null;
    const text = textOf(raw);
    if (text === '') {
      reporter.empty(key, place);
      return null;
    }
    const value = read(text);
    if (value === undefined) {
      reporter.defaulted(key, place, `it must be ${saying}; nothing is taken over`);
      return null;
    }
    reporter.kept(key, place);
    return value;
  }
  return {
    text(place, { clean, fits, saying } = {}) {
      const read = (raw: string): string | undefined => {
        const text = clean === undefined ? raw : clean(raw);
        const isFine = text.length <= MAX_LENGTH && isStorable(text) && (fits === undefined || fits(text));
        return isFine ? text : undefined;
      };
      return take(place, read, saying ?? `a text of at most ${MAX_LENGTH} characters`);
    },
    integer(place, { min, max }) {
      const read = (text: string): number | undefined => {
        const number = integerOf(text);
        return number !== undefined && number >= min && number <= max ? number : undefined;
      };
      return take(place, read, `a whole number from ${min} to ${max}`);
    },
    flag: (place) => take(place, flagOf, '0 or 1'),
  };
}
