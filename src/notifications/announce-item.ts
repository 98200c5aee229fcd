/** Announcing an item as recently added by hand (notification notes 4.2). */
import type { EpochMs } from '#clock';
import type { RatingKey, ServerId } from '#contract/ids.ts';
import { type Db, inTransaction } from '#db/pool.ts';
import type { Answer, DescribedItem } from '#plex/facts.ts';
import type { MediaServer } from '#plex/media-server.ts';
import { albumsOf, childrenOf } from '#plex/parse-children.ts';
import { describeItems } from '#plex/read-described.ts';
import { announce } from './announce.ts';

/** Items that stand for others when they are announced by hand. */
const CONTAINERS: ReadonlySet<string> = new Set(['show', 'season', 'artist', 'album']);

interface Told {
  readonly item: DescribedItem;
  readonly children: readonly DescribedItem[];
}

interface Asked {
  readonly server: { readonly id: ServerId; readonly media: Pick<MediaServer, 'ask'> };
  readonly timeZone: string;
}

async function keysBelow({ server }: Asked, { item }: DescribedItem, key: RatingKey): Promise<RatingKey[]> {
  const { sectionId } = item;
  const isArtist = item.mediaType === 'artist' && sectionId !== null;
  const found = await server.media.ask(isArtist ? albumsOf(key, sectionId) : childrenOf(key));
  const rows = found.ok ? (found.value?.rows ?? []) : [];
  return rows.flatMap(({ ratingKey }) => (ratingKey ? [ratingKey as RatingKey] : []));
}

/** An item with all it contains, as the server describes them; null when it is not there. */
async function itemWithChildren(asked: Asked, key: RatingKey): Promise<Answer<Told | null>> {
  const { server, timeZone } = asked;
  const describe = (keys: readonly RatingKey[]) => describeItems(server.media, keys, { timeZone });
  const found = await describe([key]);
  if (!found.ok) return found;
  const [item] = found.value;
  if (item === undefined) return { ok: true, value: null };
  if (!CONTAINERS.has(item.item.mediaType)) return { ok: true, value: { item, children: [] } };
  const keys = await keysBelow(asked, item, key);
  if (keys.length === 0) return { ok: true, value: { item, children: [] } };
  const children = await describe(keys);
  return children.ok ? { ok: true, value: { item, children: children.value } } : children;
}

export interface AnnounceDeps extends Asked {
  readonly db: Db;
  readonly at: EpochMs;
}

/**
 * Queues an announcement for one agent, or for all that announce new items; their conditions are not looked at. Answers
 * the item, null when the server does not have it.
 */
export async function announceItem(
  { db, at, ...asked }: AnnounceDeps,
  key: RatingKey,
  notifierId: number | null,
): Promise<Answer<DescribedItem | null>> {
  const found = await itemWithChildren(asked, key);
  if (!found.ok || found.value === null) return found.ok ? { ok: true, value: null } : found;
  const { item, children } = found.value;
  const childKeys = children.flatMap((child) => child.item.ratingKey ?? []);
  const serverId = asked.server.id;
  await inTransaction(db, (tx) =>
    announce(tx, [
      {
        kind: 'created',
        trigger: 'on_created',
        at,
        serverId,
        item,
        children,
        childKeys,
        manual: { notifierId },
      },
    ]),
  );
  return { ok: true, value: item };
}
