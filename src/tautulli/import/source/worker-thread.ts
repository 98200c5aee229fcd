import { Worker } from 'node:worker_threads';
import type { Log } from '#log';
import { describeError, Problem } from '#problem';
import { unpackFailure } from './failure.ts';
import {
  type Answer,
  FLOW,
  FLOW_BYTES,
  type Question,
  type ReadProgress,
  type Reply,
  type Request,
  type WorkerStart,
} from './protocol.ts';

export interface ThreadOptions {
  readonly log: Log;
  /** Key for the secrets among what is read, see `sealerOf`. */
  readonly sealKey?: Uint8Array | undefined;
  /** Ends the thread; whatever is pending rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Hears what the thread says while it reads. */
export interface Listener {
  chunk(stage: string, bytes: Uint8Array): void;
  progress(progress: ReadProgress): void;
}

export interface ReaderThread {
  /** Rejects with the Problem of the thread, the reason of an abort, or a Problem (`unavailable`) when it broke down. */
  ask(question: Question): Promise<Answer>;
  listen(listener: Listener | null): void;
  /** Says that this many bytes of chunks are dealt with, so that the thread may send more. */
  taken(bytes: number): void;
  /** Makes a reading thread stop soon (its request fails), or allows reading again. */
  setCancelled(isCancelled: boolean): void;
  /** Ends the thread, whatever it does. Never rejects. */
  end(): Promise<void>;
}

const WORKER = new URL('./worker-main.ts', import.meta.url);

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Starts the thread that reads one database file; `loads` is the address of the module with the loads, if rows shall be read. */
export function startThread(database: string, loads: URL | null, options: ThreadOptions): ReaderThread {
  const { log, signal } = options;
  const shared = new SharedArrayBuffer(FLOW_BYTES);
  const flow = new Int32Array(shared);
  const start: WorkerStart = { database, loads: loads?.href ?? null, sealKey: options.sealKey ?? null, flow: shared };
  const worker = new Worker(WORKER, { workerData: start, name: 'tautulli-import' });
  const calls = makeCalls();
  let listener: Listener | null = null;

  worker.on('message', (reply: Reply) => {
    if (reply.say === 'chunk') listener?.chunk(reply.stage, reply.bytes);
    else if (reply.say === 'progress') listener?.progress(reply.progress);
    else calls.settle(reply);
  });
  worker.on('error', (error) => {
    log.error({ err: error }, 'the reader of a Tautulli database broke down');
    calls.fail(new Problem('unavailable', `The reader of the database broke down: ${describeError(error)}`));
  });
  worker.on('exit', () => {
    signal?.removeEventListener('abort', abort);
    calls.fail(new Problem('unavailable', 'The reader of the database ended before it was done'));
  });
  const abort = (): void => {
    calls.fail(signal?.reason);
    worker.terminate().catch((error: unknown) => log.warn({ err: error }, 'a reader could not be ended'));
  };
  signal?.addEventListener('abort', abort, { once: true });

  return {
    ask: (question) => calls.start((id) => worker.postMessage({ ...question, id } satisfies Request)),
    listen(next) {
      listener = next;
    },
    taken(bytes) {
      Atomics.sub(flow, FLOW.bytesUnderWay, bytes);
      Atomics.notify(flow, FLOW.bytesUnderWay);
    },
    setCancelled(isCancelled) {
      Atomics.store(flow, FLOW.isCancelled, isCancelled ? 1 : 0);
      Atomics.notify(flow, FLOW.bytesUnderWay);
    },
    async end() {
      calls.fail(new Problem('conflict', 'The database was closed'));
      await worker.terminate();
    },
  };
}

interface Calls {
  start(send: (id: number) => void): Promise<Answer>;
  settle(reply: Extract<Reply, { say: 'done' | 'failed' }>): void;
  /** Fails what is pending and everything that is asked from now on; only the first reason counts. */
  fail(reason: unknown): void;
}

function makeCalls(): Calls {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let failed: { readonly reason: unknown } | null = null;
  return {
    start: (send) =>
      new Promise((resolve, reject) => {
        if (failed !== null) {
          reject(failed.reason);
          return;
        }
        lastId += 1;
        pending.set(lastId, { resolve, reject });
        send(lastId);
      }),
    settle(reply) {
      const call = pending.get(reply.id);
      pending.delete(reply.id);
      if (reply.say === 'done') call?.resolve(reply.answer);
      else call?.reject(unpackFailure(reply.failure));
    },
    fail(reason) {
      failed ??= { reason };
      for (const call of pending.values()) call.reject(failed.reason);
      pending.clear();
    },
  };
}

/** Folds a `-wal` beside our copy into it, in a thread of its own. Rejects with what SQLite says. */
export async function foldInThread(database: string, options: ThreadOptions): Promise<void> {
  const thread = startThread(database, null, options);
  try {
    await thread.ask({ ask: 'fold' });
  } finally {
    await thread.end();
  }
}
