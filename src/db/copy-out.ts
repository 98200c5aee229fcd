/** Reading large values as PostgreSQL keeps them: COPY in its binary format, many times quicker than rows of text. */
import { Pool } from 'pg';
import { to } from 'pg-copy-streams';
import type { Db } from './pool.ts';

/** The fields of a row as PostgreSQL sends them, big-endian; null for null. */
export type BinaryRow = readonly (Buffer | null)[];

/**
 * The rows of a query. COPY takes no parameters, so the text holds them: it must be made of our own words and of
 * numbers only. The fields point into what was received; copy what is to be kept.
 */
export async function copyOut(db: Db & { readonly $client?: unknown }, query: string): Promise<BinaryRow[]> {
  if (!(db.$client instanceof Pool)) throw new TypeError('COPY needs the pool');
  const client = await db.$client.connect();
  let isBroken = true;
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of client.query(to(`copy (${query}) to stdout (format binary)`))) chunks.push(chunk);
    isBroken = false;
    return readTuples(Buffer.concat(chunks));
  } finally {
    client.release(isBroken);
  }
}

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');

/** Reads the whole of what COPY sent. @throws RangeError when it is cut off or something else. */
export function readTuples(sent: Buffer): BinaryRow[] {
  if (!sent.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new RangeError('this is no COPY in binary format');
  // Behind the signature: four bytes of flags, then the length of an extension.
  let at = SIGNATURE.length + 4;
  at += 4 + sent.readUInt32BE(at);
  const rows: BinaryRow[] = [];
  for (let fields = sent.readInt16BE(at); fields >= 0; fields = sent.readInt16BE(at)) {
    at += 2;
    const row: (Buffer | null)[] = [];
    for (let field = 0; field < fields; field++) {
      const length = sent.readInt32BE(at);
      at += 4;
      if (at + length > sent.length) throw new RangeError('a COPY was cut off');
      row.push(length < 0 ? null : sent.subarray(at, at + length));
      at += Math.max(0, length);
    }
    rows.push(row);
  }
  return rows;
}
