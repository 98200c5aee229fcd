/** Pages of the log, from its files, with everything hidden that must not be seen. */
import type { SystemLogFilter, SystemLogLine, SystemLogPage, SystemLogQuery } from '#contract/system-logs.ts';
import { Problem } from '#problem';
import type { LogFiles } from './log-files.ts';
import { isWanted, readLine } from './log-line.ts';
import { createMask, type Mask, type MaskOptions, maskValue } from './mask-log.ts';

const CHUNK_BYTES = 262_144;
const NEWLINE = 0x0a;

export interface LogReader {
  /** @throws Problem `unavailable` when no log is kept. */
  page(query: SystemLogQuery): Promise<SystemLogPage>;
  /** All lines that are wanted, the oldest first, each as JSON with its line break. */
  download(filter: SystemLogFilter): AsyncIterable<string>;
}

export interface LogReaderDeps {
  /** Null: nothing is kept. */
  readonly files: LogFiles | null;
  /** What is hidden, asked anew for each page. */
  mask(): Promise<MaskOptions>;
}

export const createLogReader = ({ files, mask }: LogReaderDeps): LogReader => ({
  async page(query) {
    const kept = keptFiles(files);
    const seen = createMask(await mask());
    const range = (await kept.range()) ?? { from: 0, to: 0 };
    return query.after === undefined ? olderPage(kept, seen, query, range) : newPage(kept, seen, query, range);
  },
  async *download(filter) {
    const kept = keptFiles(files);
    const seen = createMask(await mask());
    const range = await kept.range();
    if (range === null) return;
    for await (const lines of forwards(kept, range.from, range.to))
      for (const { text, position } of lines) {
        const line = wanted(text, position, seen, filter);
        if (line !== null) yield `${JSON.stringify(line)}\n`;
      }
  },
});

function keptFiles(files: LogFiles | null): LogFiles {
  if (files !== null) return files;
  throw new Problem('unavailable', 'No log is kept here', { hint: 'Look at the standard output of the program' });
}

interface Range {
  readonly from: number;
  readonly to: number;
}

interface RawLine {
  readonly text: string;
  readonly position: number;
}

/** The lines before a position, from the end backwards until there are enough. */
async function olderPage(files: LogFiles, mask: Mask, query: SystemLogQuery, range: Range): Promise<SystemLogPage> {
  const found: SystemLogLine[] = [];
  const end = Math.min(query.before ?? range.to, range.to);
  let older: number | null = null;
  search: for await (const lines of backwards(files, range.from, end))
    for (const { text, position } of lines.toReversed()) {
      const line = wanted(text, position, mask, query);
      if (line === null) continue;
      found.push(line);
      if (found.length < query.limit) continue;
      older = position > range.from ? position : null;
      break search;
    }
  return { lines: found.reverse(), older, next: range.to };
}

/** What was added since a position. Of more than is asked for the latest: `older` then leads to the others. */
async function newPage(files: LogFiles, mask: Mask, query: SystemLogQuery, range: Range): Promise<SystemLogPage> {
  const found: SystemLogLine[] = [];
  let next = Math.max(query.after ?? 0, range.from);
  for await (const lines of forwards(files, next, range.to))
    for (const { text, position } of lines) {
      const line = wanted(text, position, mask, query);
      if (line !== null) found.push(line);
      next = position + Buffer.byteLength(text) + 1;
    }
  const kept = found.slice(-query.limit);
  return { lines: kept, older: kept.length < found.length ? (kept[0]?.position ?? null) : null, next };
}

/** Null for a line nobody looks for. What is hidden cannot be found either. */
function wanted(text: string, position: number, mask: Mask, filter: SystemLogFilter): SystemLogLine | null {
  const line = readLine(text, position);
  if (!isWanted(line, () => '', { ...filter, search: '' })) return null;
  const details =
    line.details === null
      ? null
      : Object.fromEntries(Object.entries(line.details).map(([key, value]) => [key, maskValue(mask, value)]));
  const shown = { ...line, message: mask(line.message), details };
  const words = (): string => `${shown.message} ${details === null ? '' : JSON.stringify(details)}`.toLowerCase();
  return isWanted(shown, words, filter) ? shown : null;
}

/** Whole lines, chunk by chunk; what has no line break yet is left for later. */
async function* forwards(files: LogFiles, from: number, to: number): AsyncGenerator<readonly RawLine[]> {
  let at = from;
  let size = CHUNK_BYTES;
  while (at < to) {
    const bytes = await files.read(at, Math.min(to, at + size));
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end > 0) yield linesOf(bytes.subarray(0, end), at);
    else if (at + bytes.length >= to || bytes.length === 0) return;
    // A line that is longer than a chunk.
    size = end > 0 ? CHUNK_BYTES : size * 2;
    at += end;
  }
}

/** The same from the end. A position always is the beginning of a line. */
async function* backwards(files: LogFiles, from: number, to: number): AsyncGenerator<readonly RawLine[]> {
  let end = to;
  let size = CHUNK_BYTES;
  while (end > from) {
    const begin = Math.max(from, end - size);
    const bytes = await files.read(begin, end);
    if (bytes.length === 0) return;
    // All but the first line are whole; at the very beginning that one is, too.
    const skipped = begin === from ? 0 : bytes.indexOf(NEWLINE) + 1;
    const isWhole = begin === from || (skipped > 0 && skipped < bytes.length);
    if (isWhole) yield linesOf(bytes.subarray(skipped), begin + skipped);
    size = isWhole ? CHUNK_BYTES : size * 2;
    if (isWhole) end = begin + skipped;
  }
}

/** The lines of bytes that begin with one; what is behind the last line break is left out. */
function linesOf(bytes: Buffer, start: number): readonly RawLine[] {
  const lines: RawLine[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf(NEWLINE, at);
    if (end < 0) return lines;
    if (end > at) lines.push({ text: bytes.toString('utf8', at, end), position: start + at });
    at = end + 1;
  }
}
