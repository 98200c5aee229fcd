import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { WORK_STATES } from '#contract/enums.ts';
import type { ImportId, ServerId } from '#contract/ids.ts';
import { createdAt, fk, instant, literals, pk } from './columns.ts';
import { servers } from './servers.ts';

/** One import of another program's data, with everything that can be said about it later. */
export const imports = pgTable(
  'imports',
  {
    id: integer().generatedByDefaultAsIdentity().$type<ImportId>(),
    serverId: integer('server_id').$type<ServerId>(),
    /** Path or file name as the person gave it. */
    origin: text().notNull(),
    /** SHA-256 over the content, in hexadecimal: the same file is recognised. */
    fingerprint: text().notNull(),
    state: text({ enum: WORK_STATES }).notNull(),
    options: jsonb().notNull().$type<Readonly<Record<string, unknown>>>(),
    /** Table -> what was added to the ids of its rows, where they were taken already. */
    idOffsets: jsonb('id_offsets').$type<Readonly<Record<string, number>>>(),
    /** Rows in, out, repaired and skipped, with reasons. */
    report: jsonb(),
    /** Why it failed, in a sentence. */
    problem: text(),
    startedAt: createdAt('started_at'),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    pk('imports', t.id),
    fk('imports', t.serverId, servers.id, 'set null'),

    index('ix_imports_fingerprint').on(t.fingerprint),
    check('ck_imports_state', sql`${t.state} in (${literals(WORK_STATES)})`),
  ],
);
