/** A live stream as clients know it: one flat object of texts (API notes 14). */
import type { LiveStream } from '#monitoring/activity-live.ts';
import type { JsonObject } from '../json.ts';
import { presentSession } from '../present-session.ts';
import { listedOf } from '../present-stored.ts';
import { asText } from '../present-values.ts';
import { NOBODY } from './users.ts';
import { avatarOf, plainName, sharedLibraries, userNumber, userRow } from './users-presented.ts';

/** Members that tell who watches. */
function personOf({ person }: LiveStream): JsonObject {
  if (userNumber(person.plexUserId) === NOBODY.user_id) return { ...NOBODY, user: NOBODY.username };
  const row = userRow(person);
  return {
    user: row.username,
    row_id: row.row_id,
    user_id: row.user_id,
    username: row.username,
    friendly_name: plainName(person),
    user_thumb: avatarOf(row),
    email: asText(person.email),
    is_active: row.is_active,
    is_admin: row.is_admin,
    is_home_user: row.is_home_user,
    is_allow_sync: row.is_allow_sync,
    is_restricted: row.is_restricted,
    do_notify: row.do_notify,
    keep_history: row.keep_history,
    deleted_user: row.deleted_user,
    allow_guest: row.allow_guest,
    shared_libraries: sharedLibraries(person),
    last_seen: null,
  };
}

/** Clients ask every few seconds, and a stream that did not change is told in the same words. */
const TOLD = new WeakMap<LiveStream, JsonObject>();

/** A session of `get_activity`. */
export function presentLive(live: LiveStream): JsonObject {
  const told = TOLD.get(live) ?? presentSession(listedOf(live), { person: personOf(live) });
  TOLD.set(live, told);
  return told;
}
