/** Nodes as JSON: indented by four, lists last (export notes 5). Pure. */
import { Decimal, type Scalar } from '#plex/export-scalars.ts';
import { type ExportEntry, type ExportNode, type ExportValue, inOrder, isList, isScalar } from './node.ts';

const INDENT = '    ';

const scalar = (value: Scalar): string => (value instanceof Decimal ? value.text : JSON.stringify(value));

function valueText(value: ExportValue, indent: string): string {
  if (isScalar(value)) return scalar(value);
  return isList(value) ? listText(value, indent) : nodeText(value, indent);
}

function block(open: string, close: string, lines: readonly string[], indent: string): string {
  if (lines.length === 0) return `${open}${close}`;
  const inner = `${indent}${INDENT}`;
  return `${open}\n${lines.map((line) => `${inner}${line}`).join(',\n')}\n${indent}${close}`;
}

const listText = (list: readonly ExportEntry[], indent: string): string =>
  block(
    '[',
    ']',
    list.map((entry) => valueText(entry, `${indent}${INDENT}`)),
    indent,
  );

const nodeText = (node: ExportNode, indent: string): string =>
  block(
    '{',
    '}',
    inOrder(node).map(([name, value]) => `${JSON.stringify(name)}: ${valueText(value, `${indent}${INDENT}`)}`),
    indent,
  );

/** One item of the list that the document is, with its indentation. */
export const jsonItem = (node: ExportNode): string => `${INDENT}${nodeText(node, INDENT)}`;

/** What stands before an item. */
export const jsonBefore = (isFirst: boolean): string => (isFirst ? '[\n' : ',\n');

/** What ends the document. */
export const jsonEnd = (isEmpty: boolean): string => (isEmpty ? '[]' : '\n]');
