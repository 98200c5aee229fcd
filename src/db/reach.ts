import { Client } from 'pg';
import { z } from 'zod';
import type { Clock } from '#clock';
import type { Log } from '#log';
import { describeError, Problem } from '#problem';
import { type Connection, clientConfig, describeConnection } from './connection.ts';
import { errorCodes, isDatabaseDown } from './errors.ts';

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 5_000;
const CONNECT_TIMEOUT_MS = 5_000;
const MIN_VERSION = 160_000;

const Server = z.tuple([z.object({ version: z.coerce.number(), encoding: z.string(), readonly: z.boolean() })]);
const ASK = `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
  pg_is_in_recovery() as readonly`;

/**
 * Waits until a database server answers, at most `patienceMs`; servers and Spyglass often start together.
 * Throws `Problem('unavailable')` when it stays away, and `Problem('refused')` at once for what waiting does not
 * mend: wrong password, missing database, an encoding other than UTF8, a replica, PostgreSQL before 16.
 */
export async function reachServer(
  connection: Connection,
  deps: { readonly clock: Clock; readonly log: Log; readonly patienceMs: number },
): Promise<void> {
  const { clock, log, patienceMs } = deps;
  const until = clock.monotonic() + patienceMs;
  for (let waitMs = FIRST_BACKOFF_MS; ; waitMs = Math.min(LONGEST_BACKOFF_MS, waitMs * 2)) {
    try {
      return await inspect(connection);
    } catch (error) {
      if (error instanceof Problem) throw error;
      const where = describeConnection(connection);
      if (!isDatabaseDown(error)) throw refusal(error, where);
      const leftMs = until - clock.monotonic();
      if (leftMs <= 0) {
        throw new Problem('unavailable', `The database ${where} does not answer: ${describeError(error)}`, {
          hint: 'Check that PostgreSQL runs and that DATABASE_URL names it',
          cause: error,
        });
      }
      log.warn({ database: where, reason: describeError(error) }, 'waiting for the database');
      await clock.sleep(Math.min(waitMs, leftMs));
    }
  }
}

async function inspect(connection: Connection): Promise<void> {
  const client = new Client(
    clientConfig(connection, { applicationName: 'spyglass', connectTimeoutMs: CONNECT_TIMEOUT_MS }),
  );
  client.on('error', () => undefined);
  try {
    await client.connect();
    const [server] = Server.parse((await client.query(ASK)).rows);
    const unfit = judgeServer(server);
    if (unfit !== undefined) throw unfit;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Why a server cannot be used; `undefined` when it can. `version` is like 170010 for 17.10. */
export function judgeServer(server: { version: number; encoding: string; readonly: boolean }): Problem | undefined {
  if (server.version < MIN_VERSION) {
    const major = Math.floor(server.version / 10_000);
    return new Problem('refused', `The database server is PostgreSQL ${major}; Spyglass needs 16 or newer`, {
      hint: 'Use a newer PostgreSQL, or leave DATABASE_URL out to use the built-in one',
    });
  }
  if (server.encoding !== 'UTF8') {
    return new Problem('refused', `The database has the encoding ${server.encoding}; Spyglass needs UTF8`, {
      hint: "Create it with: create database spyglass encoding 'UTF8' template template0",
    });
  }
  return server.readonly ? new Problem('refused', 'The database server is a read-only replica') : undefined;
}

/** What the person who wrote DATABASE_URL can do, by the server's code. */
const HINTS: Record<string, string> = {
  '28P01': 'Check the user and password in DATABASE_URL',
  '28000': 'Check the user in DATABASE_URL; a server that asks for encryption needs ?sslmode=require',
  '3D000': 'Create the database first, for example: createdb spyglass',
  '42501': 'Give the user of DATABASE_URL the right to connect to the database',
};

function refusal(error: unknown, where: string): Problem {
  const hint = errorCodes(error)
    .map((code) => HINTS[code])
    .find((text) => text !== undefined);
  return new Problem('refused', `The database ${where} refuses the connection: ${describeError(error)}`, {
    hint: hint ?? 'Check DATABASE_URL, its sslmode included',
    cause: error,
  });
}
