/** What an export is about: found before it starts, so that a client hears at once when there is no such thing. */
import { libraryOf } from '#catalogue/libraries.ts';
import type { LiveServer } from '#catalogue/live-server.ts';
import type { LibraryId, UserId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { ExportItem } from '#plex/export-object.ts';
import type { ExportPlace } from '#plex/export-questions.ts';
import { createExportReader, type ExportReader } from '#plex/export-reader.ts';
import type { Answer } from '#plex/facts.ts';
import { Problem } from '#problem';
import { isExportable } from './export-fields.ts';
import { checksFiles, type ExportRequest, type ExportSource } from './export-request.ts';
import { itemTitle, libraryTitle, userTitle } from './file-names.ts';
import { personRow } from './queries-jobs.ts';

export interface ExportTarget {
  /** Clean enough for the name of a file. */
  readonly title: string;
  readonly mediaType: string;
  readonly libraryId: LibraryId | null;
  readonly userId: UserId | null;
  readonly sectionId: number | null;
  readonly plexUserId: number | null;
  readonly ratingKey: number | null;
  /** One item, or a list to read. */
  readonly content: { readonly item: ExportItem } | { readonly place: ExportPlace };
  /** Asks the server as whoever may see it. */
  reader(signal: AbortSignal): ExportReader;
}

export interface TargetDeps {
  readonly db: Db;
  readonly server: LiveServer;
  readonly timeZone: string;
  openSecret(sealed: string): string;
}

const NOBODY = { userId: null, plexUserId: null } as const;
const NOWHERE = { libraryId: null, sectionId: null } as const;

/** The value of an answer. @throws Problem `not_found` when there is no such thing, else `upstream`. */
export function answered<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new Problem(answer.reason === 'not_found' ? 'not_found' : 'upstream', answer.problem);
}

/**
 * Finds what is to be exported.
 * @throws Problem `not_found` when there is none, `refused` when its type has no fields, `upstream` when the server does not say.
 */
export function findTarget(request: ExportRequest, deps: TargetDeps): Promise<ExportTarget> {
  const { source } = request;
  switch (source.of) {
    case 'item':
      return itemTarget(source.ratingKey, request, deps);
    case 'user':
      return userTarget(source.plexUserId, deps);
    case 'library':
      return libraryTarget(source, deps);
  }
}

function exportable(mediaType: string): string {
  if (isExportable(mediaType)) return mediaType;
  throw new Problem('refused', `Cannot export media type '${mediaType}'.`);
}

const readerOf =
  ({ server, timeZone }: TargetDeps) =>
  (signal: AbortSignal): ExportReader =>
    createExportReader(server.media, { timeZone }, signal);

async function itemTarget(ratingKey: number, { selection }: ExportRequest, deps: TargetDeps): Promise<ExportTarget> {
  const reader = createExportReader(deps.server.media, deps);
  const item = answered(await reader.item(ratingKey, { checksFiles: checksFiles(selection) }));
  const sectionId = item.value('librarySectionID');
  const section = typeof sectionId === 'number' ? sectionId : null;
  const library = section === null ? null : await libraryOf(deps.db, deps.server.id, section);
  return {
    ...NOBODY,
    title: itemTitle(item),
    mediaType: exportable(item.type),
    libraryId: library?.id ?? null,
    sectionId: section,
    ratingKey,
    content: { item },
    reader: readerOf(deps),
  };
}

async function userTarget(plexUserId: number, deps: TargetDeps): Promise<ExportTarget> {
  const { db, server, timeZone } = deps;
  const person = await personRow(db, server.id, plexUserId);
  const token = person?.tokenSealed ? deps.openSecret(person.tokenSealed) : null;
  if (person === null || token === null)
    throw new Problem('not_found', 'Nobody with this number has access to the server', {
      hint: 'Playlists of people are read with the access they have to the server',
    });
  const media = server.media.as(token);
  return {
    ...NOWHERE,
    title: userTitle(person.username, plexUserId),
    mediaType: 'playlist',
    userId: person.id,
    plexUserId,
    ratingKey: null,
    content: { place: { in: 'own playlists' } },
    reader: (signal) => createExportReader(media, { timeZone }, signal),
  };
}

const PLAYLIST_TYPES: Readonly<Record<string, string>> = { artist: 'audio', photo: 'photo' };

function placeIn(sectionId: number, libraryType: string, exportType: string): ExportPlace {
  if (exportType === 'collection') return { in: 'collections', sectionId };
  if (exportType === 'all') return { in: 'library', sectionId, type: libraryType };
  return { in: 'playlists', sectionId, playlistType: PLAYLIST_TYPES[libraryType] ?? 'video' };
}

type LibrarySource = Extract<ExportSource, { readonly of: 'library' }>;

async function libraryTarget({ sectionId, type }: LibrarySource, deps: TargetDeps): Promise<ExportTarget> {
  const library = await libraryOf(deps.db, deps.server.id, sectionId);
  if (library === null) throw new Problem('not_found', 'The server has no library with this number');
  return {
    ...NOBODY,
    title: libraryTitle(library.name ?? '', type, sectionId),
    mediaType: exportable(type === 'all' ? (library.type ?? '') : type),
    libraryId: library.id,
    sectionId,
    ratingKey: null,
    content: { place: placeIn(sectionId, library.type ?? '', type) },
    reader: readerOf(deps),
  };
}
