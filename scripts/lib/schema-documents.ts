import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeTables } from '#db/describe-schema.ts';
import { schemaMarkdown } from '#db/schema-markdown.ts';
import { HOMES } from '#tautulli/homes/homes.ts';
import { homesMarkdown } from '#tautulli/homes/homes-markdown.ts';

const MODELS = 'src/db/schema';

interface SchemaDocument {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
}

/** The documents about the database, as the models below `root` make them now. */
export function schemaDocuments(root: string): readonly SchemaDocument[] {
  const files = readdirSync(join(root, MODELS)).filter((name) => name.endsWith('.ts'));
  const sources = files.sort().map((name) => [name, readFileSync(join(root, MODELS, name), 'utf8')]);
  return [
    { path: 'docs/schema.md', text: schemaMarkdown(describeTables(), Object.fromEntries(sources)) },
    { path: 'docs/tautulli-columns.md', text: homesMarkdown(HOMES) },
  ];
}

/** The documents whose file is missing or says something else. */
export const staleDocuments = (root: string): readonly SchemaDocument[] =>
  schemaDocuments(root).filter(({ path, text }) => readIfThere(join(root, path)) !== text);

/** Writes what is stale; answers the paths written. */
export function writeSchemaDocuments(root: string): readonly string[] {
  const stale = staleDocuments(root);
  for (const { path, text } of stale) writeFileSync(join(root, path), text);
  return stale.map(({ path }) => path);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
