import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '#clock';
import { sealerOf } from '#config/secret-box.ts';
import { Problem } from '#problem';
import { HEADER_BYTES, readHeader } from './database-header.ts';
import { packFailure } from './failure.ts';
import { fileProblem } from './file-problem.ts';
import { inspectDatabase, type OpenedDatabase } from './inspect-database.ts';
import type { Load } from './load.ts';
import {
  type Answer,
  FLOW,
  MOST_BYTES_UNDER_WAY,
  type ReadProgress,
  type Reply,
  type Request,
  type WorkerStart,
} from './protocol.ts';
import { foldWal, openReadOnly } from './queries-sqlite.ts';
import { type ReadTarget, readTables } from './read-tables.ts';

/**
 * The thread in which SQLite runs, because its calls block. It answers one request after the other; `open-source.ts`
 * is the face of it.
 */
function serve(port: MessagePort, start: WorkerStart): void {
  const clock = systemClock();
  const flow = new Int32Array(start.flow);
  let opened: OpenedDatabase | null = null;
  const database = (): OpenedDatabase => {
    opened ??= open(start.database);
    return opened;
  };
  const answer = async (request: Request): Promise<Answer> => {
    switch (request.ask) {
      case 'inspect':
        return { ask: 'inspect', inspection: inspectDatabase(database(), request.options, clock) };
      case 'read': {
        const loads = (await importLoads(start.loads)).filter(({ table }) => request.tables?.includes(table) ?? true);
        return {
          ask: 'read',
          statistics: readTables(database().database, loads, makeTarget(port, flow), clock, sealer(start)),
        };
      }
      case 'fold':
        foldWal(start.database);
        return { ask: 'fold' };
    }
  };
  const reply = (message: Reply): void => port.postMessage(message);
  let queue = Promise.resolve();
  port.on('message', (request: Request) => {
    queue = queue
      .then(() => answer(request))
      .then(
        (done) => reply({ say: 'done', id: request.id, answer: done }),
        (error: unknown) => reply({ say: 'failed', id: request.id, failure: packFailure(error) }),
      );
  });
}

/** Looks at the beginning before SQLite does, to say what the file is instead. */
function open(path: string): OpenedDatabase {
  const file = openFile(path);
  try {
    const sizeBytes = fstatSync(file).size;
    const beginning = new Uint8Array(HEADER_BYTES);
    const length = readSync(file, beginning, 0, HEADER_BYTES, 0);
    const header = readHeader(beginning.subarray(0, length), 'The file');
    return { database: openDatabase(path), header, sizeBytes };
  } finally {
    closeSync(file);
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw fileProblem(error, path);
  }
}

function openDatabase(path: string): DatabaseSync {
  try {
    return openReadOnly(path);
  } catch (error) {
    throw new Problem('invalid', 'The database cannot be opened', {
      hint: 'Use a backup of the database',
      cause: error,
    });
  }
}

async function importLoads(url: string | null): Promise<readonly Load[]> {
  if (url === null) throw new Error('the reader was started without loads');
  const module: unknown = await import(url);
  const loads = typeof module === 'object' && module !== null && 'LOADS' in module ? module.LOADS : null;
  if (!Array.isArray(loads) || !loads.every(isLoad)) throw new Error(`${url} does not export LOADS`);
  return loads;
}

/** Without a key nothing secret may be read. */
function sealer(start: WorkerStart): (secret: string) => string {
  if (start.sealKey !== null) return sealerOf(Buffer.from(start.sealKey));
  return () => {
    throw new Error('the reader was started without a key for secrets');
  };
}

const isLoad = (load: unknown): load is Load =>
  typeof load === 'object' &&
  load !== null &&
  'table' in load &&
  typeof load.table === 'string' &&
  'begin' in load &&
  typeof load.begin === 'function';

/** How long the worker sleeps at most before it says again how far it is. */
const NAP_MS = 250;

/** Sends chunks while their reader keeps up, and sleeps while it does not. */
function makeTarget(port: MessagePort, flow: Int32Array): ReadTarget {
  let latest: ReadProgress | null = null;
  const progress = (said: ReadProgress): void => {
    latest = said;
    port.postMessage({ say: 'progress', progress: said } satisfies Reply);
  };
  const send = (stage: string, bytes: Uint8Array): void => {
    Atomics.add(flow, FLOW.bytesUnderWay, bytes.byteLength);
    const owned = bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
    port.postMessage({ say: 'chunk', stage, bytes } satisfies Reply, owned);
    for (;;) {
      if (Atomics.load(flow, FLOW.isCancelled) !== 0) throw new Problem('conflict', 'Reading was stopped');
      const underWay = Atomics.load(flow, FLOW.bytesUnderWay);
      if (underWay <= MOST_BYTES_UNDER_WAY) return;
      if (Atomics.wait(flow, FLOW.bytesUnderWay, underWay, NAP_MS) === 'timed-out' && latest !== null) progress(latest);
    }
  };
  return { send, progress };
}

if (parentPort !== null) serve(parentPort, workerData);
