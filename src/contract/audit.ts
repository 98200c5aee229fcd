/** The record of what administrators changed. */
import { z } from 'zod';
import { Instant } from './common.ts';
import { LogQuery } from './logs.ts';

export const AuditQuery = LogQuery.meta({ description: 'Searches names, actions, subjects and addresses.' });
export type AuditQuery = LogQuery;

export const AuditRow = z.object({
  id: z.number().int().positive(),
  at: Instant,
  /** Their name at the time; `spyglass` for the command line. */
  actor: z.string(),
  /** Null for a program, and when the account is gone. */
  accountId: z.number().int().positive().nullable(),
  /** What was done, as `account.created`; the part before the dot is what it was done to. */
  action: z.string(),
  /** What it was done to, by its name. */
  subject: z.string().nullable(),
  /** What changed; never a secret. */
  details: z.record(z.string(), z.unknown()).nullable(),
  ipAddress: z.string().nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;

export const AuditPage = z.object({
  /** All rows there are. */
  total: z.number().int(),
  /** Of them, those the search found. */
  found: z.number().int(),
  rows: z.array(AuditRow).readonly(),
});
export type AuditPage = z.infer<typeof AuditPage>;
