/** What an attribute may hold. Absent and empty are the same to a reader; `undefined` and `null` are not written at all. */
export type Scalar = string | number | boolean;
export type Attributes = Readonly<Record<string, Scalar | null | undefined>>;

/** One node of an answer, before it is written as XML or JSON. */
export interface Element {
  readonly tag: string;
  readonly attrs: Attributes;
  readonly children: readonly Element[];
  readonly text?: string;
  /** A JSON form that does not follow from the XML one (plex.tv v2). */
  readonly json?: unknown;
}

type Child = Element | null | undefined | false;

/** Builds an element; absent children are left out. */
export function el(tag: string, attrs: Attributes = {}, children: readonly Child[] = []): Element {
  return { tag, attrs, children: children.filter((child): child is Element => Boolean(child)) };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
};

const escapeXml = (text: string): string => text.replace(/[&<>"\r\n]/g, (char) => ENTITIES[char] ?? char);

const attributeText = (value: Scalar): string =>
  typeof value === 'boolean' ? (value ? '1' : '0') : escapeXml(String(value));

/** The element as XML text, without a declaration. */
export function toXml(node: Element): string {
  let out = `<${node.tag}`;
  for (const [name, value] of Object.entries(node.attrs)) {
    if (value !== undefined && value !== null) out += ` ${name}="${attributeText(value)}"`;
  }
  if (node.text !== undefined) return `${out}>${escapeXml(node.text)}</${node.tag}>`;
  if (node.children.length === 0) return `${out}/>`;
  return `${out}>\n${node.children.map(toXml).join('\n')}\n</${node.tag}>`;
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A complete XML document. */
export const xmlDocument = (node: Element): string => `${XML_DECLARATION}${toXml(node)}\n`;

/** Children that are one object, not a list, in the JSON form. */
const SINGLE = new Set(['User', 'Player', 'Session', 'TranscodeSession', 'UltraBlurColors', 'MyPlex']);
/** Elements that become entries of `Metadata`. */
const METADATA = new Set(['Video', 'Track', 'Photo', 'Playlist']);
/** Attributes that stay text in the JSON form although they look like numbers. */
const TEXT = new Set([
  'ratingKey',
  'parentRatingKey',
  'grandparentRatingKey',
  'sessionKey',
  'key',
  'title',
  'summary',
  'videoResolution',
  'machineIdentifier',
  'version',
  'platformVersion',
  'deviceID',
  'channelVcn',
  'channelIdentifier',
]);

type JsonObject = Record<string, unknown>;

function jsonScalar(name: string, value: Scalar): Scalar {
  if (!TEXT.has(name)) return value;
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
}

/** The JSON form of one element: typed scalars, item elements gathered under `Metadata` (Plex protocol notes 1.2). */
export function jsonBody(node: Element): JsonObject {
  const out: JsonObject = {};
  for (const [name, value] of Object.entries(node.attrs)) {
    if (value !== undefined && value !== null) out[name] = jsonScalar(name, value);
  }
  for (const child of node.children) {
    const isItem = METADATA.has(child.tag) || (child.tag === 'Directory' && child.attrs.ratingKey !== undefined);
    const name = isItem ? 'Metadata' : child.tag;
    if (SINGLE.has(child.tag)) out[name] = jsonBody(child);
    else {
      const list = out[name];
      if (Array.isArray(list)) list.push(jsonBody(child));
      else out[name] = [jsonBody(child)];
    }
  }
  return out;
}

/** A complete JSON document. */
export const jsonDocument = (node: Element): string =>
  JSON.stringify(node.json === undefined ? { [node.tag]: jsonBody(node) } : node.json);

/** Reads a number out of a bag of attributes; 0 when it is not one. */
export const numberOf = (attrs: Attributes, name: string): number => {
  const value = attrs[name];
  return typeof value === 'number' ? value : 0;
};
