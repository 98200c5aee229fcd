import { Problem } from '#problem';
import { type IniValue, readValue, splitKey } from './ini-value.ts';

export type { IniValue } from './ini-value.ts';

/** Where a value stands; lines count from 1. */
export interface IniEntry {
  readonly value: IniValue;
  readonly line: number;
}

/** Names are in lower case, as this kind of file is written; the first spelling of a name is lost. */
export interface IniSection {
  readonly entries: ReadonlyMap<string, IniEntry>;
  readonly sections: ReadonlyMap<string, IniSection>;
}

/** A line that is not as it should be. What stands in it is left out, it may be a secret. */
export interface InvalidLine {
  readonly line: number;
  readonly reason: string;
}

export interface ParsedIni {
  /** What stands before the first heading, and the sections. */
  readonly root: IniSection;
  readonly invalidLines: readonly InvalidLine[];
}

const MAX_BYTES = 1_048_576;
const MAX_INVALID_LINES = 1_000;

interface OpenSection {
  readonly entries: Map<string, IniEntry>;
  readonly sections: Map<string, OpenSection>;
}

const emptySection = (): OpenSection => ({ entries: new Map(), sections: new Map() });

/** Turns the bytes of a file into text; what is not UTF-8 becomes the replacement character. UTF-16 is known by its mark. */
function decode(source: string | Uint8Array): string {
  if (source.length > MAX_BYTES) {
    throw new Problem('invalid', 'The configuration file is larger than 1 MB, which no config.ini is');
  }
  if (typeof source === 'string') return source.replace(/^\uFEFF/, '');
  const [first, second] = source;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(source);
}

/**
 * Reads a config.ini: the dialect of Python's ConfigObj with sections, nested sections, quotes, lists and comments
 * (migration notes 9). A line that makes no sense is reported and costs nothing but itself.
 * @throws Problem `invalid` only for a file of more than 1 MB.
 */
export function parseIni(source: string | Uint8Array): ParsedIni {
  const lines = decode(source).split(/\r\n|\n|\r/);
  const reader = createReader();
  let at = 0;
  while (at < lines.length) at = reader.read(lines, at) + 1;
  return { root: reader.root, invalidLines: reader.invalidLines };
}

const DAMAGED = 'some of its characters are damaged';

function createReader() {
  const root = emptySection();
  const invalidLines: InvalidLine[] = [];
  /** The section of each depth down to the present one; the first is the root. */
  let path: OpenSection[] = [root];

  const report = (at: number, reason: string): void => {
    if (invalidLines.length < MAX_INVALID_LINES) invalidLines.push({ line: at + 1, reason });
    else if (invalidLines.length === MAX_INVALID_LINES)
      invalidLines.push({ line: at + 1, reason: 'and more from here on' });
  };

  function enter(text: string, at: number): void {
    const heading = readHeading(text);
    if (heading.fault !== null) report(at, heading.fault);
    if (heading.depth > path.length) report(at, 'is a section inside of one that is missing');
    path = path.slice(0, Math.min(heading.depth, path.length));
    const parent = path.at(-1) ?? root;
    const known = parent.sections.get(heading.name);
    if (known !== undefined) report(at, 'begins a section a second time');
    const section = known ?? emptySection();
    parent.sections.set(heading.name, section);
    path.push(section);
  }

  /** Reads a value that begins on line `at`; answers the last line it stands on. */
  function assign(text: string, lines: readonly string[], at: number): number {
    const pair = splitKey(text);
    if (pair === null) {
      report(at, 'is neither a section nor a key with a value');
      return at;
    }
    const { value, fault, lastLine } = readValue(pair.rest, lines, at);
    if (fault !== null) report(at, fault);
    const { entries } = path.at(-1) ?? root;
    const name = pair.key.toLowerCase();
    if (entries.has(name)) report(at, 'repeats a key; the last one counts');
    entries.set(name, { value, line: at + 1 });
    return lastLine;
  }

  /** Reads what begins on line `at`; answers the last line that belongs to it. */
  function read(lines: readonly string[], at: number): number {
    const line = lines[at] ?? '';
    const isDamaged = line.includes('\uFFFD') || line.includes('\0');
    if (isDamaged) report(at, DAMAGED);
    const text = line.replaceAll('\0', '').trim();
    if (text === '' || text.startsWith('#')) return at;
    if (!text.startsWith('[')) return assign(text, lines, at);
    enter(text, at);
    return at;
  }

  return { root, invalidLines, read };
}

interface Heading {
  readonly name: string;
  /** 1 for a section, 2 for one inside of it. */
  readonly depth: number;
  readonly fault: string | null;
}

function readHeading(text: string): Heading {
  let depth = 0;
  while (text[depth] === '[') depth += 1;
  const close = text.indexOf(']', depth);
  const inside = close === -1 ? text.slice(depth) : text.slice(depth, close);
  let closing = 0;
  while (close !== -1 && text[close + closing] === ']') closing += 1;
  const after = close === -1 ? '' : text.slice(close + closing).trim();
  const isWhole = closing === depth && (after === '' || after.startsWith('#'));
  const name = inside
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .toLowerCase();
  return { name, depth, fault: isWhole ? null : 'is a section whose brackets do not match' };
}
