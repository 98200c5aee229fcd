import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Problem } from '#problem';

/** One step of the schema, as drizzle-kit generated it. */
export type Migration = {
  /** Position in the journal, from 0. */
  readonly id: number;
  readonly name: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly statements: readonly string[];
};

/** A migration that a database says it has. */
export type Applied = { readonly id: number; readonly name: string; readonly hash: string };

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));

const Journal = z.object({ entries: z.array(z.object({ idx: z.number().int(), tag: z.string() })) });
const BREAKPOINT = '--> statement-breakpoint';

/** Reads the generated migrations in order. Throws `Problem('unavailable')` when the folder is incomplete. */
export function readMigrations(folder: string = MIGRATIONS_FOLDER): readonly Migration[] {
  try {
    const journal = Journal.parse(JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')));
    return journal.entries
      .toSorted((a, b) => a.idx - b.idx)
      .map(({ tag }, id) => {
        const text = readFileSync(join(folder, `${tag}.sql`), 'utf8');
        const statements = text.split(BREAKPOINT).filter((statement) => statement.trim() !== '');
        return { id, name: tag, hash: createHash('sha256').update(text).digest('hex'), statements };
      });
  } catch (error) {
    throw new Problem('unavailable', `The database migrations in ${folder} are incomplete`, {
      hint: 'Install Spyglass again',
      cause: error,
    });
  }
}

/** What a database holds, compared with the migrations this program knows. */
export type VersionCheck =
  | { readonly kind: 'empty'; readonly pending: number }
  | { readonly kind: 'current' }
  | { readonly kind: 'older'; readonly pending: number }
  | { readonly kind: 'newer'; readonly unknown: number }
  /** A migration that was applied is not the one we know under its number. */
  | { readonly kind: 'changed'; readonly name: string }
  /** Somebody else's tables, none of ours. */
  | { readonly kind: 'foreign'; readonly tables: number };

/** Decides what a database is; `applied` is `undefined` when it has no list of migrations. */
export function compareVersions(
  known: readonly Migration[],
  applied: readonly Applied[] | undefined,
  otherTables: number,
): VersionCheck {
  if (applied === undefined || applied.length === 0) {
    return otherTables > 0 ? { kind: 'foreign', tables: otherTables } : { kind: 'empty', pending: known.length };
  }
  for (const one of applied) {
    const ours = known[one.id];
    if (ours !== undefined && (ours.name !== one.name || ours.hash !== one.hash)) {
      return { kind: 'changed', name: one.name };
    }
  }
  const unknown = applied.filter((one) => known[one.id] === undefined).length;
  if (unknown > 0) return { kind: 'newer', unknown };
  const pending = known.length - applied.length;
  return pending === 0 ? { kind: 'current' } : { kind: 'older', pending };
}
