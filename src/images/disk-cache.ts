import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Clock } from '#clock';
import type { Log } from '#log';
import { describeError } from '#problem';
import {
  DIGEST_BYTES,
  fileOf,
  filesIn,
  readStored,
  type Stored,
  touch,
  type Writer,
  writeStored,
} from './cache-files.ts';
import { type CacheIndex, createCacheIndex } from './cache-index.ts';

/** After a sweep this share of the allowed size is in use, so that not every new file starts another sweep. */
const KEPT_SHARE = 0.9;

export interface DiskCacheOptions {
  /** Made when it is missing. */
  readonly dir: string;
  /** Roughly; it may be exceeded until the next sweep is through. */
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Content by key on the disk. A disk that fails is a log line and a cache that knows nothing. */
export interface DiskCache {
  read(key: string): Promise<Stored | null>;
  write(key: string, content: Stored): Promise<void>;
  /** Forgets everything. @throws when the disk does not let go of it */
  clear(): Promise<void>;
  /** Resolves when the work in the background is through. */
  settled(): Promise<void>;
  /** Stops the work in the background. */
  close(): Promise<void>;
}

interface Open extends DiskCacheOptions {
  readonly index: CacheIndex;
  readonly complain: Complaints;
  readonly writer: Writer;
}

/**
 * Opens the cache; keys are lower-case hexadecimal. What is on the disk already is served at once and counted in the
 * background. The files used least recently go when there is too much.
 */
export function createDiskCache(options: DiskCacheOptions): DiskCache {
  const writer = { name: randomUUID(), clock: options.clock };
  const open: Open = { ...options, index: createCacheIndex(), complain: complaints(options), writer };
  const stopping = new AbortController();
  let background: Promise<void> = Promise.resolve();
  const inBackground = (work: () => Promise<void>): void => {
    background = background.then(work).catch(open.complain.about);
  };
  inBackground(async () => {
    open.index.found(await filesIn(options.dir, writer, stopping.signal));
    await sweep(open);
  });
  return {
    read: (key) => read(open, key),
    async write(key, content) {
      await write(open, key, content);
      inBackground(() => sweep(open));
    },
    async clear() {
      await background;
      for (const { key } of open.index.over(0)) open.index.forget(key);
      await rm(options.dir, { recursive: true, force: true });
    },
    settled: () => background,
    async close() {
      stopping.abort();
      await background;
    },
  };
}

async function read(open: Open, key: string): Promise<Stored | null> {
  const path = fileOf(open.dir, key);
  try {
    const stored = await readStored(path);
    if (stored === null) return null;
    if (stored === 'damaged') {
      open.log.warn({ path }, 'a cached picture is damaged and is fetched again');
      await remove(open, key);
      return null;
    }
    open.index.used({ key, bytes: stored.bytes.length + DIGEST_BYTES });
    await touch(path, open.clock);
    return stored;
  } catch (error) {
    open.complain.about(error);
    return null;
  }
}

async function write({ dir, index, complain, writer }: Open, key: string, content: Stored): Promise<void> {
  try {
    await writeStored(fileOf(dir, key), content, writer);
    index.used({ key, bytes: content.bytes.length + DIGEST_BYTES });
    complain.noMore();
  } catch (error) {
    complain.about(error);
  }
}

async function remove({ dir, index }: Open, key: string): Promise<void> {
  index.forget(key);
  await rm(fileOf(dir, key), { force: true });
}

async function sweep(open: Open): Promise<void> {
  if (open.index.totalBytes() <= open.maxBytes) return;
  for (const { key } of open.index.over(open.maxBytes * KEPT_SHARE)) await remove(open, key);
}

interface Complaints {
  about(error: unknown): void;
  noMore(): void;
}

/** One log line for a run of failures: a disk that is full fails for every picture. */
function complaints({ log, dir }: DiskCacheOptions): Complaints {
  let isKnown = false;
  return {
    about(error) {
      if (!isKnown) log.warn({ dir, reason: describeError(error) }, 'pictures cannot be kept, so each comes from Plex');
      isKnown = true;
    },
    noMore() {
      isKnown = false;
    },
  };
}
