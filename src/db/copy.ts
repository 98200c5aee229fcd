import { Pool, type PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import type { Db } from './pool.ts';

/** A connection that only takes COPY data. */
export interface CopyConnection {
  /** Stores complete lines of COPY text format in a table (`schema.table`), in the order of `columns`. */
  copy(table: string, columns: readonly string[], lines: Uint8Array): Promise<void>;
  release(): void;
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Takes a connection of the pool for bulk loading; time limits of ordinary queries do not apply to it. */
export async function takeCopyConnection(db: Db & { readonly $client?: unknown }): Promise<CopyConnection> {
  if (!(db.$client instanceof Pool)) throw new TypeError('bulk loading needs the pool');
  const client = await db.$client.connect();
  await client.query('set statement_timeout = 0');
  return {
    async copy(table, columns, lines) {
      const target = table.split('.').map(quote).join('.');
      await send(client, `copy ${target} (${columns.map(quote).join(', ')}) from stdin`, lines);
    },
    // Its settings differ from the others', so it does not go back.
    release: () => client.release(true),
  };
}

function send(client: PoolClient, statement: string, lines: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = client.query(from(statement));
    stream.on('error', reject);
    stream.on('finish', resolve);
    stream.end(lines);
  });
}
