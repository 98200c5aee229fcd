import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { DECISIONS, SUBTITLE_DECISIONS } from '#contract/enums.ts';
import { bytes, createdAt, importedValues, literals, pk } from './columns.ts';

/** The file on the server. */
const SOURCE = {
  sourceContainer: text('source_container'),
  sourceBitrateKbps: integer('source_bitrate_kbps'),
  sourceVideoCodec: text('source_video_codec'),
  sourceVideoProfile: text('source_video_profile'),
  sourceVideoBitrateKbps: integer('source_video_bitrate_kbps'),
  sourceVideoBitDepth: integer('source_video_bit_depth'),
  sourceVideoWidth: integer('source_video_width'),
  sourceVideoHeight: integer('source_video_height'),
  sourceVideoResolution: text('source_video_resolution'),
  sourceVideoFullResolution: text('source_video_full_resolution'),
  sourceVideoFrameRate: text('source_video_frame_rate'),
  sourceVideoScanType: text('source_video_scan_type'),
  sourceVideoDynamicRange: text('source_video_dynamic_range'),
  sourceAspectRatio: text('source_aspect_ratio'),
  sourceAudioCodec: text('source_audio_codec'),
  sourceAudioProfile: text('source_audio_profile'),
  sourceAudioBitrateKbps: integer('source_audio_bitrate_kbps'),
  sourceAudioChannels: integer('source_audio_channels'),
  sourceAudioChannelLayout: text('source_audio_channel_layout'),
  sourceAudioLanguage: text('source_audio_language'),
  sourceAudioLanguageCode: text('source_audio_language_code'),
  sourceSubtitleCodec: text('source_subtitle_codec'),
  sourceSubtitleLanguage: text('source_subtitle_language'),
  sourceSubtitleLanguageCode: text('source_subtitle_language_code'),
  sourceSubtitleIsForced: boolean('source_subtitle_is_forced'),
};

/** What the client receives; the same columns. */
const DELIVERED = {
  deliveredContainer: text('delivered_container'),
  deliveredBitrateKbps: integer('delivered_bitrate_kbps'),
  deliveredVideoCodec: text('delivered_video_codec'),
  deliveredVideoProfile: text('delivered_video_profile'),
  deliveredVideoBitrateKbps: integer('delivered_video_bitrate_kbps'),
  deliveredVideoBitDepth: integer('delivered_video_bit_depth'),
  deliveredVideoWidth: integer('delivered_video_width'),
  deliveredVideoHeight: integer('delivered_video_height'),
  deliveredVideoResolution: text('delivered_video_resolution'),
  deliveredVideoFullResolution: text('delivered_video_full_resolution'),
  deliveredVideoFrameRate: text('delivered_video_frame_rate'),
  deliveredVideoScanType: text('delivered_video_scan_type'),
  deliveredVideoDynamicRange: text('delivered_video_dynamic_range'),
  deliveredAspectRatio: text('delivered_aspect_ratio'),
  deliveredAudioCodec: text('delivered_audio_codec'),
  deliveredAudioProfile: text('delivered_audio_profile'),
  deliveredAudioBitrateKbps: integer('delivered_audio_bitrate_kbps'),
  deliveredAudioChannels: integer('delivered_audio_channels'),
  deliveredAudioChannelLayout: text('delivered_audio_channel_layout'),
  deliveredAudioLanguage: text('delivered_audio_language'),
  deliveredAudioLanguageCode: text('delivered_audio_language_code'),
  deliveredSubtitleCodec: text('delivered_subtitle_codec'),
  deliveredSubtitleLanguage: text('delivered_subtitle_language'),
  deliveredSubtitleLanguageCode: text('delivered_subtitle_language_code'),
  deliveredSubtitleIsForced: boolean('delivered_subtitle_is_forced'),
};

/** How something was streamed, once per distinct description (`hash` covers all columns). */
export const streamSnapshots = pgTable(
  'stream_snapshots',
  {
    id: integer().generatedByDefaultAsIdentity(),
    hash: bytes().notNull(),
    /** Null when an import did not know. */
    decision: text({ enum: DECISIONS }),
    containerDecision: text('container_decision', { enum: DECISIONS }),
    videoDecision: text('video_decision', { enum: DECISIONS }),
    audioDecision: text('audio_decision', { enum: DECISIONS }),
    subtitleDecision: text('subtitle_decision', { enum: SUBTITLE_DECISIONS }),
    qualityProfile: text('quality_profile'),
    isSourceKnown: boolean('is_source_known').notNull(),
    ...SOURCE,
    ...DELIVERED,
    transcodeProtocol: text('transcode_protocol'),
    transcodeContainer: text('transcode_container'),
    transcodeVideoCodec: text('transcode_video_codec'),
    transcodeAudioCodec: text('transcode_audio_codec'),
    transcodeAudioChannels: integer('transcode_audio_channels'),
    transcodeWidth: integer('transcode_width'),
    transcodeHeight: integer('transcode_height'),
    isHwRequested: boolean('is_hw_requested').notNull(),
    isHwDecoding: boolean('is_hw_decoding').notNull(),
    isHwEncoding: boolean('is_hw_encoding').notNull(),
    isHwFullPipeline: boolean('is_hw_full_pipeline').notNull(),
    hwDecode: text('hw_decode'),
    hwDecodeTitle: text('hw_decode_title'),
    hwEncode: text('hw_encode'),
    hwEncodeTitle: text('hw_encode_title'),
    hasSubtitles: boolean('has_subtitles').notNull(),
    isOptimizedVersion: boolean('is_optimized_version').notNull(),
    optimizedVersionProfile: text('optimized_version_profile'),
    optimizedVersionTitle: text('optimized_version_title'),
    isSyncedVersion: boolean('is_synced_version').notNull().default(false),
    syncedVersionProfile: text('synced_version_profile'),
    deliveredSubtitleContainer: text('delivered_subtitle_container'),
    /** Made for an imported play that came without a description. */
    isPlaceholder: boolean('is_placeholder').notNull().default(false),
    importedValues: importedValues(),
    createdAt: createdAt(),
  },
  (t) => [
    pk('stream_snapshots', t.id),

    unique('uq_stream_snapshots_hash').on(t.hash),
    check('ck_stream_snapshots_decision', sql`${t.decision} in (${literals(DECISIONS)})`),
    check('ck_stream_snapshots_subtitle_decision', sql`${t.subtitleDecision} in (${literals(SUBTITLE_DECISIONS)})`),
  ],
);

/** A device and app, once per distinct description. */
export const players = pgTable(
  'players',
  {
    id: integer().generatedByDefaultAsIdentity(),
    hash: bytes().notNull(),
    machineId: text('machine_id'),
    title: text().notNull(),
    device: text(),
    platform: text(),
    platformVersion: text('platform_version'),
    product: text(),
    productVersion: text('product_version'),
    profile: text(),
    importedValues: importedValues(),
    createdAt: createdAt(),
  },
  (t) => [pk('players', t.id), unique('uq_players_hash').on(t.hash)],
);
