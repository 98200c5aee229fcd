/** Exports are made, downloaded and deleted (export notes 2, 6 and 7). */
import { Problem } from '#problem';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import { download, failed, LOOK_IN_THE_LOG, type RawReply, type Reply, raw, succeeded } from '../reply.ts';

/** What a file that cannot be had answers. */
const noFile = (): RawReply => raw('', 'application/json;charset=UTF-8', { status: 400 });

/** The reference answers everything it did not foresee in the same way. */
const unforeseen = (): Reply => failed(LOOK_IN_THE_LOG);

type Sent = Parameters<NonNullable<CommandContext['services']['exports']>['start']>[0];

async function start(sent: Sent, { services, log }: CommandContext): Promise<Reply> {
  if (services.exports === undefined) return unforeseen();
  try {
    const id = await services.exports.start(sent);
    return succeeded('Metadata export has started.', { export_id: id });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'invalid' || error.code === 'refused') return failed(error.message);
    log.warn({ reason: error.message }, 'an export was not started');
    return unforeseen();
  }
}

async function file(id: number | null, { services }: CommandContext): Promise<Reply> {
  const found = id === null ? null : ((await services.exports?.file(id)) ?? null);
  if (found === null) return noFile();
  return download(found.name, found.open(), found.isArchive ? { contentType: 'application/zip' } : {});
}

const level = (preset: number) => ({ kind: 'integer', default: preset }) as const;

/** Commands that make, hand out and delete exports. */
export const exportMakingCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'export_metadata',
    summary: 'Writes the metadata of items to a file',
    access: 'write',
    params: {
      section_id: { kind: 'id' },
      user_id: { kind: 'id' },
      rating_key: { kind: 'id' },
      file_format: { kind: 'text', default: 'csv' },
      metadata_level: level(1),
      media_info_level: level(1),
      thumb_level: level(0),
      art_level: level(0),
      logo_level: level(0),
      squareArt_level: level(0),
      theme_level: level(0),
      custom_fields: { kind: 'list', default: [] },
      export_type: { kind: 'text', default: 'all' },
      individual_files: { kind: 'boolean', default: false },
    },
    handle(params, context) {
      const sent: Sent = {
        sectionId: params.section_id ?? null,
        plexUserId: params.user_id ?? null,
        ratingKey: params.rating_key ?? null,
        fileFormat: params.file_format,
        metadataLevel: params.metadata_level,
        mediaInfoLevel: params.media_info_level,
        resourceLevels: {
          thumb: params.thumb_level,
          art: params.art_level,
          logo: params.logo_level,
          squareArt: params.squareArt_level,
          theme: params.theme_level,
        },
        customFields: params.custom_fields,
        exportType: params.export_type,
        individualFiles: params.individual_files,
      };
      return start(sent, context);
    },
  }),
  defineCommand({
    name: 'download_export',
    summary: 'An export as a file',
    refusal: 'empty',
    params: { export_id: { kind: 'id', required: true } },
    handle: ({ export_id }, context) => file(export_id, context),
  }),
  defineCommand({
    name: 'delete_export',
    summary: 'Deletes exports',
    access: 'write',
    params: { export_id: { kind: 'id' }, delete_all: { kind: 'boolean', default: false } },
    async handle({ export_id, delete_all }, { services }) {
      if (delete_all) {
        await services.exports?.removeAll();
        return succeeded('All exports deleted successfully.');
      }
      if (export_id === undefined || export_id === null) return failed('Failed to delete export.');
      await services.exports?.remove(export_id);
      return succeeded('Export deleted successfully.');
    },
  }),
];
