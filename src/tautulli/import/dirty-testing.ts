/** A database in which everything is wrong that ever was. */
import { randomBytes } from 'node:crypto';
import type { OldRow } from './import-testing.ts';
import { LATEST, makeOld, type OldDatabase } from './old-releases-testing.ts';

/** When everything began, in epoch seconds. */
export const T = 1_600_000_000;
/** Bytes that are no UTF-8, as text. */
const BROKEN = `CAST(x'41ff42eda08043' AS TEXT)`;
export const LONG_TITLE = randomBytes(3_000).toString('hex');

interface Parts {
  readonly history?: OldRow;
  /** Null: there is none. */
  readonly metadata?: OldRow | null;
  readonly media?: OldRow | null;
}

/** One play of each kind of damage, by id. */
export const PLAYS: Readonly<Record<number, Parts>> = {
  1: {},
  2: {
    history: { reference_id: '', paused_counter: '', bandwidth: '', section_id: '', view_offset: '', secure: '' },
    metadata: { year: '', media_index: '', live: '', duration: '', added_at: '', rating: '', marker_credits_first: '' },
    media: { bitrate: '', video_bitrate: '', duration: '', audio_channels: '', stream_video_height: '', subtitles: '' },
  },
  3: {
    history: { started: `${T}`, paused_counter: ' 7 ', view_offset: '5.0', bandwidth: 1.0, user_id: ' 7.0 ' },
    metadata: { year: '1999.0', duration: ' 600000 ' },
    media: { bitrate: '8000.5', height: 'tall' },
  },
  4: {
    history: { secure: 'true', relayed: 'off' },
    metadata: { live: 'yes' },
    media: { subtitles: 'on', synced_version: 'maybe', transcode_hw_requested: 'TRUE' },
  },
  5: { history: { rating_key: 'plex://movie/abc' }, metadata: { rating_key: 'plex://movie/abc' } },
  6: {
    history: { bandwidth: 5_000_000_000, view_offset: 3_000_000_000, paused_counter: 9_000_000_000_000_000n },
    metadata: { duration: 5_000_000_000, year: 99_999_999_999n },
    media: { duration: 5_000_000_000, bitrate: 2n ** 62n },
  },
  7: { metadata: { title: 'A\0B', full_title: 'A\0B', guid: 'a' } },
  8: { metadata: { title: 'A\0C', full_title: 'A\0C', guid: 'b' }, history: { user: 'j\0o', player: 'T\0V' } },
  9: { metadata: null },
  10: { media: null },
  11: { metadata: null, media: null },
  12: { history: { user_id: 31_337, user: 'Somebody gone' } },
  13: { history: { user_id: null, user: 'nobody' } },
  14: { history: { user_id: 'abc' } },
  15: { history: { section_id: 77 } },
  16: { history: { started: T + 100, stopped: T } },
  17: { history: { started: null } },
  18: { history: { started: 0 } },
  19: { history: { stopped: null } },
  20: { history: { started: T, stopped: T + 60, paused_counter: 3_600 } },
  21: { history: { reference_id: 0 } },
  22: { history: { reference_id: null } },
  23: { history: { reference_id: 5_000 } },
  24: { history: { reference_id: 12 } },
  25: { history: { started: -5, stopped: -4 } },
  26: { history: { started: T * 1_000, stopped: (T + 60) * 1_000 } },
  27: { history: { started: 10 ** 16, stopped: 10 ** 16 } },
  28: { history: { started: 'yesterday', stopped: 'today', paused_counter: -5 } },
  29: { history: { platform: 'windows' } },
  30: { history: { platform: 'macos' } },
  31: { history: { ip_address: 'N/A' } },
  32: { history: { location: 'moon', media_type: 'hologram' }, metadata: { media_type: 'hologram' } },
  33: { metadata: { title: LONG_TITLE, full_title: LONG_TITLE, guid: '', originally_available_at: '2020-02-30' } },
  34: { metadata: { summary: 'back\\slash\ttab\r\nline \\N', actors: 'A;"B";{C};\\;', rating: `${'9'.repeat(300)}` } },
  35: {},
};

