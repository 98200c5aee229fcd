import type { MediaType } from '#contract/enums.ts';

/** Which page of an item: by our number for what was played, by server and rating key for everything a server has. */
export type ItemAim = { readonly itemId: number } | { readonly serverId: number; readonly ratingKey: string };

/** As much of a play, a live stream or a card as its pages need. */
export interface Aimable {
  readonly id: number;
  readonly mediaType: MediaType;
  readonly isLive: boolean;
  readonly parentRatingKey: string | null;
  readonly grandparentRatingKey: string | null;
}

/** The page of what was played. */
export const itemAim = ({ id }: Pick<Aimable, 'id'>): ItemAim => ({ itemId: id });

/** The page of something by its key; null without one. */
export const keyAim = (serverId: number, ratingKey: string | null): ItemAim | null =>
  ratingKey === null ? null : { serverId, ratingKey };

/** The page of the show of an episode, or of the artist of a track; null where there is none. */
export const grandparentAim = ({ isLive, grandparentRatingKey }: Aimable, serverId: number): ItemAim | null =>
  isLive ? null : keyAim(serverId, grandparentRatingKey);

/** The page of what stands in the first line of an item's titles: the show of an episode, otherwise the item. */
export const titleAim = (item: Aimable, serverId: number): ItemAim =>
  (item.mediaType === 'episode' ? grandparentAim(item, serverId) : null) ?? itemAim(item);
