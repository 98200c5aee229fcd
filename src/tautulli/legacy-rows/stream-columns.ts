import type { StreamSnapshotRow } from '#catalogue/views.ts';
import { DECISIONS, SUBTITLE_DECISIONS } from '#contract/enums.ts';
import type { Kind, LegacyColumn } from './column.ts';

export type StreamColumn = LegacyColumn<keyof StreamSnapshotRow & string>;

const stream = (
  column: string,
  ours: StreamColumn['ours'],
  kind: Kind = 'text',
  oneOf?: readonly string[],
): StreamColumn => ({ column, ours, kind, blank: '', ...(oneOf === undefined ? {} : { oneOf }) });

/**
 * `session_history_media_info` <-> `stream_snapshots` (without id, rating_key and duration, which belong to the play).
 * Where two old columns say the same, the later one in this list wins; see `SAME_AS`.
 */
export const STREAM_COLUMNS: readonly StreamColumn[] = [
  stream('transcode_decision', 'decision', 'text', DECISIONS),
  stream('container', 'sourceContainer'),
  stream('bitrate', 'sourceBitrateKbps', 'integer'),
  stream('video_bitrate', 'sourceVideoBitrateKbps', 'integer'),
  stream('video_bit_depth', 'sourceVideoBitDepth', 'integer'),
  stream('video_codec', 'sourceVideoCodec'),
  stream('video_codec_level', 'sourceVideoCodecLevel'),
  stream('video_width', 'sourceVideoWidth', 'integer'),
  stream('video_height', 'sourceVideoHeight', 'integer'),
  stream('video_resolution', 'sourceVideoResolution'),
  stream('video_framerate', 'sourceVideoFrameRate'),
  stream('video_scan_type', 'sourceVideoScanType'),
  stream('video_full_resolution', 'sourceVideoFullResolution'),
  stream('video_dynamic_range', 'sourceVideoDynamicRange'),
  stream('aspect_ratio', 'sourceAspectRatio'),
  stream('audio_bitrate', 'sourceAudioBitrateKbps', 'integer'),
  stream('audio_codec', 'sourceAudioCodec'),
  stream('audio_channels', 'sourceAudioChannels', 'integer'),
  stream('audio_language', 'sourceAudioLanguage'),
  stream('audio_language_code', 'sourceAudioLanguageCode'),
  stream('subtitles', 'hasSubtitles', 'flag'),
  stream('subtitle_codec', 'sourceSubtitleCodec'),
  stream('subtitle_forced', 'sourceSubtitleIsForced', 'flag?'),
  stream('subtitle_language', 'sourceSubtitleLanguage'),
  stream('transcode_protocol', 'transcodeProtocol'),
  stream('transcode_container', 'transcodeContainer'),
  stream('transcode_video_codec', 'transcodeVideoCodec'),
  stream('transcode_audio_codec', 'transcodeAudioCodec'),
  stream('transcode_audio_channels', 'transcodeAudioChannels', 'integer'),
  stream('transcode_width', 'transcodeWidth', 'integer'),
  stream('transcode_height', 'transcodeHeight', 'integer'),
  stream('transcode_hw_requested', 'isHwRequested', 'flag'),
  stream('transcode_hw_full_pipeline', 'isHwFullPipeline', 'flag'),
  stream('transcode_hw_decode', 'hwDecode'),
  stream('transcode_hw_decode_title', 'hwDecodeTitle'),
  stream('transcode_hw_decoding', 'isHwDecoding', 'flag'),
  stream('transcode_hw_encode', 'hwEncode'),
  stream('transcode_hw_encode_title', 'hwEncodeTitle'),
  stream('transcode_hw_encoding', 'isHwEncoding', 'flag'),
  stream('stream_container', 'deliveredContainer'),
  stream('stream_container_decision', 'containerDecision', 'text', DECISIONS),
  stream('stream_bitrate', 'deliveredBitrateKbps', 'integer'),
  stream('stream_video_decision', 'videoDecision', 'text', DECISIONS),
  stream('stream_video_bitrate', 'deliveredVideoBitrateKbps', 'integer'),
  stream('stream_video_codec', 'deliveredVideoCodec'),
  stream('stream_video_codec_level', 'deliveredVideoCodecLevel'),
  stream('stream_video_bit_depth', 'deliveredVideoBitDepth', 'integer'),
  stream('stream_video_height', 'deliveredVideoHeight', 'integer'),
  stream('stream_video_width', 'deliveredVideoWidth', 'integer'),
  stream('stream_video_resolution', 'deliveredVideoResolution'),
  stream('stream_video_framerate', 'deliveredVideoFrameRate'),
  stream('stream_video_scan_type', 'deliveredVideoScanType'),
  stream('stream_video_full_resolution', 'deliveredVideoFullResolution'),
  stream('stream_video_dynamic_range', 'deliveredVideoDynamicRange'),
  stream('stream_audio_decision', 'audioDecision', 'text', DECISIONS),
  stream('stream_audio_codec', 'deliveredAudioCodec'),
  stream('stream_audio_bitrate', 'deliveredAudioBitrateKbps', 'integer'),
  stream('stream_audio_channels', 'deliveredAudioChannels', 'integer'),
  stream('stream_audio_language', 'deliveredAudioLanguage'),
  stream('stream_audio_language_code', 'deliveredAudioLanguageCode'),
  stream('stream_subtitle_decision', 'subtitleDecision', 'text', SUBTITLE_DECISIONS),
  stream('stream_subtitle_codec', 'deliveredSubtitleCodec'),
  stream('stream_subtitle_container', 'deliveredSubtitleContainer'),
  stream('stream_subtitle_forced', 'deliveredSubtitleIsForced', 'flag?'),
  stream('stream_subtitle_language', 'deliveredSubtitleLanguage'),
  stream('synced_version', 'isSyncedVersion', 'flag'),
  stream('synced_version_profile', 'syncedVersionProfile'),
  stream('optimized_version', 'isOptimizedVersion', 'flag'),
  stream('optimized_version_profile', 'optimizedVersionProfile'),
  stream('optimized_version_title', 'optimizedVersionTitle'),
];

/**
 * Old columns that say again what another one says. They are rendered from that one, and kept beside where they differ;
 * where the other one is missing (rows of very old releases) they stand in for it.
 */
export const SAME_AS: Readonly<Record<string, string>> = {
  video_decision: 'stream_video_decision',
  audio_decision: 'stream_audio_decision',
  width: 'video_width',
  height: 'video_height',
};
