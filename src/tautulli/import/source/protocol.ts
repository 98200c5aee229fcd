import type { Inspection, InspectOptions } from './inspection.ts';
import type { IssueCount } from './issue-ledger.ts';

/** What became of one source table. */
export interface TableStatistics {
  readonly table: string;
  readonly rowsRead: number;
  /**
   * Exact when an index still counts the table, else the number of ids in the damaged ranges; an end of the table that
   * is lost counts as one when nothing says how many ids there were.
   */
  readonly rowsUnreadable: number;
  /** Rows by staging table. */
  readonly emitted: Readonly<Record<string, number>>;
  readonly issues: Readonly<Record<string, IssueCount>>;
}

export interface ReadProgress {
  readonly table: string;
  readonly rows: number;
  readonly totalRows: number;
}

/** What the worker is started with. */
export interface WorkerStart {
  /** Path of our copy of the database. */
  readonly database: string;
  /** The module that exports `LOADS`, imported when reading begins. */
  readonly loads: string | null;
  /** The key that secrets are sealed with (config/secret-box.ts); null when none are read. */
  readonly sealKey: Uint8Array | null;
  /** Two 32-bit numbers, see `FLOW`. */
  readonly flow: SharedArrayBuffer;
}

/**
 * Places in the shared memory: bytes of chunks that were sent and not yet taken, and whether reading shall stop. The
 * worker sleeps on the first while there is too much under way.
 */
export const FLOW = { bytesUnderWay: 0, isCancelled: 1 } as const;
export const FLOW_BYTES = 8;
/** The worker is never further ahead than this many bytes and one chunk. */
export const MOST_BYTES_UNDER_WAY = 8 * 1024 * 1024;

export type Request =
  | { readonly id: number; readonly ask: 'inspect'; readonly options: InspectOptions }
  | { readonly id: number; readonly ask: 'read'; readonly tables: readonly string[] | null }
  | { readonly id: number; readonly ask: 'fold' };

/** A request before it is numbered. */
export type Question = Request extends infer One ? (One extends Request ? Omit<One, 'id'> : never) : never;

export type Answer =
  | { readonly ask: 'inspect'; readonly inspection: Inspection }
  | { readonly ask: 'read'; readonly statistics: readonly TableStatistics[] }
  | { readonly ask: 'fold' };

export type Reply =
  | { readonly say: 'done'; readonly id: number; readonly answer: Answer }
  | { readonly say: 'failed'; readonly id: number; readonly failure: Failure }
  | { readonly say: 'chunk'; readonly stage: string; readonly bytes: Uint8Array }
  | { readonly say: 'progress'; readonly progress: ReadProgress };

/** An error on its way between threads, which keep neither classes nor causes. */
export interface Failure {
  readonly problem: { readonly code: string; readonly hint: string | undefined } | null;
  readonly message: string;
  readonly stack: string | undefined;
}
