import { Problem } from '#problem';

/** Without these columns there is no history to import (migration notes 1). */
const NEEDED = ['id', 'started', 'stopped', 'rating_key', 'user_id'];

/** Databases that are taken for Tautulli's, by tables only they have. */
const OTHERS: readonly (readonly [what: string, tables: readonly string[]])[] = [
  ['the library database of a Plex Media Server', ['metadata_items', 'media_items']],
  ['a database of PlexWatch', ['processed', 'grouped']],
  ['a database of Jellyfin or Emby', ['TypedBaseItems']],
  ['a database of Jellyfin', ['BaseItems']],
  ['a database of Overseerr or Jellyseerr', ['media_request']],
  ['a database of Sonarr', ['Series', 'Episodes']],
  ['a database of Radarr', ['Movies', 'QualityProfiles']],
];

const HINT = 'Choose tautulli.db from the data folder of Tautulli, or a backup zip';

/** Throws a Problem (`invalid`) that names what the database is instead, unless it has Tautulli's history. */
export function recognise(tables: ReadonlyMap<string, readonly string[]>): void {
  const columns = tables.get('session_history');
  if (columns === undefined) throw new Problem('invalid', notTautulli([...tables.keys()]), { hint: HINT });
  const missing = NEEDED.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw new Problem('invalid', `The table session_history lacks the columns ${missing.join(', ')}`, { hint: HINT });
  }
}

function notTautulli(tables: readonly string[]): string {
  const other = OTHERS.find(([, signature]) => signature.every((table) => tables.includes(table)));
  if (other !== undefined) return `This is ${other[0]}, not a database of Tautulli`;
  if (tables.length === 0) return 'This database has no tables, so it is not a database of Tautulli';
  const some = tables.slice(0, 8).join(', ');
  const more = tables.length > 8 ? ` and ${tables.length - 8} more` : '';
  return `This is not a database of Tautulli: it has no table session_history, but ${some}${more}`;
}
