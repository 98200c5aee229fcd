/** Items as the Plex server describes them now (API notes 15). */
import { readRecentlyAdded } from '#catalogue/live-recently-added.ts';
import { searchServer } from '#catalogue/search-server.ts';
import type { RatingKey } from '#contract/ids.ts';
import { RECENT_KINDS } from '#contract/live.ts';
import { albumsOf, type Children, childrenOf, inCollection, inPlaylist } from '#plex/parse-children.ts';
import type { Question } from '#plex/question.ts';
import { describeItems } from '#plex/read-described.ts';
import { readKeyTree } from '#plex/read-key-tree.ts';
import { type CommandContext, defineCommand, type ReadyCommand } from '../command.ts';
import type { Json } from '../json.ts';
import { lastSent } from '../params.ts';
import { presentKeyTree } from '../present-key-tree.ts';
import { presentMetadata } from '../present-metadata.ts';
import { presentChildren, presentRecent } from '../present-rows.ts';
import { failed, LOOK_IN_THE_LOG, type Reply } from '../reply.ts';
import { liveServerOf, told } from './live-plex.ts';

const keyOf = (key: number | null): RatingKey => String(key ?? '') as RatingKey;

async function metadata(key: number | null, context: CommandContext): Promise<Json> {
  const { timeZone } = context;
  const found = await told(context, ({ media }) => describeItems(media, [keyOf(key)], { timeZone }));
  return presentMetadata(found?.[0] ?? null, { withMedia: true });
}

/** Albums are listed by their artist's library, which only the artist's description names. */
async function childrenOfArtist(key: RatingKey, context: CommandContext): Promise<Json | Reply> {
  const { timeZone } = context;
  const found = await told(context, ({ media }) => describeItems(media, [key], { timeZone }));
  const sectionId = found?.[0]?.item.sectionId ?? null;
  if (sectionId === null) return failed(LOOK_IN_THE_LOG);
  return presentChildren(await told(context, ({ media }) => media.ask(albumsOf(key, sectionId))));
}

const CHILDREN: Readonly<Record<string, (key: RatingKey) => Question<Children | null>>> = {
  collection: inCollection,
  playlist: inPlaylist,
};

async function children(key: RatingKey, mediaType: string, context: CommandContext): Promise<Json | Reply> {
  if (mediaType === 'artist') return childrenOfArtist(key, context);
  const question = (Object.hasOwn(CHILDREN, mediaType) ? CHILDREN[mediaType] : undefined) ?? childrenOf;
  return presentChildren(await told(context, ({ media }) => media.ask(question(key))));
}

async function find(query: string, limit: number | null, context: CommandContext): Promise<Json> {
  const { timeZone } = context;
  const found = await told(context, ({ media }) => searchServer(media, { query, limit, timeZone }));
  if (found === null) return [];
  const lists = Object.entries(found).map(([type, items]) => [
    type,
    items.map((item) => presentMetadata(item, { withMedia: true })),
  ]);
  const count = Object.values(found).reduce((sum, items) => sum + items.length, 0);
  return { results_count: count, results_list: Object.fromEntries(lists) };
}

/** Commands about items. */
export const liveItemCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_metadata',
    summary: 'Everything known about an item',
    params: { rating_key: { kind: 'id' }, sync_id: { kind: 'text' } },
    // What was synced to devices has no description of its own any more: only keys of items find something.
    handle: ({ rating_key }, context) => (rating_key === undefined ? {} : metadata(rating_key, context)),
  }),
  defineCommand({
    name: 'get_children_metadata',
    summary: 'The seasons, episodes, albums or tracks below an item',
    params: { rating_key: { kind: 'id', required: true }, media_type: { kind: 'text', default: '' } },
    handle: ({ rating_key, media_type }, context) => children(keyOf(rating_key), media_type, context),
  }),
  defineCommand({
    name: 'search',
    summary: 'Looks for items by their title',
    params: { query: { kind: 'text', required: true }, limit: { kind: 'integer' } },
    handle: ({ query, limit }, context) => {
      const isSent = (lastSent(context.sent, 'limit') ?? '') !== '';
      return find(query, isSent ? (limit ?? null) : null, context);
    },
  }),
  defineCommand({
    name: 'get_recently_added',
    summary: 'What was added to the libraries last',
    params: {
      count: { kind: 'strictInteger', required: true },
      start: { kind: 'integer', default: 0 },
      media_type: { kind: 'text', default: '' },
      section_id: { kind: 'id' },
      type: { kind: 'text', default: '' },
    },
    async handle({ count, start, media_type, section_id, type }, context) {
      const wanted = type === '' ? media_type : type;
      const kind = RECENT_KINDS.find((one) => one === wanted) ?? null;
      const place = { kind, sectionId: section_id ?? null, start: Math.max(0, start), count: Math.max(0, count) };
      const rows = await told(context, ({ media }) => readRecentlyAdded(media, place));
      return { recently_added: (rows ?? []).map(presentRecent) };
    },
  }),
  defineCommand({
    name: 'get_new_rating_keys',
    summary: 'The rating keys an item has now',
    params: { rating_key: { kind: 'id', required: true }, media_type: { kind: 'text', required: true } },
    async handle({ rating_key, media_type }, context) {
      if (media_type === 'movie') return rating_key === null ? failed(LOOK_IN_THE_LOG) : { 0: { rating_key } };
      const server = await liveServerOf(context);
      if (server === null) return {};
      const { timeZone } = context;
      const tree = await readKeyTree(server.media, keyOf(rating_key), { timeZone });
      return presentKeyTree(tree.ok ? tree.value : null);
    },
  }),
];
