/** Plays of items that have other rating keys now (API notes 17). */
import type { LiveServer } from '#catalogue/live-server.ts';
import type { PlayId, RatingKey } from '#contract/ids.ts';
import { inTransaction } from '#db/pool.ts';
import { type KnownItem, playedUnderKey } from '#history/old-keys.ts';
import { type Redescription, redescribePlays } from '#history/redescribe-plays.ts';
import { describeItems } from '#plex/read-described.ts';
import { type KeyTree, readKeyTree } from '#plex/read-key-tree.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import { failed, LOOK_IN_THE_LOG, type Reply, succeeded } from '../reply.ts';
import { liveServerOf } from './live-plex.ts';

const MUSIC: ReadonlySet<string> = new Set(['artist', 'album', 'track']);

const folded = (text: string | null): string => (text ?? '').toLowerCase();

/** Parts of shows are found again by their number, albums by their title, and what is in both by its number. */
function partNow(tree: KeyTree, item: KnownItem, isMusic: boolean): RatingKey | null {
  const branch = tree.branches.find(({ row }) =>
    isMusic ? folded(row.title) === folded(item.parentTitle) : row.index === String(item.parentMediaIndex),
  );
  const part = branch?.parts.find(({ index }) => index === String(item.mediaIndex));
  return part?.ratingKey == null ? null : (part.ratingKey as RatingKey);
}

interface Pair {
  readonly from: RatingKey;
  readonly to: RatingKey;
}

interface Wanted {
  readonly from: number;
  readonly to: number;
  readonly mediaType: string;
}

/** Each item that was played with the key it has now; what is not found again is left out. */
async function pairsOf({ media }: LiveServer, wanted: Wanted, { db, timeZone }: CommandContext): Promise<Pair[]> {
  const { mediaType } = wanted;
  const to = String(wanted.to) as RatingKey;
  if (mediaType === 'movie') return [{ from: String(wanted.from) as RatingKey, to }];
  const tree = await readKeyTree(media, to, { timeZone });
  if (!tree.ok || tree.value === null) return [];
  const now = tree.value;
  const isMusic = MUSIC.has(mediaType);
  const pairs = (await playedUnderKey(db, mediaType, String(wanted.from))).flatMap((item) => {
    const key = partNow(now, item, isMusic);
    return item.ratingKey === null || key === null ? [] : [{ from: item.ratingKey, to: key }];
  });
  return [...new Map(pairs.map((pair) => [pair.from, pair])).values()];
}

async function changesFor(server: LiveServer, wanted: Wanted, context: CommandContext): Promise<Redescription[]> {
  const pairs = await pairsOf(server, wanted, context);
  const { timeZone } = context;
  const keys = pairs.map(({ to }) => to);
  const described = await describeItems(server.media, keys, { timeZone });
  const byKey = new Map(described.ok ? described.value.map(({ item }) => [item.ratingKey, item]) : []);
  return pairs.flatMap(({ from, to }) => {
    const item = byKey.get(to);
    return item === undefined ? [] : [{ from, item }];
  });
}

/**
 * Changes the plays; `isSingle`: whatever was changed before. In a batch, plays that a call before gave another item
 * stay with it, because keys of one item may have become those of another.
 */
async function update(wanted: Wanted, isSingle: boolean, context: CommandContext): Promise<number> {
  const server = await liveServerOf(context);
  const changes = server === null ? [] : await changesFor(server, wanted, context);
  if (server === null || changes.length === 0) return 0;
  const { db, services } = context;
  const before = services.movedPlays;
  const isLeft = (id: PlayId): boolean => !isSingle && (before?.has(id) ?? false);
  const options = { serverId: server.id, at: context.now(), isLeft };
  const moved = await inTransaction(db, (tx) => redescribePlays(tx, changes, options));
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
      const count = await update({ from, to, mediaType: media_type }, single_update, context);
      return succeeded(
        count > 0 ? 'Updated metadata in database.' : 'Unable to update metadata in database. No changes were made.',
      );
    },
  }),
];
