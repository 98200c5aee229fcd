import type { ServerView, SessionView } from '#contract/activity.ts';

const PLEX_WEB = 'https://app.plex.tv/desktop/#!';
const ITEM_KEY = '%2Flibrary%2Fmetadata%2F';

/** Where Plex's own web app shows an item of a server; null when either is not known. A link to click, never fetched. */
export function plexPage(machineIdentifier: string | null | undefined, ratingKey: string | null): string | null {
  if (!machineIdentifier || !ratingKey) return null;
  return `${PLEX_WEB}/server/${machineIdentifier}/details?key=${ITEM_KEY}${encodeURIComponent(ratingKey)}`;
}

/** The same for what is live; a programme has no page there. */
export const plexLink = (item: SessionView['item'], server: ServerView | undefined): string | null =>
  item.isLive ? null : plexPage(server?.machineIdentifier, item.ratingKey);
