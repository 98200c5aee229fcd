import { z } from 'zod';
import { Id, Instant } from './common.ts';
import { WORK_STATES } from './enums.ts';

/** The steps of an import, in their order. Until `switch`, nothing that others see has changed. */
export const IMPORT_STAGES = ['copy', 'inspect', 'load', 'transform', 'verify', 'switch'] as const;

const Count = z.number().int().nonnegative();
const Texts = z.array(z.string()).readonly();

/** How far an import is: `done` of `total` stages; within the stage, rows (bytes while it copies). A total is null while unknown. */
export const ImportProgressView = z.object({
  stage: z.enum(IMPORT_STAGES),
  /** The table or the step. */
  what: z.string().nullable(),
  done: z.number().nonnegative(),
  total: z.number().nonnegative().nullable(),
  rowsDone: Count,
  rowsTotal: Count.nullable(),
});
export type ImportProgressView = z.infer<typeof ImportProgressView>;

/** What became of an import: every row of the source is accounted for. */
export const ImportReportView = z.object({
  /** `dry_run`: looked at, and nothing written; `unchanged`: the same file was imported before. */
  outcome: z.enum(['imported', 'dry_run', 'unchanged']),
  source: z.object({
    origin: z.string(),
    version: z.string().nullable(),
    sizeBytes: Count,
    firstPlayAt: z.string().nullable(),
    lastPlayAt: z.string().nullable(),
    damage: Texts,
  }),
  server: z.object({ name: z.string(), isNew: z.boolean() }),
  /** What is replaced. */
  existing: z.object({ plays: Count, users: Count, libraries: Count, serverName: z.string().nullable() }),
  tables: z
    .array(
      z.object({
        table: z.string(),
        rowsRead: Count,
        imported: Count,
        merged: Count,
        skipped: Count,
        repaired: Count,
      }),
    )
    .readonly(),
  issues: z
    .array(
      z.object({
        table: z.string(),
        kind: z.string(),
        text: z.string(),
        count: Count,
        examples: Texts,
        effect: z.enum(['changed', 'skipped', 'kept']),
      }),
    )
    .readonly(),
  checksums: z
    .array(z.object({ name: z.string(), source: z.string(), target: z.string(), isEqual: z.boolean() }))
    .readonly(),
  config: z
    .object({ kept: Texts, clamped: Texts, locked: Texts, dropped: Texts, unknown: Texts, warnings: Texts })
    .nullable(),
  stageSeconds: z.record(z.string(), z.number()),
});
export type ImportReportView = z.infer<typeof ImportReportView>;

/** What a person has to agree to after a dry run; nothing of it is lost when no play is replaced. */
export const ImportConfirmation = z.object({
  /** Sent back as `confirm`; it names the counts and is worth nothing once other plays would be replaced. */
  token: z.string(),
  /** What the person types. */
  serverName: z.string(),
  /** Plays that are replaced. */
  plays: Count,
  users: Count,
  libraries: Count,
});
export type ImportConfirmation = z.infer<typeof ImportConfirmation>;

/** One import, running or over. */
export const ImportView = z.object({
  id: Id,
  state: z.enum(WORK_STATES),
  /** File name or path. */
  origin: z.string(),
  isDryRun: z.boolean(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  /** Null before the first step, when it is over, and when another process runs it. */
  progress: ImportProgressView.nullable(),
  /** It was told to stop and has not stopped yet. */
  isCancelling: z.boolean(),
  /** Why it failed, in a sentence. */
  problem: z.string().nullable(),
  report: ImportReportView.nullable(),
  /** Of a dry run. */
  confirmation: ImportConfirmation.nullable(),
});
export type ImportView = z.infer<typeof ImportView>;

/** The import that runs, and the one that ended last. */
export const CurrentImport = z.object({ running: ImportView.nullable(), latest: ImportView.nullable() });
export type CurrentImport = z.infer<typeof CurrentImport>;

/** The name of an upload: random, 32 hexadecimal digits. */
export const UploadId = z.string().regex(/^[0-9a-f]{32}$/, 'must be the id of an upload');

/** Announces a file; its content follows in chunks. */
export const BeginUploadBody = z.object({
  name: z.string().min(1).max(1_000),
  sizeBytes: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
});
export type BeginUploadBody = z.infer<typeof BeginUploadBody>;

/** A file on its way here. */
export const UploadView = z.object({
  id: UploadId,
  /** The name it is stored under. */
  name: z.string(),
  sizeBytes: Count,
  /** Where the next chunk begins; equal to the size when the file is complete. */
  offset: Count,
  /** A good size for chunks: each must arrive within a minute. */
  chunkBytes: Count,
});
export type UploadView = z.infer<typeof UploadView>;

/** Where the next chunk begins. */
export const ChunkQuery = z.object({ offset: z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER) });

const ServerPath = z
  .string()
  .trim()
  .min(1)
  .max(4_000)
  .refine((path) => !path.includes('\0'), 'must not contain the character NUL');

/** A file to import: one that was uploaded, or one in the import folder of the server. */
export const ImportSource = z.union([
  z.strictObject({ uploadId: UploadId }),
  z.strictObject({ path: ServerPath.meta({ description: 'Below the folder import of the data folder.' }) }),
]);
export type ImportSource = z.infer<typeof ImportSource>;

/** Starts an import. Where there are plays already, `confirm` is the token of a dry run of the same source. */
export const StartImportBody = z.object({
  source: ImportSource,
  /** A config.ini that does not lie beside the database. */
  config: ImportSource.nullable().default(null),
  server: z.string().trim().min(1).max(200).nullable().default(null),
  dryRun: z.boolean().default(false),
  allowNewer: z.boolean().default(false),
  confirm: z.string().max(200).nullable().default(null),
});
export type StartImportBody = z.infer<typeof StartImportBody>;
