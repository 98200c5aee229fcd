import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { DECISIONS, SUBTITLE_DECISIONS } from '#contract/enums.ts';
import { bytes, createdAt, literals, pk } from './columns.ts';

/** The columns of one side of a stream; drizzle derives `source_video_codec` and the like from the given prefix. */
const side = <P extends 'source' | 'delivered'>(p: P) => ({
  container: text(`${p}_container`),
  bitrateKbps: integer(`${p}_bitrate_kbps`),
  videoCodec: text(`${p}_video_codec`),
  videoProfile: text(`${p}_video_profile`),
  videoBitrateKbps: integer(`${p}_video_bitrate_kbps`),
  videoBitDepth: integer(`${p}_video_bit_depth`),
  videoWidth: integer(`${p}_video_width`),
  videoHeight: integer(`${p}_video_height`),
  videoResolution: text(`${p}_video_resolution`),
  videoFullResolution: text(`${p}_video_full_resolution`),
  videoFrameRate: text(`${p}_video_frame_rate`),
  videoScanType: text(`${p}_video_scan_type`),
  videoDynamicRange: text(`${p}_video_dynamic_range`),
  aspectRatio: text(`${p}_aspect_ratio`),
  audioCodec: text(`${p}_audio_codec`),
  audioProfile: text(`${p}_audio_profile`),
  audioBitrateKbps: integer(`${p}_audio_bitrate_kbps`),
  audioChannels: integer(`${p}_audio_channels`),
  audioChannelLayout: text(`${p}_audio_channel_layout`),
  audioLanguage: text(`${p}_audio_language`),
  audioLanguageCode: text(`${p}_audio_language_code`),
  subtitleCodec: text(`${p}_subtitle_codec`),
  subtitleLanguage: text(`${p}_subtitle_language`),
  subtitleLanguageCode: text(`${p}_subtitle_language_code`),
  subtitleIsForced: boolean(`${p}_subtitle_is_forced`),
});

type Side = ReturnType<typeof side>;
type Prefixed<P extends string> = { [K in keyof Side & string as `${P}${Capitalize<K>}`]: Side[K] };

/** The same columns under property names with the prefix, e.g. `sourceVideoCodec`. */
const prefixed = <P extends 'source' | 'delivered'>(p: P): Prefixed<P> =>
  Object.fromEntries(
    Object.entries(side(p)).map(([key, column]) => [`${p}${key.charAt(0).toUpperCase()}${key.slice(1)}`, column]),
  ) as Prefixed<P>;

/** How something was streamed, once per distinct description (`hash` covers all columns). */
export const streamSnapshots = pgTable(
  'stream_snapshots',
  {
    id: integer().generatedByDefaultAsIdentity(),
    hash: bytes().notNull(),
    decision: text({ enum: DECISIONS }).notNull(),
    containerDecision: text('container_decision', { enum: DECISIONS }),
    videoDecision: text('video_decision', { enum: DECISIONS }),
    audioDecision: text('audio_decision', { enum: DECISIONS }),
    subtitleDecision: text('subtitle_decision', { enum: SUBTITLE_DECISIONS }),
    qualityProfile: text('quality_profile'),
    isSourceKnown: boolean('is_source_known').notNull(),
    ...prefixed('source'),
    ...prefixed('delivered'),
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
    optimizedVersionTitle: text('optimized_version_title'),
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
    createdAt: createdAt(),
  },
  (t) => [pk('players', t.id), unique('uq_players_hash').on(t.hash)],
);
