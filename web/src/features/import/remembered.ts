import type { ImportSource } from '#contract/imports.ts';
import { recall, remember } from '../../lib/storage.ts';

const NAME = 'import';

/** What is sent: the database, or a backup with it, and the settings that lie elsewhere. */
export interface Files {
  readonly database: File;
  readonly config: File | null;
}

/** What this browser began to import, so that a reload goes on with it. */
export interface Remembered {
  readonly source: ImportSource;
  readonly config: ImportSource | null;
  /** As the person knows it. */
  readonly name: string;
  /** Of a file that is sent, to know it again; null for a path. */
  readonly file: { readonly sizeBytes: number; readonly lastModified: number } | null;
  /** The import or dry run that was started last. */
  readonly runId: number | null;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isSource = (value: unknown): value is ImportSource =>
  isObject(value) && (typeof value.uploadId === 'string' || typeof value.path === 'string');
const isFile = (value: unknown): value is Remembered['file'] =>
  value === null || (isObject(value) && typeof value.sizeBytes === 'number' && typeof value.lastModified === 'number');

const isRemembered = (value: unknown): value is Remembered =>
  isObject(value) &&
  isSource(value.source) &&
  (value.config === null || isSource(value.config)) &&
  typeof value.name === 'string' &&
  isFile(value.file) &&
  (value.runId === null || typeof value.runId === 'number');

/** Reads what was remembered; null when it is nothing that we wrote. */
export function readRemembered(text: string): Remembered | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRemembered(value) ? value : null;
  } catch {
    return null;
  }
}

/** What was begun; null when nothing was. */
export const recallImport = (): Remembered | null => readRemembered(recall(NAME) ?? '');

export const rememberImport = (value: Remembered | null): void =>
  remember(NAME, value === null ? '' : JSON.stringify(value));
