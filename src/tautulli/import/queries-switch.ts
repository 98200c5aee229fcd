/** The end of the transaction: the record of the import, the sequences, what config.ini brought. */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { ImportId, ServerId } from '#contract/ids.ts';
import type { Db, Tx } from '#db/pool.ts';
import { accounts, apiKeys, imports, plays } from '#db/schema/index.ts';
import { MAX_ID } from './loads/row-id.ts';
import { StoredReport } from './service/stored-report.ts';
import type { ImportReport } from './types.ts';

/** Source tables whose highest number ever used must not be used again. */
const SEQUENCES: Readonly<Record<string, string>> = {
  session_history: 'plays',
  users: 'users',
  library_sections: 'libraries',
  notifiers: 'notifiers',
  notify_log: 'notification_log',
  newsletters: 'newsletters',
  newsletter_log: 'newsletter_log',
  recently_added: 'recently_added',
  exports: 'exports',
  user_login: 'sign_ins',
  mobile_devices: 'devices',
};

/** New rows get ids behind everything that exists, and behind everything the file ever used. */
export async function alignSequences(
  tx: Tx,
  used: Readonly<Record<string, number>>,
  offsets: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [source, table] of Object.entries(SEQUENCES)) {
    // A counter beyond every id says nothing: rows are counted up to there only, and new ones need room.
    const highest = (used[source] ?? 0) + (offsets[table] ?? 0);
    const behind = highest > MAX_ID ? 0 : highest;
    const sequence = sql`pg_get_serial_sequence(${table}, 'id')::regclass`;
    await tx.execute(sql`select setval(${sequence}, greatest(${behind}::bigint,
        coalesce((select max(id) from ${sql.identifier(table)}), 0), coalesce(pg_sequence_last_value(${sequence}), 0), 1))`);
  }
}

export interface ImportRow {
  readonly origin: string;
  readonly fingerprint: string;
  readonly serverId: ServerId;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The number of the connection's process. */
export async function backendOf(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return rows[0]?.pid ?? 0;
}

/** Cancels what another connection is doing. */
export async function cancelBackend(db: Db, pid: number): Promise<void> {
  await db.execute(sql`select pg_cancel_backend(${pid})`);
}

/** The row the imported plays point at; `existing` is the one a service made before it began. */
export async function beginImport(tx: Tx, existing: ImportId | null, row: ImportRow): Promise<ImportId> {
  if (existing !== null) {
    await tx
      .update(imports)
      .set({ serverId: row.serverId, fingerprint: row.fingerprint })
      .where(eq(imports.id, existing));
    return existing;
  }
  const [made] = await tx
    .insert(imports)
    .values({ ...row, state: 'running' })
    .returning({ id: imports.id });
  if (made === undefined) throw new Error('recording an import returned no id');
  return made.id;
}

export async function endImport(
  tx: Tx,
  id: ImportId,
  report: unknown,
  idOffsets: Readonly<Record<string, number>>,
): Promise<void> {
  await tx.update(imports).set({ state: 'done', report, idOffsets, finishedAt: sql`now()` }).where(eq(imports.id, id));
}

/**
 * The last import of this server, when it was of the same content and none of its plays is missing since. Its report
 * then still says what is there.
 */
export async function unchangedImport(
  db: Db | Tx,
  serverId: ServerId,
  fingerprint: string,
): Promise<{ readonly report: ImportReport; readonly plays: number } | null> {
  const [last] = await db
    .select({ id: imports.id, fingerprint: imports.fingerprint, report: imports.report })
    .from(imports)
    .where(and(eq(imports.serverId, serverId), eq(imports.state, 'done'), sql`${imports.idOffsets} is not null`))
    .orderBy(desc(imports.id))
    .limit(1);
  if (last === undefined || last.fingerprint !== fingerprint) return null;
  const stored = await db.$count(plays, eq(plays.importId, last.id));
  const report = StoredReport.safeParse(last.report);
  return report.success ? { report: report.data, plays: stored } : null;
}

/** Moves the planner's statistics on: until then it would treat the filled tables as empty. */
export async function refreshStatistics(db: Db): Promise<void> {
  await db.execute(sql`analyze`);
}

export interface ImportedAccount {
  readonly username: string;
  readonly passwordHash: string;
}

/** The owner's account, unless there is one already. Answers whether it was made. */
export async function addOwner(tx: Tx, account: ImportedAccount): Promise<boolean> {
  if ((await tx.$count(accounts, eq(accounts.role, 'owner'))) > 0) return false;
  const made = await tx
    .insert(accounts)
    .values({ ...account, role: 'owner' })
    .onConflictDoNothing()
    .returning({ id: accounts.id });
  return made.length > 0;
}

export async function addApiKey(tx: Tx, keyHash: string, isEnabled: boolean): Promise<void> {
  await tx
    .insert(apiKeys)
    .values({ name: 'Tautulli', keyHash, scope: 'admin', isEnabled })
    .onConflictDoUpdate({ target: apiKeys.keyHash, set: { isEnabled } });
}
