/** An item with its files, as `get_metadata` tells it. */
import type { DescribedItem } from '#plex/facts.ts';
import type { JsonObject } from './json.ts';
import { presentItem } from './present-item.ts';
import { presentMediaInfo } from './present-media.ts';

export interface MetadataContext {
  /** Whether versions, files and tracks are wanted. */
  readonly withMedia: boolean;
}

/** Null, an item that the server does not have, is an empty answer. */
export function presentMetadata(described: DescribedItem | null, { withMedia }: MetadataContext): JsonObject {
  if (described === null) return {};
  const item = presentItem(described.item);
  return withMedia ? { ...item, media_info: presentMediaInfo(described.media) } : item;
}
