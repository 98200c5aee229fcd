/** A folder as a ZIP archive, written while it is read (export notes 7). */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

const DEFLATED = 8;
/** Sizes follow the data, and names are UTF-8. */
const FLAGS = 0x0808;
const VERSION = 20;
const MAX_SIZE = 0xffffffff;

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** Moments in archives begin in 1980 and know no zone; all files of an export get its own. */
function dosTime(at: Temporal.PlainDateTime): { readonly date: number; readonly time: number } {
  const year = Math.max(1980, Math.min(2107, at.year));
  return {
    date: ((year - 1980) << 9) | (at.month << 5) | at.day,
    time: (at.hour << 11) | (at.minute << 5) | (at.second >> 1),
  };
}

/** What the header of a file and its entry in the directory share. */
function common(at: Temporal.PlainDateTime, { crc, packed, size, name }: Omit<Written, 'offset'>): Buffer {
  const { date, time } = dosTime(at);
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(VERSION, 0);
  bytes.writeUInt16LE(FLAGS, 2);
  bytes.writeUInt16LE(DEFLATED, 4);
  bytes.writeUInt16LE(time, 6);
  bytes.writeUInt16LE(date, 8);
  bytes.writeUInt32LE(crc, 10);
  bytes.writeUInt32LE(packed, 14);
  bytes.writeUInt32LE(size, 18);
  bytes.writeUInt16LE(name.length, 22);
  return bytes;
}

const signature = (number: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
};

function descriptor({ crc, packed, size }: Written): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32LE(crc, 0);
  bytes.writeUInt32LE(packed, 4);
  bytes.writeUInt32LE(size, 8);
  return Buffer.concat([signature(0x08074b50), bytes]);
}

function directoryEntry(file: Written, at: Temporal.PlainDateTime): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(file.offset, 10);
  const made = Buffer.alloc(2);
  made.writeUInt16LE(VERSION);
  return Buffer.concat([signature(0x02014b50), made, common(at, file), rest, file.name]);
}

function directoryEnd(count: number, size: number, offset: number): Buffer {
  const bytes = Buffer.alloc(18);
  bytes.writeUInt16LE(count, 4);
  bytes.writeUInt16LE(count, 6);
  bytes.writeUInt32LE(size, 8);
  bytes.writeUInt32LE(offset, 12);
  return Buffer.concat([signature(0x06054b50), bytes]);
}

/**
 * The files of a folder, by their paths in it, as one archive. At most 65 535 files of 4 GB together.
 * The stream fails when a file cannot be read or there is too much.
 */
export const zipOf = (folder: string, paths: readonly string[], at: Temporal.PlainDateTime): Readable =>
  Readable.from(archive(folder, paths, at), { objectMode: false });

async function* archive(folder: string, paths: readonly string[], at: Temporal.PlainDateTime): AsyncGenerator<Buffer> {
  if (paths.length > 0xffff) throw new Error('an archive holds at most 65535 files');
  const written: Written[] = [];
  let offset = 0;
  for (const path of paths) {
    const name = Buffer.from(path.replaceAll('\\', '/'));
    const start = Buffer.concat([signature(0x04034b50), common(at, { name, crc: 0, packed: 0, size: 0 }), name]);
    yield start;
    let [crc, size, packed] = [0, 0, 0];
    const source = createReadStream(join(folder, path));
    source.on('data', (piece) => {
      crc = crc32(piece, crc);
      size += piece.length;
    });
    const deflated = createDeflateRaw();
    source.on('error', (error) => deflated.destroy(error));
    for await (const piece of source.pipe(deflated)) {
      packed += piece.length;
      yield piece;
    }
    const file = { name, crc, packed, size, offset };
    const end = descriptor(file);
    yield end;
    written.push(file);
    offset += start.length + packed + end.length;
    if (offset > MAX_SIZE || size > MAX_SIZE) throw new Error('an archive holds at most 4 GB');
  }
  const directory = Buffer.concat(written.map((file) => directoryEntry(file, at)));
  yield directory;
  yield directoryEnd(written.length, directory.length, offset);
}
