import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import type { ClientConfig } from 'pg';
import { Problem } from '#problem';

/** Where a PostgreSQL database is and how to sign in. `host` is a name, an address or the folder of a Unix socket. */
export type Connection = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Absent: no encryption. */
  readonly ssl?: ConnectionOptions;
};

const KNOWN_PARAMETERS = new Set(['host', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'application_name']);
const EXAMPLE = 'Expected postgres://user:password@host:5432/database';

const invalid = (what: string, hint = EXAMPLE): Problem => new Problem('invalid', `DATABASE_URL ${what}`, { hint });

/**
 * Reads a `postgres://` or `postgresql://` URL. Throws `Problem('invalid')` that names the wrong part and never
 * repeats the URL, because it holds a password. A Unix socket is given as `postgres://user@/database?host=/folder`.
 */
export function parseDatabaseUrl(text: string): Connection {
  // A URL without a host ("user@/database") is usual for sockets but no valid URL, so it gets a stand-in host.
  const standIn = text.trim().replace(/^([a-z]+:\/\/(?:[^@/]*@)?)(?=\/)/i, '$1socket.invalid');
  if (!URL.canParse(standIn)) throw invalid('is not a URL');
  const url = new URL(standIn);
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') {
    throw invalid(`starts with "${url.protocol}//", which is not PostgreSQL`);
  }
  for (const name of url.searchParams.keys()) {
    if (!KNOWN_PARAMETERS.has(name)) {
      throw invalid(`has an unknown parameter "${name}"`, `Known are ${[...KNOWN_PARAMETERS].join(', ')}`);
    }
  }
  const host = url.searchParams.get('host') ?? decoded(url.hostname.replace(/^\[(.*)\]$/, '$1'), 'host');
  if (host === '' || host === 'socket.invalid') throw invalid('names no host');
  if (host.includes(',')) throw invalid('names several hosts, but one is possible');
  const user = decoded(url.username, 'user');
  if (user === '') throw invalid('names no user');
  const database = decoded(url.pathname.slice(1), 'database');
  if (database === '' || database.includes('/')) throw invalid('names no database');
  const ssl = sslOf(url.searchParams);
  const port = url.port === '' ? 5432 : Number(url.port);
  const connection = { host, port, user, password: decoded(url.password, 'password'), database };
  return ssl === undefined ? connection : { ...connection, ssl };
}

function decoded(part: string, name: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid(`has a badly encoded ${name}`, 'Write special characters as %XX, for example %40 for @');
  }
}

/** The modes mean what they mean to PostgreSQL's own tools; the two that may silently fall back to no encryption are refused. */
function sslOf(parameters: URLSearchParams): ConnectionOptions | undefined {
  const files = {
    ...certificate('ca', parameters.get('sslrootcert'), 'sslrootcert'),
    ...certificate('cert', parameters.get('sslcert'), 'sslcert'),
    ...certificate('key', parameters.get('sslkey'), 'sslkey'),
  };
  const mode = parameters.get('sslmode') ?? (Object.keys(files).length > 0 ? 'verify-full' : 'disable');
  switch (mode) {
    case 'disable':
      return undefined;
    case 'require':
      return { ...files, rejectUnauthorized: false };
    case 'verify-ca':
      return { ...files, rejectUnauthorized: true, checkServerIdentity: () => undefined };
    case 'verify-full':
      return { ...files, rejectUnauthorized: true };
    default:
      throw invalid(`has sslmode "${mode}"`, 'Choose disable, require, verify-ca or verify-full');
  }
}

function certificate(key: string, path: string | null, parameter: string): Record<string, string> {
  if (path === null) return {};
  try {
    return { [key]: readFileSync(path, 'utf8') };
  } catch (error) {
    throw new Problem('invalid', `DATABASE_URL's ${parameter} file ${path} cannot be read`, { cause: error });
  }
}

/** The settings every connection of this program shares: UTC, a name that shows in `pg_stat_activity`, live TCP checks. */
export function clientConfig(
  connection: Connection,
  options: { applicationName: string; connectTimeoutMs?: number; statementTimeoutMs?: number },
): ClientConfig {
  const { ssl, ...where } = connection;
  return {
    ...where,
    ssl: ssl ?? false,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 10_000,
    keepAlive: true,
    options: '-c timezone=UTC -c datestyle=ISO',
    ...(options.statementTimeoutMs === undefined ? {} : { statement_timeout: options.statementTimeoutMs }),
  };
}

/** The place of a database for logs and messages, without the password. */
export const describeConnection = (c: Connection): string =>
  c.host.startsWith('/') ? `${c.database} at ${c.host}` : `${c.database} at ${c.host}:${c.port}`;
