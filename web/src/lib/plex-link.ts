import type { ServerView, SessionView } from '#contract/activity.ts';

const PLEX_WEB = 'https://app.plex.tv/desktop/#!';
const ITEM_KEY = '%2Flibrary%2Fmetadata%2F';

/** Where Plex's own web app shows this item; null when the server or the item is not known there. A link to click, never fetched. */
export function plexLink(item: SessionView['item'], server: ServerView | undefined): string | null {
  if (!server?.machineIdentifier || !item.ratingKey || item.isLive) return null;
  return `${PLEX_WEB}/server/${server.machineIdentifier}/details?key=${ITEM_KEY}${encodeURIComponent(item.ratingKey)}`;
}
