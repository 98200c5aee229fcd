import { type Homes, inTable, OUR_PERSON } from './home.ts';

const SAME = 'says the same; where it differs it stays in imported_values';

/** The file, and what several columns say of it. */
const SOURCE = inTable('stream_snapshots', {
  container: 'source_container',
  bitrate: 'source_bitrate_kbps',
  width: ['source_video_width', `video_width ${SAME}`],
  height: ['source_video_height', `video_height ${SAME}`],
  video_bitrate: 'source_video_bitrate_kbps',
  video_bit_depth: 'source_video_bit_depth',
  video_codec: 'source_video_codec',
  video_codec_level: 'source_video_codec_level',
  video_width: 'source_video_width',
  video_height: 'source_video_height',
  video_resolution: 'source_video_resolution',
  video_framerate: 'source_video_frame_rate',
  video_scan_type: 'source_video_scan_type',
  video_full_resolution: 'source_video_full_resolution',
  video_dynamic_range: 'source_video_dynamic_range',
  aspect_ratio: 'source_aspect_ratio',
  audio_bitrate: 'source_audio_bitrate_kbps',
  audio_codec: 'source_audio_codec',
  audio_channels: 'source_audio_channels',
  audio_language: 'source_audio_language',
  audio_language_code: 'source_audio_language_code',
  subtitles: 'has_subtitles',
  subtitle_codec: 'source_subtitle_codec',
  subtitle_forced: 'source_subtitle_is_forced',
  subtitle_language: 'source_subtitle_language',
});

const TRANSCODE = inTable('stream_snapshots', {
  video_decision: ['video_decision', `stream_video_decision ${SAME}`],
  audio_decision: ['audio_decision', `stream_audio_decision ${SAME}`],
  transcode_decision: ['decision', 'releases before v1.3.10 have none; it follows from the video and the audio'],
  transcode_protocol: 'transcode_protocol',
  transcode_container: 'transcode_container',
  transcode_video_codec: 'transcode_video_codec',
  transcode_audio_codec: 'transcode_audio_codec',
  transcode_audio_channels: 'transcode_audio_channels',
  transcode_width: 'transcode_width',
  transcode_height: 'transcode_height',
  transcode_hw_requested: 'is_hw_requested',
  transcode_hw_full_pipeline: 'is_hw_full_pipeline',
  transcode_hw_decode: 'hw_decode',
  transcode_hw_decode_title: 'hw_decode_title',
  transcode_hw_decoding: 'is_hw_decoding',
  transcode_hw_encode: 'hw_encode',
  transcode_hw_encode_title: 'hw_encode_title',
  transcode_hw_encoding: 'is_hw_encoding',
  synced_version: 'is_synced_version',
  synced_version_profile: 'synced_version_profile',
  optimized_version: 'is_optimized_version',
  optimized_version_profile: 'optimized_version_profile',
  optimized_version_title: 'optimized_version_title',
});

/** What the player got. */
const DELIVERED = inTable('stream_snapshots', {
  stream_container: 'delivered_container',
  stream_container_decision: 'container_decision',
  stream_bitrate: 'delivered_bitrate_kbps',
  stream_video_decision: 'video_decision',
  stream_video_bitrate: 'delivered_video_bitrate_kbps',
  stream_video_codec: 'delivered_video_codec',
  stream_video_codec_level: 'delivered_video_codec_level',
  stream_video_bit_depth: 'delivered_video_bit_depth',
  stream_video_height: 'delivered_video_height',
  stream_video_width: 'delivered_video_width',
  stream_video_resolution: 'delivered_video_resolution',
  stream_video_framerate: 'delivered_video_frame_rate',
  stream_video_scan_type: 'delivered_video_scan_type',
  stream_video_full_resolution: 'delivered_video_full_resolution',
  stream_video_dynamic_range: 'delivered_video_dynamic_range',
  stream_audio_decision: 'audio_decision',
  stream_audio_codec: 'delivered_audio_codec',
  stream_audio_bitrate: 'delivered_audio_bitrate_kbps',
  stream_audio_channels: 'delivered_audio_channels',
  stream_audio_language: 'delivered_audio_language',
  stream_audio_language_code: 'delivered_audio_language_code',
  stream_subtitle_decision: 'subtitle_decision',
  stream_subtitle_codec: 'delivered_subtitle_codec',
  stream_subtitle_container: 'delivered_subtitle_container',
  stream_subtitle_forced: 'delivered_subtitle_is_forced',
  stream_subtitle_language: 'delivered_subtitle_language',
});

/** How a play was delivered, and where people stopped. */
export const STREAM_HOMES = {
  session_history_media_info: {
    id: { derived: 'the number of the play; plays.stream_snapshot_id points at the description' },
    rating_key: {
      derived: 'the key of the play in item_snapshots.rating_key; another one here stays in plays.imported_values',
    },
    duration: { home: 'plays.duration_ms', note: 'the length of the item when it was played' },
    ...SOURCE,
    ...TRANSCODE,
    ...DELIVERED,
  },
  sessions_continued: {
    id: { dropped: 'nothing refers to it; person, device and kind of media name the row' },
    ...inTable('continued_streams', {
      user_id: ['user_id', OUR_PERSON],
      machine_id: 'machine_id',
      media_type: 'media_type',
      stopped: ['stopped_at', 'seconds become a moment'],
    }),
  },
} as const satisfies Readonly<Record<string, Homes>>;
