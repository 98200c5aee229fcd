import type { ChosenServer } from './choose-server.ts';
import { issueOf, readingIssues } from './issues.ts';
import { type ReadConfig, reportConfig } from './read-config.ts';
import type { Inspection } from './source/inspection.ts';
import type { TableStatistics } from './source/protocol.ts';
import type { SourceFile } from './source/take-source.ts';
import type { Transformed } from './switch-over.ts';
import type { ExistingData, ImportReport, IssueReport, TableReport } from './types.ts';

export interface ReportInput {
  readonly file: SourceFile;
  readonly inspection: Inspection;
  readonly config: ReadConfig | null;
  readonly chosen: ChosenServer;
  readonly statistics: readonly TableStatistics[];
  readonly isDryRun: boolean;
  readonly result: Transformed;
  readonly existing: ExistingData;
  readonly repairedReferences: number;
  readonly orphans: { readonly items: number; readonly streams: number };
  readonly undescribed: { readonly items: number; readonly streams: number };
  readonly locked: ReadonlySet<string>;
  readonly stageSeconds: Readonly<Record<string, number>>;
}

/** Where the rows of a source table go: the staging table that has one row for each. */
const ROWS_IN: Readonly<Record<string, string>> = {
  session_history: 'plays',
  session_history_metadata: 'item_of_play',
  session_history_media_info: 'stream_of_play',
  users: 'users',
  library_sections: 'libraries',
  notifiers: 'notifiers',
  notify_log: 'notification_log',
  newsletters: 'newsletters',
  newsletter_log: 'newsletter_log',
  recently_added: 'recently_added',
  sessions: 'running_streams',
  sessions_continued: 'continued_streams',
  exports: 'exports',
  tvmaze_lookup: 'external_lookups',
  themoviedb_lookup: 'external_lookups',
  musicbrainz_lookup: 'external_lookups',
  image_hash_lookup: 'image_hashes',
  imgur_lookup: 'hosted_images',
  cloudinary_lookup: 'hosted_images',
  user_login: 'sign_ins',
  mobile_devices: 'devices',
};

const iso = (seconds: number | null): string | null =>
  seconds === null ? null : new Date(seconds * 1000).toISOString();

/** Rows in, rows out, and why any are missing (migration notes 8.2, step 8). */
export function buildReport(input: ReportInput): ImportReport {
  const { file, inspection, chosen, config, result } = input;
  const issues = [...readingIssues(input.statistics), ...foundIssues(input)];
  return {
    outcome: input.isDryRun ? 'dry_run' : 'imported',
    source: {
      origin: file.origin,
      version: inspection.version,
      sizeBytes: file.sizeBytes,
      firstPlayAt: iso(inspection.firstPlayAt),
      lastPlayAt: iso(inspection.lastPlayAt),
      damage: [...inspection.damage, ...inspection.warnings],
    },
    server: { name: chosen.existing?.name ?? chosen.values.name, isNew: chosen.existing === null },
    existing: input.existing,
    tables: input.statistics.map((table) => tableReport(table, input, issues)),
    issues,
    checksums: result.checksums,
    config: config === null ? null : reportConfig(config.mapped, input.locked),
    stageSeconds: input.stageSeconds,
  };
}

function foundIssues({ result, statistics, repairedReferences, orphans, undescribed }: ReportInput): IssueReport[] {
  const stagedLibraries = statistics.find(({ table }) => table === 'library_sections')?.emitted.libraries ?? 0;
  const { imported: running, repeated, watchedHere } = result.running;
  const stagedRunning = statistics.find(({ table }) => table === 'sessions')?.emitted.running_streams ?? 0;
  const found: readonly [string, string, number][] = [
    ['sessions', 'watched_here', watchedHere === 0 ? 0 : stagedRunning - repeated - running],
    ['sessions', 'repeated_stream', repeated],
    ['session_history', 'references', repairedReferences],
    ['users', 'missing_users', result.missingUsers],
    ['library_sections', 'missing_libraries', result.missingLibraries],
    ['library_sections', 'duplicate_library', stagedLibraries - result.libraries.added - result.libraries.renewed],
    ['newsletter_log', 'duplicate_uuid', result.others.uuids_taken ?? 0],
    ['session_history_metadata', 'missing_items', undescribed.items],
    ['session_history_media_info', 'missing_streams', undescribed.streams],
    ['session_history_metadata', 'orphans', orphans.items],
    ['session_history_media_info', 'orphans', orphans.streams],
  ];
  return found.filter(([, , count]) => count > 0).map(([table, kind, count]) => issueOf(table, kind, count, []));
}

/** A row of the old log of notifications became one for each time in it. */
const hasSeveralOutOfOne = (table: string, { inspection }: ReportInput): boolean =>
  table === 'notify_log' &&
  inspection.tables.some(({ name, columns }) => name === table && !columns.includes('notify_action'));

function tableReport(statistics: TableStatistics, input: ReportInput, issues: readonly IssueReport[]): TableReport {
  const { table, rowsRead, rowsUnreadable, emitted } = statistics;
  const of = (effect: IssueReport['effect']): number =>
    issues
      .filter((issue) => issue.table === table && issue.effect === effect)
      .reduce((sum, issue) => sum + issue.count, 0);
  const out = hasSeveralOutOfOne(table, input) ? rowsRead - of('skipped') : (emitted[ROWS_IN[table] ?? ''] ?? 0);
  const lost = issues.find((issue) => issue.table === table && issue.kind === 'orphans')?.count ?? 0;
  const { users, libraries, others } = input.result;
  const merges: Readonly<Record<string, number>> = {
    users: users.renewed,
    library_sections: libraries.renewed,
    // One row for each person, device and kind of media.
    sessions_continued: out - (others.continued_streams ?? 0),
  };
  const merged = merges[table] ?? 0;
  const counted: Readonly<Record<string, number>> = {
    library_sections: libraries.added,
    sessions: input.result.running.imported,
  };
  const imported = counted[table] ?? out - lost - merged;
  const all = rowsRead + rowsUnreadable;
  return { table, rowsRead: all, imported, merged, skipped: all - imported - merged, repaired: of('changed') };
}
