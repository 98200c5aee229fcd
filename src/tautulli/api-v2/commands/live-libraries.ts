/** What is in the libraries of the Plex server now. */
import { libraryOf } from '#catalogue/libraries.ts';
import type { LiveServer } from '#catalogue/live-server.ts';
import { mainServer } from '#catalogue/main-server.ts';
import { readLibraries } from '#monitoring/server-life/read-libraries.ts';
import type { CollectionFacts, PlaylistFacts } from '#plex/parse-collections.ts';
import { readCollections, readOwnPlaylists, readPlaylists } from '#plex/read-listing.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { Json } from '../json.ts';
import { type MemoryTable, memoryPage } from '../memory-table.ts';
import { lastSent } from '../params.ts';
import { modeName, orderName, presentCollection, presentPlaylist } from '../present-collections.ts';
import { presentLibrary } from '../present-server.ts';
import { userServerToken } from '../queries-server.ts';
import { failed, LOOK_IN_THE_LOG, type Reply } from '../reply.ts';
import { readTable, type TableRequest, tableParams } from '../table.ts';
import { BROKEN_TABLE } from './list-query.ts';
import { liveServerOf, told } from './live-plex.ts';

const COLLECTIONS: MemoryTable<CollectionFacts> = {
  sortable: {
    titleSort: ({ titleSort, title }) => titleSort ?? title,
    collectionMode: modeName,
    collectionSort: orderName,
    childCount: ({ childCount }) => childCount,
  },
  first: 'titleSort',
  searchable: (row) => [row.titleSort ?? row.title, modeName(row), orderName(row), row.title],
};

const PLAYLISTS: MemoryTable<PlaylistFacts> = {
  sortable: {
    title: ({ title }) => title,
    leafCount: ({ leafCount }) => leafCount,
    duration: ({ duration }) => duration,
  },
  first: 'title',
  searchable: (row) => [row.title, row.leafCount, row.duration],
};

function tableOf<R>(rows: readonly R[], request: TableRequest, table: MemoryTable<R>, present: (row: R) => Json): Json {
  const { found, page } = memoryPage(rows, request, table);
  return { recordsFiltered: found.length, recordsTotal: rows.length, data: page.map(present), draw: request.draw };
}

/** What the server could not say (API notes, collections and playlists). */
const UNREADABLE = failed(LOOK_IN_THE_LOG);

/** The type of a library of the main server; null for one that it never listed. */
async function libraryType(sectionId: number | null, { db }: CommandContext): Promise<string | null> {
  const serverId = sectionId === null ? null : await mainServer(db);
  const library = serverId === null || sectionId === null ? null : await libraryOf(db, serverId, sectionId);
  return library?.type ?? null;
}

const WITH_COLLECTIONS: ReadonlySet<string> = new Set(['movie', 'show', 'artist']);

async function collections(
  sectionId: number | null,
  request: TableRequest,
  context: CommandContext,
): Promise<Json | Reply> {
  const type = await libraryType(sectionId, context);
  if (type === null || sectionId === null) return UNREADABLE;
  const rows = WITH_COLLECTIONS.has(type)
    ? await told(context, ({ media }) => readCollections(media, sectionId))
    : ([] as const);
  if (rows === null) return UNREADABLE;
  return tableOf(rows, request, COLLECTIONS, (row) => presentCollection(row, context.timeZone));
}

const PLAYLIST_TYPES: Readonly<Record<string, string>> = { artist: 'audio', photo: 'photo' };

/** Null: the server could not be asked. */
async function playlistsOfUser(
  userId: number | null,
  server: LiveServer,
  { db, services }: CommandContext,
): Promise<readonly PlaylistFacts[] | null> {
  const sealed = userId === null ? null : await userServerToken(db, server.id, userId);
  const token = sealed === null ? undefined : services.openSecret?.(sealed);
  if (token === undefined) return [];
  const answer = await readOwnPlaylists(server.media.as(token));
  return answer.ok ? answer.value : null;
}

async function playlistsOfLibrary(
  sectionId: number | null,
  server: LiveServer,
  context: CommandContext,
): Promise<readonly PlaylistFacts[] | null> {
  const type = await libraryType(sectionId, context);
  if (type === null || sectionId === null) return null;
  const answer = await readPlaylists(server.media, { sectionId, playlistType: PLAYLIST_TYPES[type] ?? 'video' });
  return answer.ok ? answer.value : null;
}

async function playlists(
  {
    section_id,
    user_id,
  }: { readonly section_id: number | null | undefined; readonly user_id: number | null | undefined },
  request: TableRequest,
  context: CommandContext,
): Promise<Json | Reply> {
  const server = await liveServerOf(context);
  if (server === null) return UNREADABLE;
  const rows =
    user_id === undefined
      ? await playlistsOfLibrary(section_id ?? null, server, context)
      : await playlistsOfUser(user_id, server, context);
  if (rows === null) return UNREADABLE;
  const of = {
    librarySectionID: lastSent(context.sent, 'section_id') ?? null,
    userID: lastSent(context.sent, 'user_id') ?? null,
  };
  return tableOf(rows, request, PLAYLISTS, (row) => presentPlaylist(row, of, context.timeZone));
}

/** Commands about libraries. */
export const liveLibraryCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_libraries',
    summary: 'The libraries of the server, asked from Plex',
    params: {},
    async handle(_params, context) {
      const { signal } = new AbortController();
      const libraries = await told(context, ({ media }) => readLibraries(media, signal));
      return (libraries ?? []).map(presentLibrary);
    },
  }),
  defineCommand({
    name: 'get_collections_table',
    summary: 'The collections of a library',
    params: { section_id: { kind: 'id' }, ...tableParams('titleSort') },
    async handle(params, context) {
      const request = readTable(params);
      if (params.section_id === undefined || request === null) return BROKEN_TABLE;
      return collections(params.section_id, request, context);
    },
  }),
  defineCommand({
    name: 'get_playlists_table',
    summary: 'The playlists of a library or a user',
    params: { section_id: { kind: 'id' }, user_id: { kind: 'id' }, ...tableParams('title') },
    async handle(params, context) {
      const request = readTable(params);
      const isNobody = params.section_id === undefined && params.user_id === undefined;
      return isNobody || request === null ? BROKEN_TABLE : playlists(params, request, context);
    },
  }),
];
