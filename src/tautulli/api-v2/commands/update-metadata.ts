/** Plays of items that have other rating keys now (API notes 17). */
import type { PlayId } from '#contract/ids.ts';
import { type RematchWanted, rematch } from '#history/rematch.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import { failed, LOOK_IN_THE_LOG, type Reply, succeeded } from '../reply.ts';
import { liveServerOf } from './live-plex.ts';

/**
 * Changes the plays; `isSingle`: whatever was changed before. In a batch, plays that a call before gave another item
 * stay with it, because keys of one item may have become those of another.
 */
async function update(wanted: RematchWanted, isSingle: boolean, context: CommandContext): Promise<number> {
  const server = await liveServerOf(context);
  if (server === null) return 0;
  const { db, services, timeZone } = context;
  const before = services.movedPlays;
  const isLeft = (id: PlayId): boolean => !isSingle && (before?.has(id) ?? false);
  const moved = await rematch({ db, server, timeZone, at: context.now() }, wanted, isLeft);
  if (!isSingle) for (const id of moved) before?.add(id);
  return moved.length;
}

const broken = (): Reply => failed(LOOK_IN_THE_LOG);

export const updateMetadataCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'update_metadata_details',
    summary: 'Gives the history of an item to another rating key',
    access: 'write',
    params: {
      old_rating_key: { kind: 'id' },
      new_rating_key: { kind: 'id' },
      media_type: { kind: 'text', default: '' },
      single_update: { kind: 'boolean', default: false },
    },
    async handle({ old_rating_key: from, new_rating_key: to, media_type, single_update }, context) {
      if (typeof from !== 'number' || typeof to !== 'number' || media_type === '') return broken();
      const wanted = { from: String(from), to: String(to), mediaType: media_type };
      const count = await update(wanted, single_update, context);
      return succeeded(
        count > 0 ? 'Updated metadata in database.' : 'Unable to update metadata in database. No changes were made.',
      );
    },
  }),
];
