import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room catalogue. */
export const metadataWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'get_metadata',
    summary: 'Everything known about an item',
    room: 'catalogue',
    params: { rating_key: { kind: 'id' }, sync_id: { kind: 'text' } },
  }),
  waitingCommand({
    name: 'get_children_metadata',
    summary: 'The seasons, episodes, albums or tracks below an item',
    room: 'catalogue',
    params: { rating_key: { kind: 'id', required: true }, media_type: { kind: 'text' } },
  }),
  waitingCommand({
    name: 'get_item_user_stats',
    summary: 'Who watched an item',
    room: 'catalogue',
    params: { rating_key: { kind: 'id', required: true }, media_type: { kind: 'text' }, grouping: { kind: 'boolean' } },
  }),
  waitingCommand({
    name: 'get_item_watch_time_stats',
    summary: 'How much of an item was watched in the last days',
    room: 'catalogue',
    params: {
      rating_key: { kind: 'id', required: true },
      media_type: { kind: 'text' },
      grouping: { kind: 'boolean' },
      query_days: { kind: 'ids' },
    },
  }),
  waitingCommand({
    name: 'get_new_rating_keys',
    summary: 'The rating keys an item has now',
    room: 'catalogue',
    params: { rating_key: { kind: 'id', required: true }, media_type: { kind: 'text', required: true } },
  }),
  waitingCommand({
    name: 'get_old_rating_keys',
    summary: 'The rating keys an item had in the history',
    room: 'catalogue',
    params: { rating_key: { kind: 'id', required: true }, media_type: { kind: 'text', required: true } },
  }),
  waitingCommand({
    name: 'get_recently_added',
    summary: 'What was added to the libraries last',
    room: 'catalogue',
    params: {
      count: { kind: 'strictInteger', required: true },
      start: { kind: 'integer' },
      media_type: { kind: 'text' },
      section_id: { kind: 'id' },
      type: { kind: 'text' },
    },
  }),
  waitingCommand({
    name: 'search',
    summary: 'Looks for items by their title',
    room: 'catalogue',
    params: { query: { kind: 'text', required: true }, limit: { kind: 'integer' } },
  }),
  waitingCommand({
    name: 'update_metadata_details',
    summary: 'Gives the history of an item to another rating key',
    room: 'catalogue',
    access: 'write',
    params: {
      old_rating_key: { kind: 'id', required: true },
      new_rating_key: { kind: 'id', required: true },
      media_type: { kind: 'text', required: true },
      single_update: { kind: 'boolean' },
    },
  }),
];
