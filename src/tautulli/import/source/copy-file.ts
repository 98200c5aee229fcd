import type { Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, type FileHandle, open, statfs } from 'node:fs/promises';
import { Problem } from '#problem';
import { onFile } from './file-problem.ts';

const BLOCK_BYTES = 1024 * 1024;
/** What stays free beside our copy, because PostgreSQL may write to the same disk. */
const RESERVE_BYTES = 64 * 1024 * 1024;

export interface CopyOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told the bytes of each block. */
  readonly advance: (bytes: number) => void;
  /** Takes in every byte in order. */
  readonly hash: Hash;
  /** Called before bytes are written that take up space. */
  readonly beforeWriting: () => Promise<void>;
}

/** Free bytes for us in the file system of a folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await onFile(folder, () => statfs(folder));
  return bavail * bsize;
}

/** Throws a Problem (`unavailable`) that names both numbers when a folder has no room for this many bytes. */
export function requireSpace(folder: string, neededBytes: number, free: number): void {
  const needed = neededBytes + RESERVE_BYTES;
  if (free >= needed) return;
  throw new Problem('unavailable', `The copy needs ${needed} bytes in ${folder}, where ${free} bytes are free`, {
    hint: 'Free space or choose another work folder, then start again',
  });
}

/** Copies a file, as a second name for the same blocks where the file system can. Only the owner may read the copy. */
export async function copyHashed(from: string, to: string, options: CopyOptions): Promise<void> {
  const isLinked = await reflink(from, to);
  if (!isLinked) await options.beforeWriting();
  const source = isLinked ? to : from;
  const input = await onFile(source, () => open(source, 'r'));
  try {
    const output = isLinked ? null : await onFile(to, () => open(to, 'w', 0o600));
    try {
      await pump(input, output, { from: source, to }, options);
    } finally {
      await output?.close();
    }
  } finally {
    await input.close();
  }
}

async function reflink(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE_FORCE);
    return true;
  } catch {
    // Whatever the reason, the copy of bytes that follows works or says it better.
    return false;
  }
}

async function pump(
  input: FileHandle,
  output: FileHandle | null,
  { from, to }: { readonly from: string; readonly to: string },
  { signal, advance, hash }: CopyOptions,
): Promise<void> {
  const block = new Uint8Array(BLOCK_BYTES);
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead } = await onFile(from, () => input.read(block, 0, BLOCK_BYTES));
    if (bytesRead === 0) return;
    const bytes = block.subarray(0, bytesRead);
    hash.update(bytes);
    if (output !== null) await onFile(to, () => output.writeFile(bytes));
    advance(bytesRead);
  }
}

/** Writes what a stream brings to a new file. */
export async function writeHashed(stream: AsyncIterable<unknown>, to: string, options: CopyOptions): Promise<void> {
  await options.beforeWriting();
  const output = await onFile(to, () => open(to, 'w', 0o600));
  try {
    for await (const bytes of stream) {
      options.signal?.throwIfAborted();
      if (!(bytes instanceof Uint8Array)) throw new Error('a stream of bytes brought something else');
      options.hash.update(bytes);
      await onFile(to, () => output.writeFile(bytes));
      options.advance(bytes.length);
    }
  } finally {
    await output.close();
  }
}
