/** Nodes as XML: plain values are attributes, lists are elements (export notes 5). Pure. */
import { type ExportEntry, type ExportNode, type ExportValue, inOrder, isList, isScalar, scalarText } from './node.ts';

const INDENT = '    ';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** What no XML document may contain, not even escaped. */
function isForbidden(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return code !== 0x09 && code !== 0x0a && code !== 0x0d;
  return (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff;
}

const cleaned = (text: string): string => [...text].filter((character) => !isForbidden(character)).join('');

const attributeText = (text: string): string =>
  cleaned(text).replace(/[&<>"\n\r\t]/g, (character) => ESCAPES[character] ?? '');

const elementText = (text: string): string =>
  cleaned(text).replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? '');

const attributes = (values: readonly (readonly [string, string])[]): string =>
  values.map(([name, value]) => ` ${name}="${attributeText(value)}"`).join('');

/** `genres` are made of elements `genre`; things of a collection or playlist are called by their type. */
function elementName(list: string, entry: ExportEntry): string {
  if (list === 'items' && typeof entry !== 'string' && entry.type !== '') return entry.type;
  return list.endsWith('s') ? list.slice(0, -1) : list;
}

function entriesOf(value: ExportValue): readonly ExportEntry[] {
  if (isScalar(value)) return [];
  return isList(value) ? value : [value];
}

function entryText(list: string, entry: ExportEntry, indent: string): string {
  const name = elementName(list, entry);
  return typeof entry === 'string'
    ? `${indent}<${name}>${elementText(entry)}</${name}>\n`
    : nodeText(name, entry, indent);
}

function nodeText(name: string, node: ExportNode, indent: string): string {
  const fields = inOrder(node);
  const plain = fields.flatMap(([field, value]): [string, string][] =>
    isScalar(value) ? [[field, scalarText(value)]] : [],
  );
  const inner = fields
    .flatMap(([field, value]) => entriesOf(value).map((entry) => entryText(field, entry, `${indent}${INDENT}`)))
    .join('');
  const start = `${indent}<${name}${attributes(plain)}`;
  return inner === '' ? `${start}/>\n` : `${start}>\n${inner}${indent}</${name}>\n`;
}

/** What the document says of the export; what is not known is left out. */
export interface XmlHead {
  readonly title: string;
  readonly type: string;
  readonly ratingKey: number | null;
  readonly userId: number | null;
  readonly sectionId: number | null;
}

function rootAttributes({ title, type, ratingKey, userId, sectionId }: XmlHead): string {
  const ids: Readonly<Record<string, number | null>> = { ratingKey, sectionID: sectionId, userID: userId };
  const known = Object.entries(ids).flatMap(([name, id]): [string, string][] =>
    id === null ? [] : [[name, String(id)]],
  );
  const all: [string, string][] = [...known, ['title', title], ['type', type]];
  return attributes(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** One item of the export, as an element of the export's type. */
export const xmlItem = (node: ExportNode, { type }: XmlHead): string => nodeText(type, node, INDENT);

/** What stands before the first item. */
export const xmlStart = (head: XmlHead): string => `<export${rootAttributes(head)}>\n`;

/** What ends the document; a document without items is only this. */
export const xmlEnd = (head: XmlHead, isEmpty: boolean): string =>
  isEmpty ? `<export${rootAttributes(head)}/>\n` : '</export>\n';