function addPlay(
  { add }: Pick<OldDatabase, 'add'>,
  id: number,
  { history = {}, metadata = {}, media = {} }: Parts,
): void {
  const keys = { rating_key: 10, parent_rating_key: '', grandparent_rating_key: '' };
  add('session_history', {
    ...{ id, reference_id: id, ...keys, started: T, stopped: T + 600, user_id: 7, user: 'jo', ip_address: '10.0.0.1' },
    ...{ paused_counter: 0, player: 'TV', platform: 'tvOS', machine_id: 'm', media_type: 'movie', section_id: 1 },
    ...{ view_offset: 60_000, location: 'lan', secure: 1, relayed: 0, bandwidth: 100, ...history },
  });
  if (metadata !== null)
    add('session_history_metadata', {
      ...{ id, ...keys, title: 'Film', full_title: 'Film', year: 1999, media_type: 'movie', duration: 600_000 },
      ...{ guid: 'plex://movie/10', live: 0, originally_available_at: '1999-01-02', ...metadata },
    });
  if (media !== null)
    add('session_history_media_info', { id, rating_key: 10, duration: 600_000, video_decision: 'copy', ...media });
}

function fillOthers({ add }: OldDatabase): void {
  add('users', { id: 1, user_id: 7, username: 'jo', friendly_name: 'jo', is_active: 'true', is_admin: '' });
  add('users', { id: 2, user_id: 7, username: 'jo again' });
  add('users', { id: 3, user_id: null, username: 'nobody' });
  add('users', { id: 4_000_000_000, user_id: 2n ** 60n, username: 'far away' });
  add('library_sections', { id: 1, server_id: 'abc', section_id: 1, section_name: 'Films', section_type: 'movie' });
  add('library_sections', { id: 2, server_id: '', section_id: 1, section_name: 'Films, without server' });
  add('library_sections', { id: 3, server_id: 'abc', section_id: 1, section_name: 'Films again' });
  add('library_sections', { id: 4, server_id: 'abc', section_id: '', section_name: 'None' });
  add('library_sections', {
    id: 5,
    server_id: null,
    section_id: 999_999,
    section_name: 'Live TV',
    section_type: 'odd',
  });
  add('library_sections', { id: 6, server_id: 'former', section_id: 9, section_name: 'Old', count: 'many' });
  add('session_history_metadata', { id: 900, title: 'orphan' });
  add('session_history_metadata', { id: 901, title: 'orphan' });
  add('session_history_media_info', { id: 900, rating_key: 1 });
}

function fillLogs({ add }: OldDatabase): void {
  const sent = { timestamp: T, user_id: 7, user: 'jo', agent_id: 1, agent_name: 'email', notify_action: 'on_play' };
  add('notify_log', { id: 1, ...sent, notifier_id: 1, success: '1' });
  add('notify_log', { id: 2, ...sent, notifier_id: 77, timestamp: T * 1_000 });
  add('notify_log', { id: 0 });
  add('notify_log', { id: 4, ...sent, timestamp: 'soon', agent_id: 10 ** 12, user_id: 31_338, user: 'Another gone' });
  add('notify_log', { id: 5_000_000_000, ...sent });
  add('user_login', { id: 1, timestamp: '', user_id: 'x', user: 'jo', ip_address: 'fe80::1%eth0', expiry: 'never' });
  for (const id of [-1, 5_000_000_000]) add('user_login', { id, timestamp: T, user_id: 7 });
  add('newsletters', { id: 1, cron: '0 8 * * 1,3', newsletter_config: '{bad', agent_id: 10 ** 11, email_config: '{}' });
  add('newsletters', { id: 2, cron: '0 8 * * 1', newsletter_config: '{"a": "x\\u0000y"}', active: 'on' });
  add('newsletter_log', {
    id: 1,
    newsletter_id: 1,
    uuid: 'u1',
    timestamp: T,
    start_date: '2020-02-31',
    start_time: T + 0.5,
  });
  add('newsletter_log', { id: 2, newsletter_id: 9, uuid: 'u1', timestamp: null, success: 1 });
}

