import { randomBytes } from 'node:crypto';
import { mkdir, statfs } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Cancel, Clock } from '#clock';
import type { BeginUploadBody, UploadView } from '#contract/imports.ts';
import type { Log } from '#log';
import { describeError, Problem } from '#problem';
import { appendChunk } from './append-chunk.ts';
import { requireRoom } from './no-room.ts';
import {
  createUploadFiles,
  debrisTouchedAt,
  listUploads,
  readUpload,
  removeUploadFiles,
  type StoredUpload,
  touchUpload,
} from './upload-files.ts';
import { safeName } from './upload-name.ts';

/** Each chunk must arrive within the web server's patience for a request. */
const CHUNK_BYTES = 4_194_304;
/** What the rest of the program needs on the same disk. */
const RESERVE_BYTES = 268_435_456;
const STALE_MS = 86_400_000;
const SWEEP_MS = 3_600_000;
const ID_BYTES = 16;

/** A chunk that does not begin where the last one ended. */
export class WrongOffset extends Problem {
  readonly offset: number;

  constructor(offset: number) {
    super('conflict', `The upload goes on at byte ${offset}`, { hint: 'Send the chunk that begins there' });
    this.name = 'WrongOffset';
    this.offset = offset;
  }
}

/** Files on their way here; they survive a restart and are thrown away a day after the last chunk. */
export interface Uploads {
  /** @throws NoRoom when the file would not fit on the disk beside the other uploads. */
  begin(announced: BeginUploadBody): Promise<UploadView>;
  /** @throws Problem `not_found` */
  get(id: string): Promise<UploadView>;
  /**
   * Takes a chunk that begins at byte `offset`. A chunk of the same upload that is still arriving is broken off: its
   * connection is usually dead.
   * @throws WrongOffset, and what a chunk that breaks off or does not fit throws; what arrived is kept.
   */
  write(id: string, offset: number, source: Readable): Promise<UploadView>;
  /** Forgets the file. @throws Problem `not_found` */
  remove(id: string): Promise<void>;
  /** Where a complete file lies. @throws Problem `not_found`, `conflict` while it is incomplete. */
  file(id: string): Promise<{ readonly path: string; readonly name: string }>;
  /** Throws away what nobody continued for a day. */
  sweep(): Promise<void>;
  /** Breaks off what is arriving. */
  close(): Promise<void>;
}

export interface UploadDeps {
  readonly dir: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Bytes that are free on the disk of a folder; the system's word by default. */
  readonly freeBytes?: (dir: string) => Promise<number>;
}

const viewOf = ({ id, name, sizeBytes, offset }: StoredUpload): UploadView => ({
  id,
  name,
  sizeBytes,
  offset,
  chunkBytes: CHUNK_BYTES,
});

const freeOnDisk = async (dir: string): Promise<number> => {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
};

interface Writer {
  readonly breakOff: AbortController;
  readonly done: Promise<unknown>;
}

/** Once a process; sweeps every hour until it is closed. */
export function createUploads(deps: UploadDeps): Uploads {
  return new UploadFolder(deps);
}

class UploadFolder implements Uploads {
  private readonly deps: Required<UploadDeps>;
  private readonly writers = new Map<string, Writer>();
  private readonly cancelSweep: Cancel;

  constructor(deps: UploadDeps) {
    this.deps = { freeBytes: freeOnDisk, ...deps };
    this.cancelSweep = deps.clock.every(SWEEP_MS, () => {
      this.sweep().catch((error: unknown) => deps.log.warn({ reason: describeError(error) }, 'old uploads remain'));
    });
  }

  async begin({ name, sizeBytes }: BeginUploadBody): Promise<UploadView> {
    const { dir } = this.deps;
    await mkdir(dir, { recursive: true, mode: 0o700 });
    requireRoom(await this.deps.freeBytes(dir), sizeBytes + (await this.promisedBytes()), RESERVE_BYTES);
    const id = randomBytes(ID_BYTES).toString('hex');
    await createUploadFiles(dir, id, { name: safeName(name), sizeBytes });
    return this.get(id);
  }

  async get(id: string): Promise<UploadView> {
    return viewOf(await this.known(id));
  }

  async write(id: string, offset: number, source: Readable): Promise<UploadView> {
    const before = this.writers.get(id);
    const breakOff = new AbortController();
    before?.breakOff.abort();
    const written = (before?.done ?? Promise.resolve()).then(() => this.append(id, offset, source, breakOff.signal));
    this.writers.set(id, { breakOff, done: written.catch(() => undefined) });
    try {
      return await written;
    } finally {
      if (this.writers.get(id)?.breakOff === breakOff) this.writers.delete(id);
    }
  }

  async remove(id: string): Promise<void> {
    await this.breakOff(id);
    await this.known(id);
    await removeUploadFiles(this.deps.dir, id);
  }

  async file(id: string): Promise<{ path: string; name: string }> {
    const upload = await this.known(id);
    if (upload.offset < upload.sizeBytes) {
      const arrived = `${upload.offset} of ${upload.sizeBytes} bytes`;
      throw new Problem('conflict', `The upload is not complete: ${arrived} have arrived`, {
        hint: `Go on at byte ${upload.offset}`,
      });
    }
    await touchUpload(upload, this.deps.clock.now());
    return { path: upload.path, name: upload.name };
  }

  async sweep(): Promise<void> {
    const { dir, clock, log } = this.deps;
    for (const id of await listUploads(dir)) {
      const upload = await readUpload(dir, id).catch(() => null);
      const touchedAt = upload?.touchedAt ?? (await debrisTouchedAt(dir, id)) ?? 0;
      if (this.writers.has(id) || clock.now() - touchedAt < STALE_MS) continue;
      await removeUploadFiles(dir, id);
      log.info({ upload: upload?.name }, 'an upload that nobody continued was thrown away');
    }
  }

  async close(): Promise<void> {
    this.cancelSweep();
    await Promise.all([...this.writers.keys()].map((id) => this.breakOff(id)));
  }

  private async append(id: string, offset: number, source: Readable, signal: AbortSignal): Promise<UploadView> {
    const upload = await this.known(id);
    if (offset !== upload.offset) throw new WrongOffset(upload.offset);
    await appendChunk({ path: upload.path, source, remainingBytes: upload.sizeBytes - offset, signal });
    return this.get(id);
  }

  private async breakOff(id: string): Promise<void> {
    const writer = this.writers.get(id);
    writer?.breakOff.abort();
    await writer?.done;
  }

  private async known(id: string): Promise<StoredUpload> {
    const upload = await readUpload(this.deps.dir, id);
    if (upload !== null) return upload;
    throw new Problem('not_found', 'There is no such upload', {
      hint: 'An upload that nobody continues for a day is thrown away; begin again',
    });
  }

  /** What the other uploads have still to bring. */
  private async promisedBytes(): Promise<number> {
    const { dir } = this.deps;
    const others = await Promise.all((await listUploads(dir)).map((id) => readUpload(dir, id).catch(() => null)));
    return others.reduce((sum, upload) => sum + (upload === null ? 0 : upload.sizeBytes - upload.offset), 0);
  }
}
