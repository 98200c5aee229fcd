/** What a SQLite column can hold; the declared type of a column promises nothing. Integers beyond 2^53 are bigints. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** One source row by column name; a column that this file's release did not have yet is absent. */
export type RawRow = Readonly<Record<string, SqlValue>>;

/** What a load may emit for a column: arrays become `text[]`, `{ json }` becomes `jsonb`. */
export type CopyValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly (string | null)[]
  | { readonly json: unknown };

/**
 * The type of a staging column. Numbers emitted for `timestamptz` are epoch seconds (fractions allowed); a value that
 * the type cannot hold arrives as NULL and is counted as the issue `unfit_value`.
 */
export type StageType =
  | 'text'
  | 'bigint'
  | 'integer'
  | 'double precision'
  | 'numeric'
  | 'boolean'
  | 'timestamptz'
  | 'text[]'
  | 'jsonb'
  | 'bytea'
  | 'inet'
  | 'smallint'
  | 'date';

/** A staging table; the order of `columns` is the order of emitted values and of the COPY column list. */
export interface StageTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, StageType>>;
}

/** Hands one row to a staging table, values in the order of its columns. */
export type Emit = (stage: string, values: readonly CopyValue[]) => void;

/** What an issue is shown with: the source row's id and, when it helps, what stood there. */
export interface IssueExample {
  readonly id: number | string | null;
  readonly detail?: string;
}

/** Notes that something was skipped or changed; counted per kind, the first 5 examples are kept. */
export type Issues = (kind: string, example: IssueExample) => void;

export interface LoadContext {
  readonly emit: Emit;
  readonly issue: Issues;
  /** The columns present in this file's table. */
  readonly columns: ReadonlySet<string>;
  /** Seals a secret, so that it never reaches the database in the clear. */
  readonly seal: (secret: string) => string;
  /** The whole row with this rowid (all columns, whatever `select` says), or null when it is missing or unreadable. */
  readonly fetchRow: (rowid: number) => RawRow | null;
  /** The columns of every table of the file. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
}

/** How one source table becomes rows of staging tables. Pure: it only emits. */
export interface Load {
  /** Source table; a file without it gives no rows. */
  readonly table: string;
  readonly stages: readonly StageTable[];
  /** SELECT list given the columns present, names quoted with `quoteName`; default: all columns of the table. */
  readonly select?: (columns: ReadonlySet<string>) => string;
  begin(context: LoadContext): { row(row: RawRow): void; end?(): void };
}

/** A column or table name as it stands in SQL, for `Load.select`. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * For `Load.select`: an expression whose text is the same for two rows exactly when these columns are the same, with
 * NULL apart from ''. Several times as fast as joining `quote()` of each column, and content to hash for finding the
 * rows that repeat an earlier one.
 */
export const rowTextSql = (columns: Iterable<string>): string => {
  const parts = [...columns].map((column) => `ifnull(${quoteName(column)}, char(30))`);
  return parts.length === 0 ? "''" : `concat_ws(char(31), ${parts.join(', ')})`;
};
