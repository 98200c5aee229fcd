import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room exports. */
export const exportsWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'export_metadata',
    summary: 'Writes the metadata of items to a file',
    room: 'exports',
    access: 'write',
    params: {
      section_id: { kind: 'id' },
      user_id: { kind: 'id' },
      rating_key: { kind: 'id' },
      file_format: { kind: 'text' },
      metadata_level: { kind: 'integer' },
      media_info_level: { kind: 'integer' },
      thumb_level: { kind: 'integer' },
      art_level: { kind: 'integer' },
      logo_level: { kind: 'integer' },
      squareArt_level: { kind: 'integer' },
      theme_level: { kind: 'integer' },
      custom_fields: { kind: 'list' },
      export_type: { kind: 'text' },
      individual_files: { kind: 'boolean' },
    },
  }),
  waitingCommand({
    name: 'download_export',
    summary: 'An export as a file',
    room: 'exports',
    refusal: 'empty',
    params: { export_id: { kind: 'id', required: true } },
  }),
  waitingCommand({
    name: 'delete_export',
    summary: 'Deletes exports',
    room: 'exports',
    access: 'write',
    params: { export_id: { kind: 'id' }, delete_all: { kind: 'boolean' } },
  }),
];
