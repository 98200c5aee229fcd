/** XML text -> a tree of elements. Nothing in a document can reach outside of it or make it grow. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element; attributes keep their text, children their order. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, trimmed. */
  readonly text: string;
}

export type XmlResult =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly problem: string };

/** Documents beyond this are refused before they are looked at, in characters. */
const MAX_CHARACTERS = 64 * 1024 * 1024;

/** An ampersand that begins none of the references a document without DTD can have. */
const STRAY_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/i;

/** Where a value in quotes seems to hold a `<`; in the text between elements that is no mistake. */
const BRACKET_IN_VALUE = /=\s*(?:"[^"<]*<|'[^'<]*<)/;

/** Comments, character data and instructions, and tags with sound values: what may stand where a `<` begins. */
const SOUND_MARKUP = /<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>|[^<>"'!?](?:"[^"<]*"|'[^'<]*'|[^<>"'])*>)/sy;

/** No value of an attribute may hold a `<`; the library lets it pass. */
function hasBracketInValue(text: string): boolean {
  if (!BRACKET_IN_VALUE.test(text)) return false;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', SOUND_MARKUP.lastIndex)) {
    SOUND_MARKUP.lastIndex = at;
    if (!SOUND_MARKUP.test(text)) return true;
  }
  return false;
}

const ATTRIBUTES = ':@';
const TEXT = '#text';

// The limits on expansions are meant for DTDs, which are refused below; a long list may well hold a million "&amp;".
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // Without this the library leaves numeric references as they stand.
  htmlEntities: true,
  processEntities: {
    enabled: true,
    maxTotalExpansions: Number.MAX_SAFE_INTEGER,
    maxExpandedLength: Number.MAX_SAFE_INTEGER,
  },
});

type RawNode = Readonly<Record<string, unknown>>;

function toElement(node: RawNode): XmlElement | null {
  const name = Object.keys(node).find((key) => key !== ATTRIBUTES && key !== TEXT);
  if (name === undefined) return null;
  const inner = node[name] as readonly RawNode[];
  return {
    name,
    attributes: (node[ATTRIBUTES] ?? {}) as Record<string, string>,
    children: inner.flatMap((child) => toElement(child) ?? []),
    text: inner
      .map((child) => (typeof child[TEXT] === 'string' ? child[TEXT] : ''))
      .join('')
      .trim(),
  };
}

const malformed = (detail: string): XmlResult => ({ ok: false, problem: `the answer is not valid XML (${detail})` });

/** Reads a whole, well-formed document with one root; anything less (cut off, not XML, a DTD) is a problem. */
export function parseXml(text: string): XmlResult {
  if (text.length > MAX_CHARACTERS) return malformed('too long');
  if (text.trim() === '') return malformed('empty');
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) return malformed('a document type is not accepted');
  if (STRAY_AMPERSAND.test(text)) return malformed('an ampersand that is not escaped');
  if (hasBracketInValue(text)) return malformed('a bracket that is not escaped');
  try {
    const verdict = XMLValidator.validate(text);
    if (verdict !== true) return malformed(`line ${verdict.err.line}: ${verdict.err.msg.slice(0, 120)}`);
    const [root, second] = (parser.parse(text) as readonly RawNode[]).flatMap((node) => toElement(node) ?? []);
    if (root === undefined) return malformed('no element');
    return second === undefined ? { ok: true, root } : malformed('more than one root element');
  } catch (error) {
    return malformed(error instanceof Error ? error.message.slice(0, 120) : 'unreadable');
  }
}

/** Direct children with one of the names, in document order. */
export const childrenNamed = (element: XmlElement, ...names: readonly string[]): readonly XmlElement[] =>
  element.children.filter((child) => names.includes(child.name));

export const childNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);

/** Elements with one of the names anywhere below, in document order (Plex protocol notes 1.4). */
export function descendantsNamed(element: XmlElement, ...names: readonly string[]): readonly XmlElement[] {
  return element.children.flatMap((child) => [
    ...(names.includes(child.name) ? [child] : []),
    ...descendantsNamed(child, ...names),
  ]);
}
