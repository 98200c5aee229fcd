import { Problem } from '#problem';

/** How many bytes the header of a SQLite file has. */
export const HEADER_BYTES = 100;

export interface DatabaseHeader {
  readonly pageSize: number;
  /** The size the file says it has, or null when an old writer did not keep it up to date. */
  readonly expectedBytes: number | null;
  readonly isWal: boolean;
}

const MAGIC = 'SQLite format 3\0';

/** Beginnings (in lower case) of files that people take for a database, and what to say about them. */
const MISTAKEN: readonly (readonly [beginning: string, what: string, hint: string])[] = [
  ['pk\u0003\u0004', 'a zip archive', 'Give the archive itself to the import, or unpack it first'],
  ['\u001f\u008b', 'a gzip archive', 'Unpack it first'],
  ['<!doctype', 'a web page', 'The download failed; sign in and download the database again'],
  ['<html', 'a web page', 'The download failed; sign in and download the database again'],
  ['pgdmp', 'a dump of PostgreSQL', 'Only the SQLite database of Tautulli can be imported'],
  ['[general]', 'a configuration file', 'Choose tautulli.db; the config.ini beside it is found'],
];

/** Whether a file begins like a SQLite database. */
export const isSqlite = (beginning: Uint8Array): boolean => latin1(beginning).startsWith(MAGIC);

/**
 * Reads the first 100 bytes of a file (fewer when it is shorter). An empty file, another kind of file and an encrypted
 * database are a Problem (`invalid`); `name` is what the sentence calls the file.
 */
export function readHeader(beginning: Uint8Array, name: string): DatabaseHeader {
  if (beginning.length === 0) {
    throw new Problem('invalid', `${name} is empty`, { hint: 'The copy or download was interrupted; make it again' });
  }
  if (!isSqlite(beginning)) throw notSqlite(latin1(beginning), name);
  const view = new DataView(beginning.buffer, beginning.byteOffset, beginning.byteLength);
  const pageSize = beginning.length < HEADER_BYTES ? 0 : pageSizeOf(view.getUint16(16));
  if (pageSize === 0) {
    throw new Problem('invalid', `${name} begins like a SQLite database, but its header is damaged`, {
      hint: 'Use a backup of the database',
    });
  }
  const isCurrent = view.getUint32(24) === view.getUint32(92);
  const pages = isCurrent ? view.getUint32(28) : 0;
  return { pageSize, expectedBytes: pages === 0 ? null : pages * pageSize, isWal: beginning[18] === 2 };
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, HEADER_BYTES));

/** 0 when the number is none of the sizes a page can have. */
function pageSizeOf(written: number): number {
  const size = written === 1 ? 65_536 : written;
  return size >= 512 && (size & (size - 1)) === 0 ? size : 0;
}

function notSqlite(beginning: string, name: string): Problem {
  const text = beginning.trimStart().toLowerCase();
  const known = MISTAKEN.find(([start]) => text.startsWith(start));
  if (known !== undefined) {
    return new Problem('invalid', `${name} is ${known[1]}, not a SQLite database`, { hint: known[2] });
  }
  const unprintable = beginning.replace(/[\x20-\x7e\s]/g, '').length;
  const looksEncrypted = unprintable > beginning.length / 3;
  return new Problem('invalid', `${name} is not a SQLite database${looksEncrypted ? '; it looks encrypted' : ''}`, {
    hint: 'Choose tautulli.db from the data folder of Tautulli, or a backup zip',
  });
}
