/** The record of what administrators changed: written in the transaction that makes the change. */
import type { AuditPage, AuditQuery } from '#contract/audit.ts';
import type { Db, Tx } from '#db/pool.ts';
import { type Actor, NOBODY } from './actor.ts';
import { auditPage, insertAudit } from './queries-audit.ts';
import { demand } from './rights.ts';

/** Who does something, and from where. */
export interface By {
  readonly actor: Actor;
  readonly ipAddress: string | null;
}

/** Whoever can give commands on the machine. */
export const COMMAND_LINE: By = { actor: NOBODY, ipAddress: null };

export interface AuditEntry {
  /** As `account.created`. */
  readonly action: string;
  /** What it was done to, by its name. */
  readonly subject: string | null;
  /** What changed; never a secret. */
  readonly details?: Readonly<Record<string, unknown>> | null;
}

/** How an actor is called for good, should it be gone one day. */
export function nameOfActor(actor: Actor): string {
  if (actor.kind === 'account') return actor.name;
  return actor.kind === 'key' ? `API key ${actor.name}` : 'spyglass';
}

/** Notes a change. */
export async function audit(tx: Db | Tx, { actor, ipAddress }: By, entry: AuditEntry): Promise<void> {
  await insertAudit(tx, {
    accountId: actor.kind === 'account' ? actor.accountId : null,
    actor: nameOfActor(actor),
    action: entry.action,
    subject: entry.subject,
    details: entry.details ?? null,
    ipAddress,
  });
}

/** A page of the record. @throws Problem `forbidden`. */
export async function listAudit(db: Db, actor: Actor, query: AuditQuery): Promise<AuditPage> {
  demand(actor, 'admin');
  const page = await auditPage(db, query);
  return {
    ...page,
    rows: page.rows.map(({ at, details, ...row }) => ({
      ...row,
      at: at.toISOString(),
      details: isRecord(details) ? details : null,
    })),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
