import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crc32, deflateRawSync } from 'node:zlib';
import { silentLog } from '#log';
import { openSource, type Source } from './open-source.ts';
import type { TableStatistics } from './protocol.ts';

/** A folder that is gone when the test is. */
export class Folder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'source-'));

  at(name: string): string {
    return join(this.path, name);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export const sha256 = (...paths: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest('hex');
};

const TABLES = `
  CREATE TABLE session_history (id INTEGER PRIMARY KEY AUTOINCREMENT, reference_id INTEGER, started INTEGER,
    stopped INTEGER, rating_key INTEGER, user_id INTEGER, user TEXT, ip_address TEXT, view_offset INTEGER DEFAULT 0);
  CREATE TABLE session_history_metadata (id INTEGER PRIMARY KEY, rating_key INTEGER, title TEXT, summary TEXT);
  CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER, username TEXT);
  CREATE TABLE library_sections (id INTEGER PRIMARY KEY AUTOINCREMENT, section_id INTEGER, section_name TEXT);
  CREATE TABLE version_info (key TEXT UNIQUE, value TEXT);
`;

/** Makes a database like Tautulli's with plays 1 to `plays` and leaves it open. */
export function openTautulli(path: string, { plays = 0, version = 'v2.17.2' as string | null } = {}): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = WAL; BEGIN; ${TABLES}`);
  if (version === null) database.exec('DROP TABLE version_info');
  else database.prepare(`INSERT INTO version_info VALUES ('version', ?)`).run(version);
  database.exec(`INSERT INTO users (user_id, username) VALUES (7, 'jo'); COMMIT;`);
  addPlays(database, plays);
  return database;
}

/** Adds plays behind the last one, each with a description. */
export function addPlays(database: DatabaseSync, plays: number): void {
  const play = database.prepare(
    `INSERT INTO session_history (started, stopped, rating_key, user_id, user, ip_address) VALUES (?, ?, ?, 7, 'jo', ?)`,
  );
  const description = database.prepare(`INSERT INTO session_history_metadata VALUES (?, ?, ?, ?)`);
  database.exec('BEGIN');
  for (let at = 0; at < plays; at += 1) {
    const started = 1_600_000_000 + at * 60;
    const { lastInsertRowid: id } = play.run(started, started + 30, 100 + at, '10.0.0.1');
    description.run(id, 100 + at, `Title ${id}`, 'words '.repeat(20));
  }
  database.exec('COMMIT');
}

/** Makes a closed database file, with `change` as SQL. */
export function makeTautulli(
  path: string,
  options: { plays?: number; version?: string | null; change?: string } = {},
): void {
  const database = openTautulli(path, options);
  if (options.change !== undefined) database.exec(options.change);
  database.close();
}

/** The numbers of a table's leaf pages and the size of a page. */
export function leafPages(path: string, table: string): { pages: number[]; pageSize: number } {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const rows = database.prepare(`SELECT pageno, pgsize FROM dbstat WHERE name = ? AND pagetype = 'leaf'`).all(table);
    return { pages: rows.map(({ pageno }) => Number(pageno)), pageSize: Number(rows[0]?.pgsize) };
  } finally {
    database.close();
  }
}

const u16 = (value: number): Buffer => Buffer.from([value & 255, value >> 8]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value & 65_535), u16(value >>> 16)]);

/** A zip archive of files; `claim` makes the archive lie about the unpacked size of every file. */
export function zipOf(files: Readonly<Record<string, Buffer>>, { claim = null as number | null } = {}): Buffer {
  const members = Object.entries(files).map(([name, content]) => {
    const packed = deflateRawSync(content);
    const sizes = [u32(crc32(content)), u32(packed.length), u32(claim ?? content.length)];
    return { name: Buffer.from(name), packed, head: Buffer.concat([u16(20), u16(0), u16(8), u32(0), ...sizes]) };
  });
  let offset = 0;
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  for (const { name, packed, head } of members) {
    const lengths = Buffer.concat([u16(name.length), u16(0)]);
    const member = Buffer.concat([Buffer.from('PK\x03\x04'), head, lengths, name, packed]);
    central.push(Buffer.from('PK\x01\x02'), u16(20), head, lengths, u16(0), u16(0), u16(0), u32(0), u32(offset), name);
    local.push(member);
    offset += member.length;
  }
  const directory = Buffer.concat(central);
  const counts = [u16(0), u16(0), u16(members.length), u16(members.length)];
  const end = [Buffer.from('PK\x05\x06'), ...counts, u32(directory.length), u32(offset), u16(0)];
  return Buffer.concat([...local, directory, ...end]);
}

export const TEST_LOADS = new URL('./loads-testing.ts', import.meta.url);

export const openForTest = (database: string, signal?: AbortSignal): Promise<Source> =>
  openSource({ database }, { log: silentLog, loads: TEST_LOADS, signal });

/** Everything a file says: the fields of each stage's rows, and the statistics by table. */
export async function readAll(
  database: string,
  tables?: readonly string[],
): Promise<{ rows: Record<string, string[][]>; statistics: Record<string, TableStatistics> }> {
  const source = await openForTest(database);
  const rows: Record<string, string[][]> = {};
  try {
    const statistics = await source.read({
      ...(tables === undefined ? {} : { tables }),
      onChunk: async (stage, bytes) => {
        const lines = new TextDecoder('utf-8', { fatal: true }).decode(bytes).split('\n');
        if (lines.pop() !== '') throw new Error('a chunk ends within a line');
        rows[stage] ??= [];
        rows[stage].push(...lines.map((line) => line.split('\t')));
      },
    });
    return { rows, statistics: Object.fromEntries(statistics.map((one) => [one.table, one])) };
  } finally {
    await source.close();
  }
}
