import { z } from 'zod';
import { ImportReportView, ImportSource, type ImportView } from '#contract/imports.ts';
import type { ImportProgress } from '../types.ts';
import { confirmationOf } from './confirmation.ts';
import type { ImportRow } from './queries.ts';

/** What is kept of how an import was asked for. */
export const RunOptions = z.object({
  /** Null when it was not asked for through the web side. */
  source: ImportSource.nullable(),
  config: ImportSource.nullable(),
  serverName: z.string().nullable(),
  isDryRun: z.boolean(),
});
export type RunOptions = z.infer<typeof RunOptions>;

/** What only the process that runs an import knows of it. */
export interface LiveState {
  readonly progress: ImportProgress | null;
  readonly isCancelling: boolean;
}

const NOT_HERE: LiveState = { progress: null, isCancelling: false };

/** A stored import as the API shows it. A report of another version of the program that cannot be read is left out. */
export function viewOf(row: ImportRow, live: LiveState = NOT_HERE): ImportView {
  const report = ImportReportView.safeParse(row.report).data ?? null;
  return {
    id: row.id,
    state: row.state,
    origin: row.origin,
    isDryRun: RunOptions.safeParse(row.options).data?.isDryRun ?? false,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    ...live,
    problem: row.problem,
    report,
    confirmation: report === null || row.state !== 'done' ? null : confirmationOf(row.id, report),
  };
}
