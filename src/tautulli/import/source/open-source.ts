import { Problem } from '#problem';
import type { Inspection, InspectOptions } from './inspection.ts';
import type { ReadProgress, TableStatistics } from './protocol.ts';
import { type Listener, type ReaderThread, startThread, type ThreadOptions } from './worker-thread.ts';

export interface OpenOptions extends ThreadOptions {
  /** The module that exports `LOADS: readonly Load[]`; default: the loads of the import. */
  readonly loads?: URL;
}

export interface ReadOptions {
  /**
   * Takes one chunk of complete COPY lines. Chunks of one stage come one after the other, stages side by side; while
   * 8 MB wait to be taken, reading waits.
   */
  readonly onChunk: (stage: string, bytes: Uint8Array) => Promise<void>;
  /** At least every half second while rows are read. */
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Runs the loads of these source tables only. */
  readonly tables?: readonly string[];
}

export interface Source {
  /** Says what the file is; a file that is no importable database of Tautulli is a Problem (`invalid`). */
  inspect(options?: InspectOptions): Promise<Inspection>;
  /** Reads the file through the loads, in their order. Rejects with what `onChunk` rejects with. */
  read(options: ReadOptions): Promise<readonly TableStatistics[]>;
  /** Ends the thread; calling it twice is harmless. */
  close(): Promise<void>;
}

const LOADS = new URL('../loads/index.ts', import.meta.url);

/**
 * Opens our copy of a database (see `takeSource`) in a thread of its own, where SQLite may block as long as it likes.
 * When the signal aborts, everything pending rejects with its reason and the thread ends.
 */
export async function openSource(file: { readonly database: string }, options: OpenOptions): Promise<Source> {
  options.signal?.throwIfAborted();
  const thread = startThread(file.database, options.loads ?? LOADS, options);
  let isReading = false;
  return {
    async inspect(inspectOptions = {}) {
      const answer = await thread.ask({ ask: 'inspect', options: inspectOptions });
      if (answer.ask !== 'inspect') throw new Error('the reader answered another question');
      return answer.inspection;
    },
    async read(readOptions) {
      if (isReading) throw new Problem('conflict', 'The database is being read already');
      isReading = true;
      try {
        return await readThrough(thread, readOptions);
      } finally {
        isReading = false;
      }
    },
    close: () => thread.end(),
  };
}

async function readThrough(thread: ReaderThread, options: ReadOptions): Promise<readonly TableStatistics[]> {
  const delivery = makeDelivery(thread, options);
  thread.setCancelled(false);
  thread.listen(delivery.listener);
  try {
    const answer = await thread.ask({ ask: 'read', tables: options.tables ?? null });
    await delivery.done();
    if (answer.ask !== 'read') throw new Error('the reader answered another question');
    return answer.statistics;
  } catch (error) {
    throw delivery.stop(error);
  } finally {
    thread.listen(null);
  }
}

interface Delivery {
  readonly listener: Listener;
  /** Resolves when every chunk was taken; rejects with the first failure of a receiver. */
  done(): Promise<void>;
  /** Hands out no more chunks; answers the error to report, which is that of the receiver if it failed first. */
  stop(error: unknown): unknown;
}

function makeDelivery(thread: ReaderThread, { onChunk, onProgress }: ReadOptions): Delivery {
  const queues = new Map<string, Promise<void>>();
  let failure: { readonly error: unknown } | null = null;
  const fail = (error: unknown): void => {
    failure ??= { error };
    thread.setCancelled(true);
  };
  const deliver = async (before: Promise<void>, stage: string, bytes: Uint8Array): Promise<void> => {
    const size = bytes.byteLength;
    await before;
    try {
      if (failure === null) await onChunk(stage, bytes);
    } catch (error) {
      fail(error);
    } finally {
      thread.taken(size);
    }
  };
  return {
    listener: {
      chunk(stage, bytes) {
        queues.set(stage, deliver(queues.get(stage) ?? Promise.resolve(), stage, bytes));
      },
      progress(progress) {
        try {
          onProgress?.(progress);
        } catch (error) {
          fail(error);
        }
      },
    },
    async done() {
      await Promise.all(queues.values());
      if (failure !== null) throw failure.error;
    },
    stop(error) {
      failure ??= { error };
      return failure.error;
    },
  };
}
