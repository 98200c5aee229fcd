/** What is known of a stream or an item, by the names that texts may use (notification notes 4.1). */
import type { ParameterValue } from '../text/values.ts';

export type RawValue =
  | string
  | number
  | boolean
  | null
  | readonly RawValue[]
  | { readonly [name: string]: RawValue | undefined };

/** Members that are `undefined` are not there. */
export type RawRecord = { readonly [name: string]: RawValue | undefined };

const isList = (value: RawValue | undefined): value is readonly RawValue[] => Array.isArray(value);

const isRecord = (value: RawValue | undefined): value is RawRecord =>
  typeof value === 'object' && value !== null && !isList(value);

/** A member as text; blank when there is nothing. */
export function textOf(record: RawRecord, name: string): string {
  const value = record[name];
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A member as a whole number; null when it is none. Fractions are cut off. */
export function wholeOf(record: RawRecord, name: string): number | null {
  const text = textOf(record, name).trim();
  return /^-?\d+(?:\.\d*)?$/.test(text) ? Math.trunc(Number(text)) : null;
}

/** The texts of a list. */
export function listOf(record: RawRecord, name: string): readonly string[] {
  const value = record[name];
  return isList(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The records of a list. */
export function recordsOf(record: RawRecord, name: string): readonly RawRecord[] {
  const value = record[name];
  return isList(value) ? value.filter(isRecord) : [];
}

/** A member as a parameter; undefined when it is not there. */
export function parameterOf(value: RawValue | undefined): ParameterValue | undefined {
  if (value === undefined) return undefined;
  if (isList(value)) return value.map((item) => parameterOf(item) ?? null);
  if (!isRecord(value)) return typeof value === 'number' ? numberOf(value) : value;
  const entries = Object.entries(value).flatMap(([key, one]): [string, ParameterValue][] => {
    const parameter = parameterOf(one);
    return parameter === undefined ? [] : [[key, parameter]];
  });
  return { kind: 'object', entries };
}

const numberOf = (value: number): ParameterValue => (Number.isInteger(value) ? value : { kind: 'float', value });

const isSelected = (record: RawRecord): boolean => textOf(record, 'selected') === '1';

/** Tracks as the server numbers their kinds: picture, sound, subtitles. */
const TRACK_TYPES = ['1', '2', '3'];

/**
 * The record with what its first version, that version's part and its tracks say on top, each of the selected one or else
 * the first.
 */
export function withFile(record: RawRecord): RawRecord {
  const [version] = recordsOf(record, 'media_info');
  if (version === undefined) return record;
  const parts = recordsOf(version, 'parts');
  const part = parts.find(isSelected) ?? parts[0] ?? {};
  const tracks = recordsOf(part, 'streams');
  const chosen = TRACK_TYPES.map((type) => {
    const ofType = tracks.filter((track) => textOf(track, 'type') === type);
    return ofType.find(isSelected) ?? ofType[0] ?? {};
  });
  const { parts: _parts, ...versionMembers } = version;
  const { streams: _streams, ...partMembers } = part;
  return Object.assign({}, record, versionMembers, partMembers, ...chosen);
}
