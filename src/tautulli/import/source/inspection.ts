/** A table of the source file. */
export interface TableFacts {
  readonly name: string;
  readonly columns: readonly string[];
  /** Null when the table cannot be counted because it is damaged. */
  readonly rows: number | null;
}

/** What a source file is and holds, before anything is written (migration notes 8.2, step 1). */
export interface Inspection {
  /** The release that wrote it, or null for v2.6.10 and older, which did not say. */
  readonly version: string | null;
  /** The same in words, for people. */
  readonly versionText: string;
  readonly warnings: readonly string[];
  /** What is damaged, one line each; the import reads around it. */
  readonly damage: readonly string[];
  /** Tables that were not checked for damage because there was no time; reading them finds damage too. */
  readonly unchecked: readonly string[];
  readonly tables: readonly TableFacts[];
  readonly plays: number | null;
  readonly users: number | null;
  readonly libraries: number | null;
  /** Start of the first and last play in epoch seconds; null when there is none (or it cannot be read). */
  readonly firstPlayAt: number | null;
  readonly lastPlayAt: number | null;
  /** The highest id ever used, by table. */
  readonly sequences: Readonly<Record<string, number>>;
  readonly sizeBytes: number;
  readonly pageSizeBytes: number;
}

export interface InspectOptions {
  /** Take files of newer releases than known, too. */
  readonly allowNewer?: boolean;
  /** Milliseconds after which no further table is checked for damage. */
  readonly checkBudgetMs?: number;
}