function fillAgents({ add }: OldDatabase): void {
  const agents = ['XBMC', 'OSX Notify', 'androidapp', 'growl'];
  for (const [at, name] of agents.entries())
    add('notifiers', {
      id: at + 1,
      agent_id: at,
      agent_name: name,
      agent_label: name,
      notifier_config: '{}',
      on_play: 1,
    });
  add('notifiers', { id: 5, agent_name: 'email', notifier_config: '{bad', custom_conditions: '[bad', on_play: 'on' });
  add('mobile_devices', { id: 1, device_id: 'd1', device_token: 'secret-one', official: 10 ** 9 });
  add('mobile_devices', { id: 2, device_id: 'd1', device_token: 'secret-two' });
  add('mobile_devices', { id: 3, device_id: null, device_token: 'secret-three' });
}

function fillCatalogue({ add }: OldDatabase): void {
  add('recently_added', { id: 1, added_at: T, section_id: 42, rating_key: 5, media_info: '{bad' });
  add('recently_added', { id: 2, added_at: T * 1_000, section_id: 1, rating_key: '', media_info: '' });
  add('sessions_continued', { id: 1, user_id: 7, machine_id: 'm', media_type: 'movie', stopped: T });
  add('sessions_continued', { id: 2, user_id: 7, machine_id: 'm', media_type: 'movie', stopped: T + 5 });
  add('sessions_continued', { id: 3, user_id: null, machine_id: 'm', media_type: 'movie', stopped: T });
  add('exports', {
    id: 1,
    timestamp: '',
    section_id: 42,
    file_size: 6 * 10 ** 12,
    complete: 0,
    metadata_level: 10 ** 6,
  });
  add('exports', {
    id: 2,
    timestamp: T,
    file_format: 'csv',
    complete: 1,
    total_items: 10 ** 12,
    custom_fields: 'a,,b',
  });
  for (const service of ['tvmaze', 'themoviedb', 'musicbrainz']) {
    add(`${service}_lookup`, { id: 1, rating_key: 5, [`${service}_json`]: '{"a": 1}' });
    add(`${service}_lookup`, { id: 2, rating_key: 5, [`${service}_json`]: '{"a": 2}' });
    add(`${service}_lookup`, { id: 3, rating_key: '', [`${service}_json`]: 'bad' });
  }
  add('image_hash_lookup', { id: 1, img_hash: 'h1', img: '/library/metadata/5/thumb/1', width: 10 ** 12 });
  add('image_hash_lookup', { id: 2, img_hash: 'h1', img: '/library/metadata/5/thumb/2' });
  add('image_hash_lookup', { id: 3, img_hash: 'h2', img: 'https://img.example/1.png' });
  add('imgur_lookup', { id: 1, img_hash: 'h1', imgur_url: 'https://i.example/1', delete_hash: 'secret-hash' });
  add('imgur_lookup', { id: 2, img_hash: 'h1', imgur_url: 'https://i.example/2' });
  add('cloudinary_lookup', { id: 1, img_hash: null, cloudinary_url: 'https://c.example/1' });
  add('sessions', { id: 1, session_key: 1, rating_key: 10 });
}

/** A file of the latest release with every symptom that real files have (migration notes 3). */
export function makeDirty(path: string): string {
  using old = makeOld(path, LATEST, { isTyped: false });
  for (const [id, parts] of Object.entries(PLAYS)) addPlay(old, Number(id), parts);
  addPlay(old, 3_000_000_000, {});
  old.database.exec(`UPDATE session_history_metadata SET tagline = ${BROKEN} WHERE id = 35`);
  old.database.exec(`UPDATE sqlite_sequence SET seq = 9000000000000000 WHERE name = 'session_history'`);
  for (const fill of [fillOthers, fillLogs, fillAgents, fillCatalogue]) fill(old);
  return path;
}
