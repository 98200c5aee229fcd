/** Recorded session lists, from what the server said to what clients read. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { readLive } from '#monitoring/activity-live.ts';
import { recordedSessions } from '#plex/testing.ts';
import { presentActivity } from './activity.ts';
import { play, recordedList, watchedServer } from './activity-testing.ts';

/** Lists of items that their server describes in full. */
const DESCRIBED = [
  'sessions-clip-preroll',
  'sessions-clip-trailer',
  'sessions-empty',
  'sessions-episode-audio-transcode',
  'sessions-episode-direct-play',
  'sessions-episode-direct-stream',
  'sessions-many',
  'sessions-movie-direct-play',
  'sessions-movie-dlna',
  'sessions-movie-dolby-vision',
  'sessions-movie-hlg-second-media',
  'sessions-movie-interlaced-first-media',
  'sessions-movie-optimized',
  'sessions-movie-relay',
  'sessions-movie-sd-second-part',
  'sessions-movie-star-codecs',
  'sessions-movie-transcode-hardware',
  'sessions-movie-transcode-software',
  'sessions-movie-unknown-user',
  'sessions-no-size',
  'sessions-photo',
  'sessions-track-direct-play',
  'sessions-track-theme-filtered',
  'sessions-track-transcode',
];

/** Of these the recording has fewer members, or knows the item from elsewhere. */
const OTHERS = [
  'sessions-clip-trailer-no-key',
  'sessions-live-direct',
  'sessions-live-with-key',
  'sessions-live-without-key',
  'sessions-movie-missing-metadata',
];

/** What no fact of ours says; written like something the server did not say. */
const NOT_TOLD = new Set([
  ...['sort_title', 'slug', 'parent_slug', 'grandparent_slug', 'rating_image', 'audience_rating_image', 'user_rating'],
  ...['parent_year', 'grandparent_year', 'banner', 'last_viewed_at', 'sub_type', 'collections', 'markers'],
  ...['parent_guids', 'grandparent_guids', 'id', 'type', 'selected', 'file', 'file_size', 'indexes', 'bif_thumb'],
  ...['chroma_subsampling', 'color_primaries', 'color_range', 'color_space', 'color_trc', 'ref_frames', 'language']
    .concat('language_code', 'codec_level', 'dovi_bl_present', 'dovi_el_present', 'dovi_level', 'dovi_profile')
    .concat('dovi_rpu_present', 'dovi_version')
    .flatMap((name) => [`video_${name}`, `stream_video_${name}`]),
  ...['video_frame_rate', 'audio_bitrate_mode', 'audio_sample_rate', 'stream_audio_bitrate_mode'],
  ...['stream_audio_sample_rate', 'stream_audio_channel_layout_', 'subtitle_container', 'subtitle_format'],
  ...['subtitle_location', 'stream_subtitle_container', 'stream_subtitle_format', 'stream_subtitle_location'],
  ...['stream_subtitle_transient', 'transcode_min_offset_available', 'ip_address_public'],
]);

/** Seasons, shows and albums pass these on, which is the work of whoever reads the item. */
const INHERITED = new Set(['studio', 'actors', 'genres', 'labels', 'year']);

/** Who it is depends on the account service, which is not asked here. */
const PERSONAL = new Set([
  ...['user', 'row_id', 'user_id', 'username', 'friendly_name', 'user_thumb', 'email', 'is_active', 'is_admin'],
  ...['is_home_user', 'is_allow_sync', 'is_restricted', 'do_notify', 'shared_libraries'],
]);

const isCompared = (name: string): boolean =>
  !(NOT_TOLD.has(name) || INHERITED.has(name) || PERSONAL.has(name) || name === '_cache_time');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Row = Readonly<Record<string, unknown>>;

/** What clients read of a recorded list. */
async function told(name: string): Promise<Row[]> {
  await play(database, await watchedServer(database), recordedList(name));
  const { streams } = await readLive(database.db);
  return JSON.parse(JSON.stringify(presentActivity(streams).sessions));
}

const compared = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => isCompared(name))
      // A photo has no position; ours is the beginning.
      .map(([name, value]) => [name, name === 'view_offset' && row.media_type === 'photo' ? '0' : value]),
  );

test.each(DESCRIBED)('%s', async (name) => {
  const ours = await told(name);
  const recorded = recordedSessions(name);
  expect(ours.map(compared)).toEqual(recorded.map(compared));
  for (const [index, row] of recorded.entries()) {
    const names = Object.keys(row).filter((member) => member !== '_cache_time');
    expect(Object.keys(ours[index]!).sort()).toEqual(names.sort());
  }
});

test.each(OTHERS)('%s: every member is there', async (name) => {
  const [any] = (await told('sessions-movie-direct-play')).map(Object.keys);
  const optional = ['children_count', 'grandparent_year'];
  for (const row of await told(name))
    expect(any!.filter((member) => !(member in row) && !optional.includes(member) && !/dovi/.test(member))).toEqual([]);
});
