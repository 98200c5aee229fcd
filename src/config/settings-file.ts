/** Reads the settings file: which settings it pins, by our names or by those of the program we replace. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { Problem } from '#problem';
import { pinnedRules, ruleOf } from './definition.ts';
import type { ForeignNames } from './foreign-names.ts';
import { nearest } from './nearest.ts';
import { meaningOf } from './setting-variables.ts';
import {
  definitionOf,
  isSettingName,
  type Override,
  SETTING_NAMES,
  type SettingName,
  type SettingOverrides,
} from './settings.ts';

export interface SettingsFile {
  readonly overrides: SettingOverrides;
  /** Keys without effect, each with the end of a sentence that says why. */
  readonly ignored: readonly { readonly key: string; readonly reason: string }[];
}

const JsonObject = z.record(z.string(), z.unknown());
const FILE_SUFFIX = /_file$/i;

/** A key and what it is about, once that is known. */
type Found =
  | { readonly is: 'setting'; readonly name: SettingName; readonly read: (value: unknown) => unknown }
  | { readonly is: 'ignored'; readonly reason: string }
  | { readonly is: 'unknown' };

/** Numbers of a list are meant as names: section 3 is the section "3". */
const asText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);

/** A JSON value in the type of a setting of ours; the value itself when it says nothing of that type. */
function readOwn(name: SettingName, value: unknown): unknown {
  const rules = pinnedRules(definitionOf(name));
  if (typeof value === 'string') return meaningOf(value, rules);
  if (rules.limits.kind === 'switch' && typeof value === 'number') return meaningOf(String(value), rules);
  return Array.isArray(value) ? value.map(asText) : value;
}

/** A JSON value as the other program's file would have it; undefined for what such a file cannot hold. */
function rawOf(value: unknown): string | readonly string[] | undefined {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  return z.array(z.union([z.string(), z.number()]).transform(String)).safeParse(value).data;
}

function findKey(key: string, foreign: ForeignNames): Found {
  if (isSettingName(key)) return { is: 'setting', name: key, read: (value) => readOwn(key, value) };
  const meaning = foreign.find(key);
  if (meaning === undefined) return { is: 'unknown' };
  if (meaning.setting === null) return { is: 'ignored', reason: meaning.reason };
  const { setting, read } = meaning;
  return {
    is: 'setting',
    name: setting,
    read: (value) => {
      const raw = rawOf(value);
      return raw === undefined ? undefined : read(raw);
    },
  };
}

/** The same for `KEY_FILE`, whose value is the path of a file that holds the value. */
function findWithFile(key: string, foreign: ForeignNames, folder: string): Found {
  const found = findKey(key, foreign);
  if (found.is !== 'unknown' || !FILE_SUFFIX.test(key)) return found;
  const plain = findKey(key.replace(FILE_SUFFIX, ''), foreign);
  if (plain.is !== 'setting') return plain;
  return { ...plain, read: (path) => plain.read(contentOf(key, path, folder)) };
}

/** @throws Problem `invalid` */
function contentOf(key: string, path: unknown, folder: string): string {
  if (typeof path !== 'string' || path === '') throw new Problem('invalid', `${key} must be the path of a file`);
  try {
    return readFileSync(resolve(folder, path), 'utf8').trim();
  } catch (cause) {
    throw new Problem('invalid', `${key}: the file ${path} cannot be read`, { cause });
  }
}

function unknownSentence(key: string, foreign: ForeignNames): string {
  const guess = nearest(key, [...SETTING_NAMES, ...foreign.names]);
  return `${key} is not a setting${guess === undefined ? '' : `. Did you mean ${guess}?`}`;
}

/** What stands in the file stays out of the sentence: it may be a secret. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const place = /\(line \d+ column \d+\)/.exec(String(error))?.[0];
    throw new Problem('invalid', `it is not JSON${place === undefined ? '' : ` ${place}`}`);
  }
}

/** The settings of a document: all of it, or what it holds as `settings`. @throws Problem `invalid` */
function settingsOf(document: unknown): Readonly<Record<string, unknown>> {
  const whole = JsonObject.safeParse(document).data;
  if (whole === undefined) throw new Problem('invalid', 'it must be an object of settings');
  if (!Object.hasOwn(whole, 'settings')) return whole;
  const inner = JsonObject.safeParse(whole.settings).data;
  if (inner === undefined) throw new Problem('invalid', '"settings" must be an object of settings');
  return inner;
}

/**
 * Reads the text of a settings file. A key that is null counts as not given.
 * @throws Problem `invalid` with a sentence for each unknown key (and the nearest name), each value that does not fit
 * and each setting that two keys decide; values are not repeated in it.
 */
export function readSettingsFile(text: string, path: string, foreign: ForeignNames): SettingsFile {
  const given = settingsOf(parseJson(text));
  const found = new Map<SettingName, Override & { readonly origin: { readonly key: string } }>();
  const ignored: { readonly key: string; readonly reason: string }[] = [];
  const faults: string[] = [];
  for (const [key, value] of Object.entries(given)) {
    if (value === null) continue;
    const one = findWithFile(key, foreign, dirname(path));
    if (one.is === 'ignored') ignored.push({ key, reason: one.reason });
    else if (one.is === 'unknown') faults.push(unknownSentence(key, foreign));
    else {
      const before = found.get(one.name);
      const rules = pinnedRules(definitionOf(one.name));
      const parsed = rules.schema.safeParse(one.read(value));
      if (before !== undefined) faults.push(`${before.origin.key} and ${key} decide the same setting`);
      else if (parsed.success) found.set(one.name, { value: parsed.data, origin: { kind: 'file', path, key } });
      else faults.push(`${key} ${ruleOf(rules)}`);
    }
  }
  if (faults.length > 0) throw new Problem('invalid', faults.join('; '));
  return { overrides: Object.freeze(Object.fromEntries(found)), ignored };
}
