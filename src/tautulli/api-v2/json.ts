/** A value as JSON can hold it. Members that are `undefined` are left out when it is written. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members that are written. */
export const membersOf = (object: JsonObject): readonly (readonly [string, Json])[] =>
  Object.entries(object).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;

/** Where the text that begins with the quote at `start` ends, behind its last quote. */
function endOfText(json: string, start: number): number {
  let end = start;
  let slashes: number;
  do {
    end = json.indexOf('"', end + 1);
    slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
  } while (slashes % 2 === 1);
  return end + 1;
}

/**
 * JSON on one line with a blank after commas and colons, because shell scripts look for `"result": "success"` in
 * the text (API notes 1).
 */
export function spacedJson(value: Json): string {
  const json = JSON.stringify(value);
  let spaced = '';
  let from = 0;
  let at = 0;
  while (at < json.length) {
    const code = json.charCodeAt(at);
    at = code === QUOTE ? endOfText(json, at) : at + 1;
    if (code === COMMA || code === COLON) {
      spaced += `${json.slice(from, at)} `;
      from = at;
    }
  }
  return spaced + json.slice(from);
}

/** JSON for people: sorted keys, four blanks a level (API notes 4, `debug`). */
export const prettyJson = (value: Json): string => JSON.stringify(sorted(value), null, 4);

function sorted(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (!isObject(value)) return value.map(sorted);
  const members = membersOf(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, sorted(member)]));
}
