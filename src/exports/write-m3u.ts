/** Nodes as a playlist for players (export notes 5). Pure. */
import { type ExportNode, type ExportValue, isList, isScalar, scalarText } from './node.ts';
import type { XmlHead } from './write-xml.ts';

/** Of what has none, in the unit of all others: milliseconds, as the reference writes them. */
const NO_DURATION = '5';

const textOf = (node: ExportNode, field: string): string => {
  const value = node.values.get(field) ?? null;
  return isScalar(value) ? scalarText(value) : '';
};

const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ');

/** `{"type": "movie", "ratingKey": 1001}`, with what is known. */
const details = (entries: readonly (readonly [string, string | number | null])[]): string =>
  `{${entries
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(', ')}}`;

function titleOf(node: ExportNode): string {
  const artist = node.type === 'track' ? textOf(node, 'originalTitle') : '';
  const from = artist || textOf(node, 'grandparentTitle');
  const title = textOf(node, 'title');
  return oneLine(from === '' ? title : `${from} - ${title}`);
}

function entry(node: ExportNode, locations: readonly string[]): string {
  const key = Number(textOf(node, 'ratingKey'));
  const lines = [
    `# ${details([
      ['type', textOf(node, 'type')],
      ['ratingKey', Number.isInteger(key) ? key : null],
    ])}`,
    `#EXTINF:${textOf(node, 'duration') || NO_DURATION},${titleOf(node)}`,
    ...locations.map(oneLine),
  ];
  return `\n${lines.join('\n')}\n`;
}

const isText = (value: unknown): value is string => typeof value === 'string';

const nodesIn = (value: ExportValue): readonly ExportNode[] =>
  isList(value) ? value.filter((one) => typeof one !== 'string') : [];

/** What can be played of an item: itself when it has files, else what is below it. */
export function m3uItem(node: ExportNode): string {
  const value = node.values.get('locations') ?? null;
  const locations = isList(value) ? value.filter(isText) : [];
  if (locations.length > 0) return entry(node, locations);
  return [...node.values.values()]
    .flatMap(nodesIn)
    .map((child) => m3uItem(child))
    .join('');
}

/** What stands before the items. */
export const m3uStart = ({ title, type, ratingKey, userId, sectionId }: XmlHead): string =>
  `#EXTM3U\n# Playlist: ${oneLine(title)}\n# ${details([
    ['title', title],
    ['type', type],
    ['ratingKey', ratingKey],
    ['userID', userId],
    ['sectionID', sectionId],
  ])}\n`;
