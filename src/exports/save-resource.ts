/** Pictures and music of items, saved beside an export (export notes 4). */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '#log';
import type { ExportItem } from '#plex/export-object.ts';
import { RESOURCES, type ResourceKind } from '#plex/export-questions.ts';
import type { ExportReader } from '#plex/export-reader.ts';
import type { Selection } from './choose-fields.ts';
import { resourceTitle } from './file-names.ts';
import { answered } from './find-target.ts';
import { lockedNames, RESOURCE_LEVEL, resourceFileName, resourceFolder } from './resources.ts';

export type ResourceLevels = Readonly<Record<ResourceKind, number>>;

export interface ResourceSaver {
  /** Saves what is chosen for an item; where it lies, seen from the export, or null when there is nothing to save. */
  save(item: ExportItem, kind: ResourceKind, selection: Selection, title: string): Promise<string | null>;
  /** The levels of the kinds of which at least one file was saved; 0 for all others. */
  saved(): ResourceLevels;
}

/** `folder` is where the export's files are. */
export function createResourceSaver(reader: ExportReader, folder: string, log: Log): ResourceSaver {
  const levels = new Map<ResourceKind, number>();
  return {
    async save(item, kind, selection, title) {
      const path = item.value(kind);
      if (typeof path !== 'string' || path === '') return null;
      const asked = selection.resourceLevels[kind];
      if (!(await isWanted(reader, item, kind, asked))) return null;
      const answer = await reader.file(path);
      if (!answer.ok) {
        if (answer.reason === 'aborted') throw new Error('the export was given up');
        log.warn(
          { ratingKey: item.ratingKey, kind, reason: answer.problem },
          'a picture of an export could not be had',
        );
        return null;
      }
      const name = resourceFileName(resourceTitle(item), kind);
      await mkdir(join(folder, resourceFolder(title)), { recursive: true });
      await writeFile(join(folder, resourceFolder(title), name), answer.value.bytes);
      levels.set(kind, asked === RESOURCE_LEVEL.none ? RESOURCE_LEVEL.byName : asked);
      return `${resourceFolder(title)}/${name}`;
    },
    saved: () => ({ ...NONE, ...Object.fromEntries(levels) }),
  };
}

const NONE: ResourceLevels = { thumb: 0, art: 0, logo: 0, squareArt: 0, theme: 0 };

async function isWanted(reader: ExportReader, item: ExportItem, kind: ResourceKind, level: number): Promise<boolean> {
  if (level === RESOURCE_LEVEL.locked) {
    const names = lockedNames(kind);
    const fields = item.list('fields') ?? [];
    return fields.some((field) => field.value('locked') === true && names.some((name) => field.value('name') === name));
  }
  if (level !== RESOURCE_LEVEL.uploaded || item.ratingKey === null) return true;
  return answered(await reader.chosen(item.ratingKey, kind))?.isUploaded ?? false;
}

/** Levels of kinds that a type does not have are none. */
export const levelsFor = (levels: ResourceLevels, isSupported: (kind: ResourceKind) => boolean): ResourceLevels => ({
  ...NONE,
  ...Object.fromEntries(RESOURCES.map((kind) => [kind, isSupported(kind) ? levels[kind] : 0])),
});
