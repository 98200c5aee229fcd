import { createHash } from 'node:crypto';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { describeError, Problem } from '#problem';
import { COPY_NAME, type TakeContext, type Taken } from './copy-database.ts';
import { type CopyOptions, requireSpace, writeHashed } from './copy-file.ts';
import { fileProblem } from './file-problem.ts';

/** Larger settings files are none. */
export const MOST_CONFIG_BYTES = 8 * 1024 * 1024;

export interface Unzipped extends Taken {
  readonly configIni: string | null;
}

/** What a database in an archive may be called, best first. */
const NAMES: readonly RegExp[] = [/^tautulli\.db$/i, /^plexpy\.db$/i, /^(?:tautulli|plexpy)[\w.-]*\.db$/i, /\.db$/i];

interface Members {
  readonly database: Entry;
  readonly wal: Entry | undefined;
  readonly config: Entry | undefined;
}

/**
 * Takes the database (with `-wal`) and config.ini out of a backup archive into our folder, under our own names. An
 * archive with names that lead out of it, with a password, or damaged, is a Problem (`invalid`); one that unpacks to
 * more than fits is a Problem (`unavailable`) before anything is written, and no member becomes larger than it says.
 */
export async function unzipDatabase(path: string, context: TakeContext): Promise<Unzipped> {
  const archive = await openArchive(path);
  try {
    return await unzip(archive, await findMembers(archive, path), context);
  } catch (error) {
    if (context.signal?.aborted === true) throw error;
    throw archiveProblem(error, path);
  } finally {
    archive.close();
  }
}

async function openArchive(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false });
  } catch (error) {
    throw archiveProblem(error, path);
  }
}

function archiveProblem(error: unknown, path: string): unknown {
  const said = fileProblem(error, path);
  if (said instanceof Problem) return said;
  const isUnsafe = /relative path|absolute path|invalid characters/i.test(describeError(error));
  const what = isUnsafe ? 'has names that lead out of it' : 'is damaged';
  return new Problem('invalid', `The archive ${path} ${what} (${describeError(error)})`, {
    hint: 'Make the backup again, or unpack the archive and choose the database',
    cause: error,
  });
}

const baseOf = (entry: Entry): string => entry.fileName.split('/').at(-1) ?? '';
const depthOf = (entry: Entry): number => entry.fileName.split('/').length;
/** -1 for what is no database; archives made on a Mac have a shadow `._name` of every file. */
const rankOf = (entry: Entry): number =>
  baseOf(entry).startsWith('._') ? -1 : NAMES.findIndex((name) => name.test(baseOf(entry)));

async function findMembers(archive: ZipFile, path: string): Promise<Members> {
  const candidates: Entry[] = [];
  const others = new Map<string, Entry>();
  for await (const entry of archive.eachEntry()) {
    if (rankOf(entry) >= 0) candidates.push(entry);
    else if (/(?:-wal|(?:^|\/)config\.ini)$/i.test(entry.fileName)) others.set(entry.fileName.toLowerCase(), entry);
  }
  candidates.sort((a, b) => rankOf(a) - rankOf(b) || depthOf(a) - depthOf(b));
  const [database, next] = candidates;
  if (database === undefined) {
    throw new Problem('invalid', `The archive ${path} has no database in it`, {
      hint: 'A backup of Tautulli has the file tautulli.db in it',
    });
  }
  if (next !== undefined && rankOf(database) >= 2 && rankOf(next) === rankOf(database)) {
    throw new Problem('invalid', `The archive ${path} has several databases in it`, {
      hint: 'Unpack the archive and choose one of them',
    });
  }
  const folder = database.fileName.slice(0, -baseOf(database).length).toLowerCase();
  return {
    database,
    wal: others.get(`${database.fileName.toLowerCase()}-wal`),
    config: others.get(`${folder}config.ini`),
  };
}

async function unzip(archive: ZipFile, members: Members, context: TakeContext): Promise<Unzipped> {
  const { folder, signal, onProgress } = context;
  const { database, wal } = members;
  const config = (members.config?.uncompressedSize ?? 0) <= MOST_CONFIG_BYTES ? members.config : undefined;
  const total = database.uncompressedSize + (wal?.uncompressedSize ?? 0);
  const foldBytes = wal?.uncompressedSize ?? 0;
  const free = await context.freeBytes(folder);
  requireSpace(folder, total + foldBytes + (config?.uncompressedSize ?? 0), free);
  const hash = createHash('sha256');
  let done = 0;
  const options: CopyOptions = {
    signal,
    hash,
    advance(bytes) {
      done += bytes;
      onProgress?.(done, total);
    },
    beforeWriting: async () => {},
  };
  const target = `${folder}/${COPY_NAME}`;
  await extract(archive, database, target, options);
  if (wal !== undefined) await extract(archive, wal, `${target}-wal`, options);
  const taken = { database: target, sizeBytes: done, fingerprint: hash.digest('hex') };
  if (config === undefined) return { ...taken, configIni: null };
  const configIni = `${folder}/config.ini`;
  await extract(archive, config, configIni, { ...options, hash: createHash('sha256'), advance: () => {} });
  return { ...taken, configIni };
}

async function extract(archive: ZipFile, entry: Entry, to: string, options: CopyOptions): Promise<void> {
  if (entry.isEncrypted()) {
    throw new Problem('invalid', 'The archive is protected with a password', {
      hint: 'Unpack it and choose the database',
    });
  }
  const stream = await archive.openReadStreamPromise(entry);
  // It reads before anybody asks, and a failure that nobody listens to would end the program; whoever reads is told.
  stream.on('error', () => undefined);
  await writeHashed(stream, to, options);
}
