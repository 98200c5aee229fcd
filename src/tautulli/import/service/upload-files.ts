/** Where uploads lie: `<id>.json` says what was announced, the folder `<id>` holds the file under its own name. */
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UploadId } from '#contract/imports.ts';

/** A file that is arriving. */
export interface StoredUpload {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  /** Bytes that are here. */
  readonly offset: number;
  /** When the last of them came, in epoch milliseconds. */
  readonly touchedAt: number;
}

const Announced = z.object({ name: z.string(), sizeBytes: z.number().int().positive() });

const noteOf = (dir: string, id: string): string => join(dir, `${id}.json`);
const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

export async function createUploadFiles(
  dir: string,
  id: string,
  announced: { readonly name: string; readonly sizeBytes: number },
): Promise<void> {
  const folder = join(dir, id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, announced.name), '', { flag: 'wx', mode: 0o600 });
  await writeFile(noteOf(dir, id), JSON.stringify(announced), { flag: 'wx', mode: 0o600 });
}

/** Null when there is no such upload. `id` must have been checked. */
export async function readUpload(dir: string, id: string): Promise<StoredUpload | null> {
  try {
    const { name, sizeBytes } = Announced.parse(JSON.parse(await readFile(noteOf(dir, id), 'utf8')));
    const path = join(dir, id, name);
    const { size, mtimeMs } = await stat(path);
    return { id, name, path, sizeBytes, offset: size, touchedAt: mtimeMs };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

export async function removeUploadFiles(dir: string, id: string): Promise<void> {
  await rm(join(dir, id), { recursive: true, force: true });
  await rm(noteOf(dir, id), { force: true });
}

/** When something that is no whole upload was touched last, in epoch milliseconds; null when it has gone. */
export async function debrisTouchedAt(dir: string, id: string): Promise<number | null> {
  const found = await stat(join(dir, id)).catch(() => stat(noteOf(dir, id)).catch(() => null));
  return found?.mtimeMs ?? null;
}

/** Makes an upload as new as `at`, so that it is not taken for abandoned. */
export const touchUpload = (upload: StoredUpload, at: number): Promise<void> =>
  utimes(upload.path, new Date(at), new Date(at));

/** The ids of everything that lies there, half-made and broken uploads included. */
export async function listUploads(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const ids = names.map((name) => name.replace(/\.json$/, '')).filter((id) => UploadId.safeParse(id).success);
  return [...new Set(ids)];
}
