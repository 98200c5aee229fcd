import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room catalogue. */
export const metadataWaiting: readonly WaitingCommand[] = [
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
