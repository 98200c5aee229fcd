/** Reports as an import would give them, for tests. */
import type { ImportReport } from '../types.ts';

/** The report of a dry run over a server called Lanternhouse; `changes` replace parts. */
export const aReport = (changes: Partial<ImportReport> = {}): ImportReport => ({
  outcome: 'dry_run',
  source: {
    origin: '/import/tautulli.db',
    version: 'v2.17.2',
    sizeBytes: 1_048_576,
    firstPlayAt: '2019-01-02T03:04:05.000Z',
    lastPlayAt: '2026-11-20T20:00:00.000Z',
    damage: [],
  },
  server: { name: 'Lanternhouse', isNew: true },
  existing: { plays: 0, users: 0, libraries: 0, serverName: null },
  tables: [{ table: 'session_history', rowsRead: 10, imported: 8, merged: 1, skipped: 1, repaired: 3 }],
  issues: [],
  checksums: [],
  config: null,
  stageSeconds: { copy: 1 },
  ...changes,
});
