import { createHash } from 'node:crypto';
import { mkdir, opendir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Clock } from '#clock';
import type { CachedFile } from './cache-index.ts';

/** A file is the SHA-256 of its content, then the content: one that a power cut damaged is seen as such. */
export const DIGEST_BYTES = 32;
const TEMPORARY = '.tmp';
/** Temporary files older than this were left behind by a process that died. */
const LEFTOVER_AFTER_MS = 3_600_000;

/** Content with its SHA-256. */
export interface Stored {
  readonly bytes: Buffer;
  readonly digest: Buffer;
}

/** The content with its digest, as it is written to a file. */
export const withDigest = (bytes: Buffer): Stored => ({ bytes, digest: digestOf(bytes) });

const digestOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** What a file holds; null when there is none, `damaged` when it is not what was written. */
export async function readStored(path: string): Promise<Stored | 'damaged' | null> {
  try {
    const file = await readFile(path);
    const stored = { digest: file.subarray(0, DIGEST_BYTES), bytes: file.subarray(DIGEST_BYTES) };
    return digestOf(stored.bytes).equals(stored.digest) ? stored : 'damaged';
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** A process that uses the cache: what it is called in the names of temporary files, and its time. */
export interface Writer {
  readonly name: string;
  readonly clock: Clock;
}

/** Writes a file in one step, so that nobody reads half of it; makes the folders. Not twice at once for one path. */
export async function writeStored(path: string, { bytes, digest }: Stored, { name, clock }: Writer): Promise<void> {
  const temporary = `${path}.${name}${TEMPORARY}`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(temporary, Buffer.concat([digest, bytes]), { flag: 'wx' });
    await touch(temporary, clock);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Notes that a file was used: its time of change says so after a restart. A disk that is read-only is no problem. */
export async function touch(path: string, clock: Clock): Promise<void> {
  const now = new Date(clock.now());
  await utimes(path, now, now).catch(() => undefined);
}

/** Where the file of a key is: two levels of folders, so that none gets too large. */
export const fileOf = (dir: string, key: string): string => join(dir, key.slice(0, 2), key.slice(2, 4), key.slice(4));

/**
 * All files in the cache's folder, which is made when it is missing, those used least recently first. Deletes what
 * other processes left half written when they died.
 */
export async function filesIn(dir: string, { name, clock }: Writer, signal: AbortSignal): Promise<CachedFile[]> {
  await mkdir(dir, { recursive: true });
  const files: (CachedFile & { readonly usedAt: number })[] = [];
  for await (const entry of await opendir(dir, { recursive: true })) {
    if (signal.aborted) break;
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const about = await stat(path).catch(() => null);
    if (about === null) continue;
    const isOld = about.mtimeMs < clock.now() - LEFTOVER_AFTER_MS;
    if (!entry.name.endsWith(TEMPORARY)) {
      const key = relative(dir, path).replaceAll(/[\\/]/g, '');
      files.push({ key, bytes: about.size, usedAt: about.mtimeMs });
    } else if (isOld && !entry.name.includes(name)) await rm(path, { force: true });
  }
  return files.sort((a, b) => a.usedAt - b.usedAt);
}
