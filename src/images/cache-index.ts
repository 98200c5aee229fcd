/** A file of the cache. */
export interface CachedFile {
  readonly key: string;
  readonly bytes: number;
}

/** Which files there are, in the order they were used last, and what they weigh together. */
export interface CacheIndex {
  totalBytes(): number;
  /** Notes a file as the one used last. */
  used(file: CachedFile): void;
  forget(key: string): void;
  /** Adds files found on the disk, oldest first, as older than all that were used since. */
  found(files: readonly CachedFile[]): void;
  /** The files to delete, least recently used first, so that at most `bytes` stay. */
  over(bytes: number): CachedFile[];
}

export function createCacheIndex(): CacheIndex {
  // A Map keeps the order of insertion, so taking a key out and putting it in again makes it the newest.
  let files = new Map<string, CachedFile>();
  let total = 0;
  const forget = (key: string): void => {
    total -= files.get(key)?.bytes ?? 0;
    files.delete(key);
  };
  const used = (file: CachedFile): void => {
    forget(file.key);
    files.set(file.key, file);
    total += file.bytes;
  };
  return {
    totalBytes: () => total,
    used,
    forget,
    found(older) {
      const newer = [...files.values()];
      files = new Map();
      total = 0;
      for (const file of [...older, ...newer]) used(file);
    },
    over(bytes) {
      const doomed: CachedFile[] = [];
      let left = total;
      for (const file of files.values()) {
        if (left <= bytes) break;
        doomed.push(file);
        left -= file.bytes;
      }
      return doomed;
    },
  };
}
