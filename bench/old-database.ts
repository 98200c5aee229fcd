/** Old databases of any size, made of the sample among the fixtures: its plays again and again, further back each time. */
import { readFile, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const SAMPLE = fileURLToPath(new URL('../test/fixtures/tautulli/sample.db.gz', import.meta.url));
/** The sample's highest row id and its span, rounded up. */
const IDS = 5_000;
const SPAN_SECONDS = 43_200_000;
/** Items of a copy are others than those of the copy before, until their number is that of a large library. */
const KINDS = 14;
const KEYS = 1_000_000;
/** Rounds that go back further than this would begin before 1970: from here on they lie between the others. */
const ROUNDS = 30;

const CHILDREN = ['session_history_metadata', 'session_history_media_info'];

/** Makes a Tautulli database of about `plays` plays (whole copies of the sample's 4,000) at `path`. */
export async function makeOldDatabase(path: string, plays: number): Promise<void> {
  await writeFile(path, gunzipSync(await readFile(SAMPLE)));
  const database = new DatabaseSync(path);
  try {
    database.exec('pragma journal_mode = off; pragma synchronous = off; begin');
    for (let copy = 1; copy < Math.round(plays / 4_000); copy += 1) addCopy(database, copy);
    database.exec('commit');
  } finally {
    database.close();
  }
}

function addCopy(database: DatabaseSync, copy: number): void {
  const back = Math.round((copy % ROUNDS) * SPAN_SECONDS + copy * 7);
  const kind = copy % KINDS;
  const changes: Readonly<Record<string, string>> = {
    id: `id + ${copy * IDS}`,
    reference_id: `reference_id + ${copy * IDS}`,
    started: `started - ${back}`,
    stopped: `stopped - ${back}`,
    rating_key: `rating_key + ${kind * KEYS}`,
    guid: `guid || '#${kind}'`,
    // Bit rates and addresses differ from stream to stream.
    bandwidth: `bandwidth + ${copy % 400}`,
    stream_bitrate: `case when id % 20 = 0 then stream_bitrate + ${copy} else stream_bitrate end`,
  };
  for (const table of ['session_history', ...CHILDREN]) {
    const columns = database
      .prepare(`select name from pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => String(name));
    const values = columns.map((name) => changes[name] ?? `"${name}"`);
    database.exec(
      `insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')}) select ${values.join(', ')} from ${table} where id <= ${IDS}`,
    );
  }
}
