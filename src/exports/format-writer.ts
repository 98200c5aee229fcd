/** Writes nodes into a file, one after the other; memory does not grow with their number. */
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import type { ExportFormat } from './export-request.ts';
import type { ExportNode } from './node.ts';
import { csvLine, csvRows, inColumnOrder } from './write-csv.ts';
import { jsonBefore, jsonEnd, jsonItem } from './write-json.ts';
import { m3uItem, m3uStart } from './write-m3u.ts';
import { type XmlHead, xmlEnd, xmlItem, xmlStart } from './write-xml.ts';

export interface NodeWriter {
  add(node: ExportNode): Promise<void>;
  /** Completes and closes the file. */
  end(): Promise<void>;
  /** Closes the file as it is; nothing happens when it is closed. */
  abandon(): Promise<void>;
}

/** Opens the file anew. What a format needs in between lies beside it until the end. */
export function openWriter(format: ExportFormat, file: string, head: XmlHead): Promise<NodeWriter> {
  return format === 'csv' ? openTable(file) : openText(file, TEXTS[format], head);
}

interface TextFormat {
  before(count: number, head: XmlHead): string;
  item(node: ExportNode, head: XmlHead): string;
  end(count: number, head: XmlHead): string;
}

const TEXTS: Readonly<Record<Exclude<ExportFormat, 'csv'>, TextFormat>> = {
  json: { before: (count) => jsonBefore(count === 0), item: jsonItem, end: (count) => jsonEnd(count === 0) },
  xml: {
    before: (count, head) => (count === 0 ? xmlStart(head) : ''),
    item: xmlItem,
    end: (count, head) => xmlEnd(head, count === 0),
  },
  m3u: {
    before: (count, head) => (count === 0 ? m3uStart(head) : ''),
    item: m3uItem,
    end: (count, head) => (count === 0 ? m3uStart(head) : ''),
  },
};

async function openText(file: string, format: TextFormat, head: XmlHead): Promise<NodeWriter> {
  const handle = await open(file, 'w');
  let count = 0;
  return {
    async add(node) {
      await handle.writeFile(`${format.before(count, head)}${format.item(node, head)}`);
      count += 1;
    },
    async end() {
      await handle.writeFile(format.end(count, head));
      await handle.close();
    },
    abandon: () => closed(handle),
  };
}

const closed = (handle: FileHandle): Promise<void> => handle.close().catch(() => undefined);

const Row = z.record(z.string(), z.string());

/** The columns are known at the end only, so rows are kept beside the file until then. */
async function openTable(file: string): Promise<NodeWriter> {
  const spoolFile = `${file}.rows`;
  const spool = await open(spoolFile, 'w');
  const columns = new Set<string>();
  return {
    async add(node) {
      const rows = csvRows(node);
      for (const row of rows) for (const column of Object.keys(row)) columns.add(column);
      await spool.writeFile(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    },
    async end() {
      await spool.close();
      const handle = await open(file, 'w');
      try {
        await writeTable(handle, spoolFile, inColumnOrder(columns));
      } finally {
        await handle.close();
        await rm(spoolFile, { force: true });
      }
    },
    async abandon() {
      await closed(spool);
      await rm(spoolFile, { force: true });
    },
  };
}

/** Rows are written in pieces of about this many characters. */
const PIECE = 262_144;

async function writeTable(handle: FileHandle, spoolFile: string, columns: readonly string[]): Promise<void> {
  let piece = csvLine(columns);
  const lines = createInterface({ input: createReadStream(spoolFile, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    const row = Row.parse(JSON.parse(line));
    piece += csvLine(columns.map((column) => row[column] ?? ''));
    if (piece.length < PIECE) continue;
    await handle.writeFile(piece);
    piece = '';
  }
  await handle.writeFile(piece);
}
