import type { ClientBase, Pool } from 'pg';
import { z } from 'zod';
import type { Log } from '#log';
import { describeError, Problem } from '#problem';
import manifest from '../../package.json' with { type: 'json' };
import { withAdvisoryLock } from './locks.ts';
import { compareVersions, type Migration, readMigrations, type VersionCheck } from './migrations.ts';

const CREATE_LIST = `create table if not exists spyglass_migrations (
  id integer constraint pk_spyglass_migrations primary key,
  name text not null constraint uq_spyglass_migrations_name unique,
  hash text not null,
  applied_at timestamptz not null default now(),
  app_version text not null
)`;

const OTHER_TABLES = `select count(*)::int as tables from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
  and n.nspname !~ '^pg_(toast|temp)' and c.relname <> 'spyglass_migrations'
  and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'e')`;

const AppliedRows = z.array(z.object({ id: z.number(), name: z.string(), hash: z.string() }));
const Count = z.tuple([z.object({ tables: z.number() })]);
const Exists = z.tuple([z.object({ listed: z.boolean() })]);

/** Compares the database with the migrations this program knows. */
export async function checkVersion(
  client: Pool | ClientBase,
  known: readonly Migration[] = readMigrations(),
): Promise<VersionCheck> {
  const [{ listed }] = Exists.parse(
    (await client.query(`select to_regclass('spyglass_migrations') is not null as listed`)).rows,
  );
  const applied = listed
    ? AppliedRows.parse((await client.query('select id, name, hash from spyglass_migrations order by id')).rows)
    : undefined;
  const [{ tables }] = Count.parse((await client.query(OTHER_TABLES)).rows);
  return compareVersions(known, applied, tables);
}

export type PrepareOptions = {
  /** Whether an older database is brought up to date; an empty one always is. */
  readonly autoMigrate: boolean;
  readonly log: Log;
  readonly migrations?: readonly Migration[];
};

/**
 * Makes the database fit this program: creates everything in an empty one, updates an older one when allowed.
 * One process at a time; every migration is a transaction of its own, so a failure undoes that one only.
 * Throws `Problem('refused')` for a database that is older (without permission), newer, altered or somebody else's.
 *
 * Drizzle's own migrator has no lock against a second process, does not notice a newer database or an altered
 * migration, and applies everything in one transaction; the files and their journal are Drizzle's.
 */
export async function prepareDatabase(pool: Pool, options: PrepareOptions): Promise<VersionCheck> {
  const known = options.migrations ?? readMigrations();
  const client = await pool.connect();
  try {
    // Waiting for another process's migrations and changing big tables may both take long.
    await client.query('set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0');
    return await withAdvisoryLock(client, 'migrate', async () => {
      const found = await checkVersion(client, known);
      const refusal = refusalFor(found, options.autoMigrate);
      if (refusal !== undefined) throw refusal;
      if (found.kind === 'empty' || found.kind === 'older') {
        const pending = known.slice(known.length - found.pending);
        if (found.kind === 'older') options.log.info({ pending: pending.length }, 'updating the database');
        await client.query(CREATE_LIST);
        for (const migration of pending) await apply(client, migration, options.log);
      }
      return found;
    });
  } finally {
    client.release(true); // Its settings must not reach the next user.
  }
}

function refusalFor(found: VersionCheck, autoMigrate: boolean): Problem | undefined {
  switch (found.kind) {
    case 'older': {
      if (autoMigrate) return undefined;
      const versions = found.pending === 1 ? 'one version' : `${found.pending} versions`;
      return new Problem('refused', `The database is ${versions} behind this Spyglass`, {
        hint: 'Make a backup, then run `npm run -s spyglass -- migrate` (in the image: `spyglass migrate`)',
      });
    }
    case 'newer':
      return new Problem('refused', 'The database was already used by a newer Spyglass', {
        hint: 'Start that version again, or restore a backup that this one made',
      });
    case 'changed':
      return new Problem('refused', `The database was made with a different migration "${found.name}"`, {
        hint: 'It belongs to another build of Spyglass; start that one, or use another database',
      });
    case 'foreign':
      return new Problem('refused', `The database holds ${found.tables} tables that are not Spyglass's`, {
        hint: 'Create an empty database for Spyglass and name it in DATABASE_URL',
      });
    default:
      return undefined;
  }
}

async function apply(client: ClientBase, migration: Migration, log: Log): Promise<void> {
  log.info({ migration: migration.name }, 'changing the database');
  try {
    await client.query('begin');
    for (const statement of migration.statements) await client.query(statement);
    await client.query('insert into spyglass_migrations (id, name, hash, app_version) values ($1, $2, $3, $4)', [
      migration.id,
      migration.name,
      migration.hash,
      manifest.version,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new Problem('unavailable', `The migration "${migration.name}" failed: ${describeError(error)}`, {
      hint: 'Nothing of this step was kept; earlier steps are complete',
      cause: error,
    });
  }
}
