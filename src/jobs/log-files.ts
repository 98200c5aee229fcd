/**
 * The log kept in files: one after another, each called after the position at which it begins, so that a line has the same place
 * however many files there are and whichever were removed. Whoever writes never waits and never fails: standard output has
 * every line as well.
 */
import { appendFile, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#clock';

const FILE_BYTES = 5_000_000;
const KEPT_FILES = 6;
/** More is not kept for a disk that does not take it. */
const MOST_WAITING_BYTES = 2_000_000;
const TRY_AGAIN_MS = 60_000;
const DIGITS = 16;

export interface LogFilesOptions {
  /** Made when it is missing. */
  readonly dir: string;
  readonly clock: Clock;
  readonly fileBytes?: number;
  readonly keptFiles?: number;
}

export interface LogFiles {
  readonly dir: string;
  /** Takes a line with its line break. */
  write(line: string): void;
  /** From where to where there are lines; null: none are kept. */
  range(): Promise<{ readonly from: number; readonly to: number } | null>;
  /** The bytes from one position to another; fewer when there are no more, none when they are gone. */
  read(from: number, to: number): Promise<Buffer>;
  /** Resolves when all lines given so far are written. */
  flush(): Promise<void>;
}

interface KeptFile {
  readonly start: number;
  readonly size: number;
}

const nameOf = (start: number): string => `spyglass-${String(start).padStart(DIGITS, '0')}.log`;

const startOf = (name: string): number | null => {
  const digits = /^spyglass-(\d{16})\.log$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
};

export const createLogFiles = (options: LogFilesOptions): LogFiles => new Files(options);

class Files implements LogFiles {
  readonly dir: string;
  private readonly clock: Clock;
  private readonly fileBytes: number;
  private readonly keptFiles: number;
  private waiting: string[] = [];
  private waitingBytes = 0;
  private writing: Promise<void> | null = null;
  private current: { readonly start: number; size: number } | null = null;
  private restUntil = Number.NEGATIVE_INFINITY;

  constructor({ dir, clock, fileBytes = FILE_BYTES, keptFiles = KEPT_FILES }: LogFilesOptions) {
    this.dir = dir;
    this.clock = clock;
    this.fileBytes = fileBytes;
    this.keptFiles = keptFiles;
  }

  write(line: string): void {
    if (this.waitingBytes > MOST_WAITING_BYTES || this.clock.monotonic() < this.restUntil) return;
    this.waiting.push(line);
    this.waitingBytes += line.length;
    this.writing ??= this.writeAll();
  }

  async flush(): Promise<void> {
    while (this.writing !== null) await this.writing;
  }

  async range(): Promise<{ readonly from: number; readonly to: number } | null> {
    const files = await this.files();
    const [first, last] = [files[0], files.at(-1)];
    return first === undefined || last === undefined ? null : { from: first.start, to: last.start + last.size };
  }

  async read(from: number, to: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (const { start, size } of await this.files()) {
      const [begin, end] = [Math.max(from, start), Math.min(to, start + size)];
      if (begin < end) parts.push(await this.readPart(start, begin - start, end - begin));
    }
    return Buffer.concat(parts);
  }

  private async readPart(start: number, offset: number, length: number): Promise<Buffer> {
    const handle = await open(join(this.dir, nameOf(start)), 'r');
    try {
      const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(length), position: offset });
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  /** What is there, the oldest first. */
  private async files(): Promise<readonly KeptFile[]> {
    const names = await readdir(this.dir).catch(() => []);
    const starts = names.flatMap((name) => startOf(name) ?? []).sort((a, b) => a - b);
    return Promise.all(
      starts.map(async (start) => ({
        start,
        size: await stat(join(this.dir, nameOf(start))).then(
          ({ size }) => size,
          () => 0,
        ),
      })),
    );
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const bytes = Buffer.from(this.waiting.join(''));
      this.waiting = [];
      this.waitingBytes = 0;
      try {
        await this.append(bytes);
      } catch {
        // A full or missing disk is no reason to stop; the lines are on standard output, and the health page tells of it.
        this.current = null;
        this.restUntil = this.clock.monotonic() + TRY_AGAIN_MS;
      }
    }
    this.writing = null;
  }

  private async append(bytes: Buffer): Promise<void> {
    const file = await this.fileToWrite();
    await appendFile(join(this.dir, nameOf(file.start)), bytes, { mode: 0o600 });
    file.size += bytes.length;
  }

  private async fileToWrite(): Promise<{ readonly start: number; size: number }> {
    if (this.current !== null && this.current.size < this.fileBytes) return this.current;
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    const files = await this.files();
    const last = files.at(-1);
    const isLastFull = last !== undefined && last.size >= this.fileBytes;
    const next =
      last === undefined || isLastFull ? { start: (last?.start ?? 0) + (last?.size ?? 0), size: 0 } : { ...last };
    // The one that is begun counts, too.
    const tooMany = files.slice(0, Math.max(0, files.length + (next.size === 0 ? 1 : 0) - this.keptFiles));
    for (const { start } of tooMany) await rm(join(this.dir, nameOf(start)), { force: true });
    this.current = next;
    return next;
  }
}
