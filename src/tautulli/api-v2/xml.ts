import { isObject, type Json, type JsonObject, membersOf } from './json.ts';

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

/** What XML 1.0 cannot carry, not even escaped. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

const escapeText = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);

/** A key as the name of an element: what a name may not hold becomes `_`. */
const elementName = (key: string): string => {
  const name = key.replace(/[^\p{L}\p{N}_.-]/gu, '_');
  return /^[\p{L}_]/u.test(name) ? name : `_${name}`;
};

/** The elements of one key: a list repeats its element, an empty list has none (API notes 4). */
function elements(key: string, value: Json, indent: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => elements(key, item, indent));
  const name = elementName(key);
  if (!isObject(value)) return [`${indent}<${name}>${value === null ? '' : escapeText(String(value))}</${name}>`];
  const inner = membersOf(value).flatMap(([member, content]) => elements(member, content, `${indent}\t`));
  return inner.length === 0
    ? [`${indent}<${name}></${name}>`]
    : [`${indent}<${name}>`, ...inner, `${indent}</${name}>`];
}

/** A document with one root element, indented with tabs; numbers and flags are written as text, null as nothing. */
export const writeXml = (root: string, content: JsonObject): string =>
  [DECLARATION, ...elements(root, content, '')].join('\n');
