/** Exports of metadata for the native API, over an open house. */
import { libraryById } from '#catalogue/libraries.ts';
import type { ExportBody } from '#contract/exports.ts';
import type { LibraryId, ServerId, UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import { exportFields } from '#exports/export-fields.ts';
import type { Exporter } from '#exports/exporter.ts';
import { type ExportOf, nativeExports, sentExport } from '#exports/native-exports.ts';
import type { NativeExports } from '#http/native-exports.ts';
import { Problem } from '#problem';
import { personById } from '#users/people.ts';
import { boundsOf } from '#users/visible.ts';

export interface OpenExportsDeps {
  /** @throws Problem `unavailable` until the database is open, as the next one. */
  db(): Db;
  exporter(): Exporter;
}

/** Needs an open house only when it is asked. */
export function openNativeExports({ db, exporter }: OpenExportsDeps): NativeExports {
  return {
    exports: async (visible, query) => nativeExports(db(), boundsOf(visible), query),
    exportFields: ({ mediaType, of }) => {
      const { metadata, media } = exportFields(mediaType, of === undefined ? [] : [of]);
      return { metadata: [...metadata], media: [...media] };
    },
    async startExport(body) {
      const { of, serverId } = await placeOf(db(), body);
      return { id: await exporter().start(sentExport(of, body), serverId) };
    },
    async exportFile(id) {
      const file = await exporter().file(id);
      if (file === null) throw new Problem('not_found', `There is no finished export with the number ${id}`);
      return file;
    },
    removeExport: async (id) => exporter().remove(id),
  };
}

const NOTHING: ExportOf = { sectionId: null, plexUserId: null, ratingKey: null };

/** By the numbers Plex gives, and on which server. @throws Problem `not_found` */
async function placeOf(
  db: Db,
  { libraryId, userId, item }: ExportBody,
): Promise<{ readonly of: ExportOf; readonly serverId?: ServerId }> {
  if (item !== undefined)
    return { of: { ...NOTHING, ratingKey: Number(item.ratingKey) }, serverId: item.serverId as ServerId };
  if (libraryId !== undefined) {
    const library = await libraryById(db, libraryId as LibraryId);
    if (library === null) throw new Problem('not_found', `There is no library with the number ${libraryId}`);
    return { of: { ...NOTHING, sectionId: library.sectionId }, serverId: library.serverId };
  }
  const person = await personById(db, userId as UserId);
  if (person === null) throw new Problem('not_found', `There is no person with the number ${userId}`);
  return { of: { ...NOTHING, plexUserId: person.plexUserId } };
}
