/** Where the files of exports lie: one folder for each, made whole or not at all (export notes 5). */
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { timeInName } from './file-names.ts';

/** What names the folder of an export. */
export interface FolderOwner {
  readonly id: number;
  readonly title: string | null;
  readonly startedAt: Date;
  readonly fileFormat: string;
  readonly individualFiles: boolean;
}

export interface ExportFolders {
  /** Of an export that is being written. */
  working(id: number): Promise<string>;
  /** Makes the working folder that of the export. */
  finish(owner: FolderOwner): Promise<void>;
  /** The folder of a finished export; null when it is gone. */
  find(owner: FolderOwner): Promise<string | null>;
  /** The one file of an export; null when there are several or it is gone. */
  file(owner: FolderOwner): Promise<string | null>;
  /** Removes what there is of an export, finished or not. */
  remove(owner: FolderOwner): Promise<void>;
  /** The exports whose writing was never finished. */
  unfinished(): Promise<readonly number[]>;
  /** Removes the working folder. */
  abandon(id: number): Promise<void>;
}

const WORKING = /^\.(\d+)\.part$/;

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Names come from titles: whatever they say, nothing leads out of the folder. */
const inside = (dir: string, name: string): string => join(dir, basename(name.replaceAll(/[\\/\0]/g, '_')) || '_');

/** The one file of an export without individual files. */
export const fileNameOf = ({ title, fileFormat }: FolderOwner): string => `${title ?? ''}.${fileFormat}`;

export function createExportFolders(dir: string, timeZone: string): ExportFolders {
  const workingFolder = (id: number): string => join(dir, `.${id}.part`);
  const plainName = ({ title, startedAt }: FolderOwner): string => `${title ?? ''}.${timeInName(startedAt, timeZone)}`;
  // The number keeps exports of the same second apart; the reference, whose folders may be brought along, has none.
  const ours = (owner: FolderOwner): string => inside(dir, `${plainName(owner)}.${owner.id}`);
  const find = async (owner: FolderOwner): Promise<string | null> => {
    for (const folder of [ours(owner), inside(dir, plainName(owner))]) if (await isThere(folder)) return folder;
    return null;
  };
  return {
    async working(id) {
      const folder = workingFolder(id);
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      return folder;
    },
    finish: (owner) => rename(workingFolder(owner.id), ours(owner)),
    find,
    async file(owner) {
      const folder = owner.individualFiles ? null : await find(owner);
      const file = folder === null ? null : inside(folder, fileNameOf(owner));
      return file !== null && (await isThere(file)) ? file : null;
    },
    async remove(owner) {
      await rm(workingFolder(owner.id), { recursive: true, force: true });
      const folder = await find(owner);
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    },
    async unfinished() {
      const names = await readdir(dir).catch(() => []);
      return names.flatMap((name) => Number(WORKING.exec(name)?.[1] ?? Number.NaN)).filter(Number.isInteger);
    },
    abandon: (id) => rm(workingFolder(id), { recursive: true, force: true }),
  };
}

/** All files below a folder, as paths from it on, sorted. */
export async function filesIn(folder: string): Promise<readonly { readonly path: string; readonly size: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.toSorted().map(async (path) => ({ path: path.slice(folder.length + 1), size: (await stat(path)).size })),
  );
}
