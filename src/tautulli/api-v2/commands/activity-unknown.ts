/**
 * Members of a session that clients expect and nobody has told us: written as the reference writes what a server did not
 * say. What is known of them replaces these.
 */
import type { JsonObject } from '../json.ts';

const blank = (names: readonly string[]): JsonObject => Object.fromEntries(names.map((name) => [name, '']));
const zero = (names: readonly string[]): JsonObject => Object.fromEntries(names.map((name) => [name, 0]));

/** Of what is played. */
export const UNKNOWN_OF_ITEM: JsonObject = {
  ...blank(['sort_title', 'slug', 'parent_slug', 'grandparent_slug', 'rating_image', 'audience_rating_image']),
  ...blank(['user_rating', 'parent_year', 'banner', 'last_viewed_at']),
  collections: [],
  markers: [],
  parent_guids: [],
  grandparent_guids: [],
};

/** Of the file and its tracks. */
export const UNKNOWN_OF_SOURCE: JsonObject = {
  ...blank(['id', 'type', 'file', 'file_size', 'bif_thumb']),
  ...zero(['begins_at', 'ends_at', 'indexes', 'selected']),
  ...blank(['video_chroma_subsampling', 'video_color_primaries', 'video_color_range', 'video_color_space']),
  ...blank(['video_color_trc', 'video_frame_rate', 'video_ref_frames', 'video_language', 'video_language_code']),
  ...blank(['audio_bitrate_mode', 'audio_sample_rate', 'subtitle_container', 'subtitle_format', 'subtitle_location']),
};

/** Of what the player receives. */
export const UNKNOWN_OF_STREAM: JsonObject = {
  ...blank(['stream_video_chroma_subsampling', 'stream_video_color_primaries', 'stream_video_color_range']),
  ...blank(['stream_video_color_space', 'stream_video_color_trc', 'stream_video_ref_frames']),
  ...blank(['stream_video_language', 'stream_video_language_code', 'stream_audio_bitrate_mode']),
  ...blank(['stream_audio_sample_rate', 'stream_subtitle_format', 'stream_subtitle_location']),
  stream_subtitle_transient: 0,
};

const DOVI_NAMES = ['bl_present', 'el_present', 'level', 'present', 'profile', 'rpu_present', 'version'] as const;

/**
 * The numbers of Dolby Vision of one side. Only whether it is there is known; without a video track the members are
 * left out, as the reference does.
 */
export const doviOf = (prefix: 'video' | 'stream_video', codec: string | null, range: string | null): JsonObject =>
  codec === null
    ? {}
    : {
        ...zero(DOVI_NAMES.map((name) => `${prefix}_dovi_${name}`)),
        [`${prefix}_dovi_present`]: range?.includes('Dolby Vision') === true ? 1 : 0,
      };
