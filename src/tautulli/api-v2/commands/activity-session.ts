/** A live stream as clients know it: one flat object of texts (API notes 14). */
import type { LiveStream } from '#monitoring/activity-live.ts';
import { renderRow } from '../../legacy-rows/column.ts';
import { ITEM_COLUMNS } from '../../legacy-rows/item-columns.ts';
import { PLAYER_COLUMNS } from '../../legacy-rows/play-columns.ts';
import type { JsonObject } from '../json.ts';
import { asText, streamOf } from './activity-stream.ts';
import { UNKNOWN_OF_ITEM } from './activity-unknown.ts';
import { halfToEven } from './history-row.ts';
import { flag01 } from './old-values.ts';
import { avatarOf, plainName, sharedLibraries, userRow } from './users-presented.ts';
import { platformIcon } from './watch-time-platforms.ts';

/** The library that live television is shown in (API notes 23). */
const LIVE_TV = { section_id: 999_999, library_name: 'Live TV' } as const;

const LISTS = ['directors', 'writers', 'actors', 'genres', 'labels'] as const;

/** Kept for the history only, or told elsewhere in another form. */
const NOT_SHOWN: ReadonlySet<string> = new Set([...LISTS, 'live', 'marker_credits_first', 'marker_credits_final']);
const SHOWN_COLUMNS = ITEM_COLUMNS.filter(({ column }) => !NOT_SHOWN.has(column));

const texts = (row: Readonly<Record<string, unknown>>): JsonObject =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asText(value)]));

/** Derived-fields notes 1, percent: 0 where either is nothing. */
const percent = (part: number, whole: number | null): number =>
  whole === null || whole === 0 ? 0 : halfToEven((part / whole) * 100);

/** What lies in no library has no number for a key. */
const isKeyless = (ratingKey: string | null): boolean => !/^\d+$/.test(ratingKey ?? '');

function itemOf({ item, session, externalIds }: LiveStream): JsonObject {
  const isClip = item.mediaType === 'clip';
  return {
    ...UNKNOWN_OF_ITEM,
    ...texts(renderRow(SHOWN_COLUMNS, { ...item, importedValues: null })),
    media_type: item.mediaType,
    ...(session.isLive && !isKeyless(item.ratingKey)
      ? LIVE_TV
      : { section_id: asText(item.sectionId), library_name: asText(item.libraryName) }),
    ...Object.fromEntries(LISTS.map((name) => [name, item[name]])),
    edition_title: asText(item.editionTitle),
    audience_rating: asText(item.audienceRating),
    parent_guid: asText(item.parentGuid),
    grandparent_guid: asText(item.grandparentGuid),
    guids: externalIds,
    live: flag01(session.isLive),
    // Clips have others than everything else.
    ...(isClip ? { extra_type: asText(item.extraType), sub_type: '' } : { children_count: 0, grandparent_year: '' }),
  };
}

function personOf({ person }: LiveStream): JsonObject {
  const row = userRow(person);
  return {
    user: row.username,
    row_id: row.row_id,
    user_id: row.user_id,
    username: row.username,
    friendly_name: plainName(person),
    user_thumb: avatarOf(row),
    email: asText(row.email),
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

function deviceOf({ player, session }: LiveStream): JsonObject {
  const row = texts(renderRow(PLAYER_COLUMNS, { ...player, importedValues: null }));
  return {
    ...row,
    device: asText(player.device),
    platform_name: platformIcon(asText(row.platform)),
    state: session.state,
    ip_address: asText(session.ipAddress),
    ip_address_public: '',
    // Servers call a player local when it plays on their network.
    local: flag01(session.location === 'lan'),
    location: session.location,
    relayed: flag01(session.isRelayed),
    secure: session.isSecure === null ? null : flag01(session.isSecure),
    session_id: asText(session.plexSessionId),
    bandwidth: asText(session.bandwidthKbps),
  };
}

/** Clients ask every few seconds, and a stream that did not change is told in the same words. */
const TOLD = new WeakMap<LiveStream, JsonObject>();

/** A session of `get_activity`. */
export function presentSession(live: LiveStream): JsonObject {
  const told = TOLD.get(live) ?? present(live);
  TOLD.set(live, told);
  return told;
}

function present(live: LiveStream): JsonObject {
  const { session, item } = live;
  const durationMs = session.durationMs ?? item.durationMs;
  return {
    session_key: session.sessionKey,
    view_offset: asText(session.viewOffsetMs),
    progress_percent: asText(percent(session.viewOffsetMs, durationMs)),
    channel_stream: flag01(isKeyless(item.ratingKey)),
    live_uuid: asText(session.liveUuid),
    ...itemOf(live),
    ...streamOf(live),
    ...personOf(live),
    ...deviceOf(live),
  };
}
