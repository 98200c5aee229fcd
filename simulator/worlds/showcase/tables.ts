import { readFileSync } from 'node:fs';
import { Problem } from '#problem';

/** The lines of a data file beside this module, without comments and blanks; a comment line is kept as a heading. */
export interface TableLine {
  readonly heading: string;
  readonly text: string;
}

/** Reads a table; a heading is the first word of the last comment before the line. */
export function readTable(name: string): TableLine[] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8');
  let heading = '';
  const lines: TableLine[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) heading = /\w+/.exec(line)?.[0] ?? '';
    else if (line.trim() !== '') lines.push({ heading, text: line });
  }
  return lines;
}

/** The cells of a line; throws when there are not exactly `count`. */
export function cells(line: string, count: number): string[] {
  const parts = line.split('|').map((cell) => cell.trim());
  if (parts.length !== count) throw new Problem('invalid', `${count} cells are wanted in: ${line}`);
  return parts;
}

export const list = (cell: string, separator = ','): string[] => cell.split(separator).map((part) => part.trim());
