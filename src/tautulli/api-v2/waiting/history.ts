import { type WaitingCommand, waitingCommand } from '../command.ts';
import { tableParams } from '../table.ts';

/** Commands that wait for the room history. */
export const historyWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'get_history',
    summary: 'Plays, newest first, one row a viewing or one a play',
    room: 'history',
    params: {
      grouping: { kind: 'boolean' },
      include_activity: { kind: 'boolean' },
      user: { kind: 'list' },
      user_id: { kind: 'ids' },
      rating_key: { kind: 'list' },
      parent_rating_key: { kind: 'list' },
      grandparent_rating_key: { kind: 'list' },
      start_date: { kind: 'list' },
      before: { kind: 'text' },
      after: { kind: 'text' },
      reference_id: { kind: 'list' },
      section_id: { kind: 'list' },
      media_type: { kind: 'list' },
      transcode_decision: { kind: 'list' },
      guid: { kind: 'list' },
      ...tableParams('date'),
    },
  }),
  waitingCommand({
    name: 'get_stream_data',
    summary: 'How one play or live session was delivered',
    room: 'history',
    params: { row_id: { kind: 'id' }, session_key: { kind: 'id' }, id: { kind: 'id' } },
  }),
  waitingCommand({
    name: 'delete_history',
    summary: 'Deletes plays by their row ids',
    room: 'history',
    access: 'write',
    params: { row_ids: { kind: 'ids', required: true } },
  }),
];
