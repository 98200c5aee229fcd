/** A value as JSON can hold it. Members that are `undefined` are left out when it is written. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members that are written. */
export const membersOf = (object: JsonObject): readonly (readonly [string, Json])[] =>
  Object.entries(object).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));

/**
 * JSON on one line with a blank after commas and colons, because shell scripts look for `"result": "success"` in
 * the text (API notes 1).
 */
export function spacedJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (!isObject(value)) return `[${value.map(spacedJson).join(', ')}]`;
  const members = membersOf(value).map(([key, member]) => `${JSON.stringify(key)}: ${spacedJson(member)}`);
  return `{${members.join(', ')}}`;
}

/** JSON for people: sorted keys, four blanks a level (API notes 4, `debug`). */
export const prettyJson = (value: Json): string => JSON.stringify(sorted(value), null, 4);

function sorted(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (!isObject(value)) return value.map(sorted);
  const members = membersOf(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, sorted(member)]));
}
