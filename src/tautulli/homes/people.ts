import { type Homes, inTable, KEPT_ID, KEPT_WHILE_FREE, OUR_PERSON } from './home.ts';

const USERS: Homes = {
  ...inTable('users', {
    id: ['id', KEPT_WHILE_FREE],
    user_id: ['plex_user_id', '0 is the viewer without an account'],
    username: 'username',
    friendly_name: ['friendly_name', 'null where it only repeats the username'],
    thumb: 'thumb',
    custom_avatar_url: 'custom_thumb',
    title: 'title',
    email: 'email',
    is_active: 'is_active',
    is_admin: 'is_owner',
    is_home_user: ['is_home_user', 'null becomes false and stays in imported_values'],
    is_allow_sync: ['allows_sync', 'as is_home_user'],
    is_restricted: ['is_restricted', 'as is_home_user'],
    do_notify: 'notifies',
    keep_history: 'keep_history',
    deleted_user: 'is_deleted',
    allow_guest: 'allows_guest',
    user_token: ['token_sealed', 'sealed; downloads of the old program do not have it'],
  }),
  ...inTable('server_access', {
    server_token: ['token_sealed', 'sealed; downloads of the old program do not have it'],
    shared_libraries: ['section_ids', 'the text with semicolons becomes a list'],
    filter_all: 'filter_all',
    filter_movies: 'filter_movies',
    filter_tv: 'filter_tv',
    filter_music: 'filter_music',
    filter_photos: 'filter_photos',
  }),
};

const LIBRARIES: Homes = {
  server_id: { home: 'servers.machine_identifier', note: 'libraries.server_id is our number of that server' },
  ...inTable('libraries', {
    id: ['id', KEPT_WHILE_FREE],
    section_id: 'section_id',
    section_name: 'name',
    section_type: 'type',
    agent: 'agent',
    thumb: 'thumb',
    custom_thumb_url: 'custom_thumb',
    art: 'art',
    custom_art_url: 'custom_art',
    count: 'item_count',
    parent_count: 'parent_count',
    child_count: 'child_count',
    is_active: 'is_active',
    do_notify: 'notifies',
    do_notify_created: 'notifies_added',
    keep_history: 'keep_history',
    deleted_section: 'is_deleted',
  }),
};

const SIGN_INS: Homes = {
  ...inTable('sign_ins', {
    id: ['id', KEPT_ID],
    timestamp: ['at', 'seconds become a moment'],
    user_id: ['user_id', OUR_PERSON],
    user: 'user_name',
    user_group: 'role',
    ip_address: ['ip_address', 'what is no address stays in imported_values'],
    host: 'host',
    user_agent: 'user_agent',
    success: 'is_success',
    expiry: [
      'expires_at',
      'text becomes a moment; other text, and that of sessions that are over, stays in imported_values',
    ],
  }),
  jwt_token: { dropped: 'the secret of a sign-in that is over; everybody signs in anew' },
};

const DEVICES: Homes = inTable('devices', {
  id: ['id', KEPT_ID],
  device_id: 'device_id',
  device_token: ['token_sealed', 'sealed; devices.token_hash finds it, so that the app stays signed in'],
  device_name: 'name',
  platform: 'platform',
  version: 'version',
  friendly_name: 'friendly_name',
  onesignal_id: 'push_id',
  last_seen: ['last_seen_at', 'seconds become a moment'],
  official: 'official',
});

/** People, what is shared with them, and how they came in. */
export const PEOPLE_HOMES = {
  users: USERS,
  library_sections: LIBRARIES,
  user_login: SIGN_INS,
  mobile_devices: DEVICES,
} as const;
