/** The face of the importer: what it is told, what it says while it works, and what it reports at the end. */
import type { Clock } from '#clock';
import type { SecretBox } from '#config/secret-box.ts';
import type { SettingsStore } from '#config/settings-store.ts';
import type { ImportId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { Log } from '#log';

export interface ImportOptions {
  /** A file, a folder or a zip. */
  readonly path: string;
  /** A `config.ini` given explicitly. */
  readonly configPath: string | null;
  /** The server (by name) whose history this is; made when there is none. */
  readonly serverName: string | null;
  readonly isDryRun: boolean;
  /** Existing data of that server may be replaced. */
  readonly overwrite: boolean;
  /** Accept a database of a newer Tautulli than known. */
  readonly allowNewer: boolean;
  /** Folder for the private copy. */
  readonly workDir: string;
}

export type ImportStage = 'copy' | 'inspect' | 'load' | 'transform' | 'verify' | 'switch';

export interface ImportProgress {
  readonly stage: ImportStage;
  /** Table or step. */
  readonly what: string | null;
  readonly done: number;
  readonly total: number | null;
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
}

export interface TableReport {
  readonly table: string;
  readonly rowsRead: number;
  readonly imported: number;
  readonly merged: number;
  readonly skipped: number;
  readonly repaired: number;
}

export interface IssueReport {
  readonly table: string;
  readonly kind: string;
  readonly text: string;
  readonly count: number;
  readonly examples: readonly string[];
  readonly effect: 'changed' | 'skipped' | 'kept';
}

export interface ChecksumReport {
  readonly name: string;
  readonly source: string;
  readonly target: string;
  readonly isEqual: boolean;
}

export interface ExistingData {
  readonly plays: number;
  readonly users: number;
  readonly libraries: number;
  readonly serverName: string | null;
}

export interface ImportReport {
  /** `unchanged`: the same file was imported before. */
  readonly outcome: 'imported' | 'dry_run' | 'unchanged';
  readonly source: {
    readonly origin: string;
    readonly version: string | null;
    readonly sizeBytes: number;
    readonly firstPlayAt: string | null;
    readonly lastPlayAt: string | null;
    readonly damage: readonly string[];
  };
  readonly server: { readonly name: string; readonly isNew: boolean };
  /** What would be, or was, replaced. */
  readonly existing: ExistingData;
  readonly tables: readonly TableReport[];
  readonly issues: readonly IssueReport[];
  readonly checksums: readonly ChecksumReport[];
  readonly config: {
    readonly kept: readonly string[];
    readonly clamped: readonly string[];
    readonly locked: readonly string[];
    readonly dropped: readonly string[];
    readonly unknown: readonly string[];
    readonly warnings: readonly string[];
  } | null;
  readonly stageSeconds: Readonly<Record<string, number>>;
}

export interface ImportDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Log;
  readonly secretBox: SecretBox;
  /** Null where settings are not kept, as in tests. */
  readonly settings: Pick<SettingsStore, 'updateWithin' | 'locked' | 'refresh'> | null;
  /** The row a service made for this import; null: one is made. */
  readonly importId?: ImportId | null;
}

/**
 * Imports a Tautulli database. A cancelled or failed import leaves everything as it was.
 * @throws Problem `conflict` when existing data would be replaced and `overwrite` is false; the message names the counts.
 */
export type ImportTautulli = (
  options: ImportOptions,
  deps: ImportDeps,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
) => Promise<ImportReport>;
