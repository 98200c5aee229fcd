import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { Json } from '../json.ts';
import { failed, type Reply } from '../reply.ts';
import { readTable, tableParams } from '../table.ts';
import { BROKEN_TABLE } from './list-query.ts';

/**
 * What is asked from Plex: the answer that clients know from a server that cannot be reached (API notes 14 and 15). A
 * server that can be reached would say more than we pass on, so an empty answer would be wrong then.
 */
async function withoutPlex(name: string, answer: Json, { services }: CommandContext): Promise<Json | Reply> {
  const isConnected = await services.serverConnected?.();
  return isConnected === true ? failed(`The command ${name} is not available yet`) : answer;
}

const NO_MEDIA_INFO = { ...BROKEN_TABLE, filtered_file_size: 0, total_file_size: 0, last_refreshed: null };

/** Commands that ask the Plex server. */
export const itemsCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_metadata',
    summary: 'Everything known about an item',
    params: { rating_key: { kind: 'id' }, sync_id: { kind: 'text' } },
    handle: ({ rating_key, sync_id }, context) =>
      rating_key === undefined && sync_id === undefined ? {} : withoutPlex('get_metadata', {}, context),
  }),
  defineCommand({
    name: 'search',
    summary: 'Looks for items by their title',
    params: { query: { kind: 'text', required: true }, limit: { kind: 'integer' } },
    handle: (_params, context) => withoutPlex('search', [], context),
  }),
  defineCommand({
    name: 'get_recently_added',
    summary: 'What was added to the libraries last',
    params: {
      count: { kind: 'strictInteger', required: true },
      start: { kind: 'integer' },
      media_type: { kind: 'text' },
      section_id: { kind: 'id' },
      type: { kind: 'text' },
    },
    handle: (_params, context) => withoutPlex('get_recently_added', { recently_added: [] }, context),
  }),
  defineCommand({
    name: 'get_libraries',
    summary: 'The libraries of the server, asked from Plex',
    params: {},
    handle: (_params, context) => withoutPlex('get_libraries', [], context),
  }),
  defineCommand({
    name: 'get_library_media_info',
    summary: 'The items of a library with their files',
    params: {
      section_id: { kind: 'id' },
      section_type: { kind: 'text' },
      rating_key: { kind: 'id' },
      refresh: { kind: 'boolean' },
      ...tableParams('sort_title'),
    },
    handle: (params, context) =>
      readTable(params) === null ? NO_MEDIA_INFO : withoutPlex('get_library_media_info', NO_MEDIA_INFO, context),
  }),
  defineCommand({
    name: 'get_synced_items',
    summary: 'What was synced to devices',
    params: { machine_id: { kind: 'text' }, user_id: { kind: 'id' } },
    handle: (_params, context) => withoutPlex('get_synced_items', {}, context),
  }),
];
