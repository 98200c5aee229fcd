import { allLibraries, libraryOf, presentLibraries } from '#catalogue/libraries.ts';
import { mainServer } from '#catalogue/main-server.ts';
import { lastAccessed, libraryTotals } from '#statistics/watch-time-tables.ts';
import { SEES_ALL } from '#users/visible.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { Json } from '../json.ts';
import { tableParams } from '../table.ts';
import { epochSeconds, pick } from './items-presented.ts';
import { libraryRow, NO_COVER } from './libraries-presented.ts';
import { librariesTable } from './libraries-table.ts';

/** Answered for a number the server does not have (API notes, get_library). */
const NO_LIBRARY = {
  row_id: 0,
  server_id: '',
  section_id: 0,
  section_name: 'Local',
  section_type: '',
  library_thumb: NO_COVER,
  library_art: '',
  count: 0,
  parent_count: 0,
  child_count: 0,
  is_active: 1,
  do_notify: 0,
  do_notify_created: 0,
  keep_history: 1,
  deleted_section: 0,
  last_accessed: null,
} as const;

/** The same when the last play was asked for: then the reference finds an empty row. */
const NO_LIBRARY_ACCESSED = {
  ...Object.fromEntries(Object.keys(NO_LIBRARY).map((name) => [name, null])),
  library_thumb: NO_COVER,
};

const NAMES = Object.keys(NO_LIBRARY).filter((name) => name !== 'last_accessed');

async function oneLibrary(sectionId: number | null, withAccess: boolean, { db }: CommandContext): Promise<Json> {
  const serverId = await mainServer(db);
  const library = serverId === null || sectionId === null ? null : await libraryOf(db, serverId, sectionId);
  if (library === null) return withAccess ? NO_LIBRARY_ACCESSED : NO_LIBRARY;
  return {
    ...pick(libraryRow(library), NAMES),
    last_accessed: withAccess ? epochSeconds(await lastAccessed(db, library.id)) : null,
  };
}

/** Libraries and what was played from them (API notes 12). */
export const librariesCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_library',
    summary: 'One library',
    params: { section_id: { kind: 'id', required: true }, include_last_accessed: { kind: 'boolean', default: false } },
    handle: ({ section_id, include_last_accessed }, context) => oneLibrary(section_id, include_last_accessed, context),
  }),
  defineCommand({
    name: 'get_library_names',
    summary: 'Names and ids of all libraries',
    params: {},
    handle: async (_params, { db }) =>
      (await presentLibraries(db)).map((library) =>
        pick(libraryRow(library), ['section_id', 'section_name', 'section_type', 'agent']),
      ),
  }),
  defineCommand({
    name: 'get_libraries_table',
    summary: 'All libraries with what was played last',
    params: { grouping: { kind: 'boolean' }, ...tableParams('section_name') },
    madeOf: 'records',
    handle: async (params, { db, settings }) => {
      const [libraries, totals] = await Promise.all([allLibraries(db), libraryTotals(db, SEES_ALL)]);
      return librariesTable(params, { libraries, totals, isGrouped: params.grouping ?? settings.groupHistory });
    },
  }),
];
