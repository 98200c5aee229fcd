import type { ServerView, SessionView } from '#contract/activity.ts';

const PLEX_WEB = 'https://app.plex.tv/desktop/#!';

/** Where Plex's own web app shows this item; null when the server or the item is not known there. A link to click, never fetched. */
export function plexLink(item: SessionView['item'], server: ServerView | undefined): string | null {
  if (!server?.machineIdentifier || !item.ratingKey || item.isLive) return null;
  const key = encodeURIComponent(`/library/metadata/${item.ratingKey}`);
  return `${PLEX_WEB}/server/${server.machineIdentifier}/details?key=${key}`;
}
