/** What a player receives and what the transcoder does for it, in the words of the reference (derived-fields notes 4 to 10). */
import { previewPath } from '#plex/derive-pictures.ts';
import type { AudioTrack, ListedSession, MediaSide, SubtitleTrack, TranscoderFacts, VideoTrack } from '#plex/facts.ts';
import { isHardwareDecoder, isHardwareEncoder } from '#plex/tables/hardware.ts';
import { fullResolution, hasFullResolution } from '#plex/tables/resolutions.ts';
import { halfToEven, oneDecimal, percent } from '#plex/tables/rounding.ts';
import type { JsonObject } from './json.ts';
import { presentDolbyVision } from './present-media.ts';
import { asText, asTexts, flag01 } from './present-values.ts';

/** Without a transcoder everything plays as it is. */
const NO_TRANSCODER: JsonObject = {
  ...Object.fromEntries(
    [
      ...['key', 'speed', 'audio_channels', 'audio_codec', 'video_codec', 'width', 'height', 'container', 'protocol'],
      ...['hw_decode', 'hw_decode_title', 'hw_encode', 'hw_encode_title'],
    ].map((name) => [`transcode_${name}`, '']),
  ),
  ...Object.fromEntries(
    [
      ...['throttled', 'progress', 'min_offset_available', 'max_offset_available', 'hw_requested'],
      ...['hw_full_pipeline', 'hw_decoding', 'hw_encoding'],
    ].map((name) => [`transcode_${name}`, 0]),
  ),
  audio_decision: 'direct play',
  video_decision: 'direct play',
  subtitle_decision: '',
  throttled: '0',
};

/** `*` is a server's word for "as the source". */
const named = (codec: string | null, source: string | null): string | null => (codec === '*' ? source : codec);

/** The transcoder's own words; the codecs of `source` stand for `*`. */
export function presentTranscoder(transcoder: TranscoderFacts | null, source: MediaSide): JsonObject {
  if (transcoder === null) return NO_TRANSCODER;
  return {
    ...asTexts({
      transcode_key: transcoder.key,
      transcode_audio_channels: transcoder.audioChannels,
      transcode_audio_codec: named(transcoder.audioCodec, source.audioCodec),
      transcode_video_codec: named(transcoder.videoCodec, source.videoCodec),
      transcode_width: transcoder.width,
      transcode_height: transcoder.height,
      transcode_container: transcoder.container,
      transcode_protocol: transcoder.protocol,
      transcode_hw_decode: transcoder.hwDecode,
      transcode_hw_decode_title: transcoder.hwDecodeTitle,
      transcode_hw_encode: transcoder.hwEncode,
      transcode_hw_encode_title: transcoder.hwEncodeTitle,
      audio_decision: transcoder.audioDecision,
      video_decision: transcoder.videoDecision,
      subtitle_decision: transcoder.subtitleDecision,
    }),
    transcode_throttled: flag01(transcoder.isThrottled),
    transcode_progress: halfToEven(transcoder.progress ?? 0),
    transcode_speed: transcoder.speed === null ? '0' : oneDecimal(transcoder.speed),
    transcode_min_offset_available: halfToEven(transcoder.minOffsetSeconds ?? 0),
    transcode_max_offset_available: halfToEven(transcoder.maxOffsetSeconds ?? 0),
    transcode_hw_requested: flag01(transcoder.isHwRequested),
    transcode_hw_full_pipeline: flag01(transcoder.isHwFullPipeline),
    transcode_hw_decoding: flag01(isHardwareDecoder(transcoder.hwDecode)),
    transcode_hw_encoding: flag01(isHardwareEncoder(transcoder.hwEncode)),
    throttled: transcoder.isThrottled ? '1' : '0',
  };
}

/** Position, length and preview picture (derived-fields notes 4). */
export function presentProgress({ viewOffsetMs, hasPosition, item, played }: ListedSession): JsonObject {
  const durationMs = played.version?.durationMs ?? item.durationMs;
  const hasPreviews = played.part?.hasPreviews === true;
  const offset = hasPosition ? String(viewOffsetMs) : '';
  return {
    view_offset: offset,
    progress_percent: String(percent(viewOffsetMs, durationMs ?? 0)),
    stream_duration: asText(durationMs),
    indexes: flag01(hasPreviews),
    bif_thumb: hasPreviews ? previewPath(asText(played.part?.id), offset) : '',
  };
}

/** The version as the player receives it. */
export function presentStream({ item, played, stream }: ListedSession): JsonObject {
  const { version, video } = played;
  const { delivered } = stream;
  return {
    ...asTexts({
      stream_container: delivered.container,
      stream_bitrate: version?.bitrateKbps,
      stream_aspect_ratio: version?.aspectRatio,
      stream_video_framerate: version?.videoFrameRate,
      stream_video_resolution: delivered.videoResolution,
      stream_container_decision: stream.containerDecision,
      optimized_version_title: version?.title,
      live_uuid: version?.uuid,
      container_decision: stream.containerDecision,
    }),
    // `undefined` leaves the member out.
    stream_video_full_resolution: hasFullResolution(item.mediaType)
      ? fullResolution(delivered.videoResolution, video?.scanType ?? null)
      : undefined,
    optimized_version: flag01(version?.isOptimized === true),
    synced_version: 0,
    live: flag01(item.isLive),
    subtitles: flag01(stream.hasSubtitles),
    transcode_decision: stream.decision,
  };
}

/** Null: the session has no such track; Dolby Vision is left out then. */
export const presentStreamVideo = (
  track: VideoTrack | null,
  { delivered, videoDecision }: ListedSession['stream'],
) => ({
  ...asTexts({
    stream_video_bitrate: track?.bitrateKbps,
    stream_video_bit_depth: track?.bitDepth,
    stream_video_chroma_subsampling: track?.chromaSubsampling,
    stream_video_codec: delivered.videoCodec,
    stream_video_codec_level: track?.codecLevel,
    stream_video_color_primaries: track?.colorPrimaries,
    stream_video_color_range: track?.colorRange,
    stream_video_color_space: track?.colorSpace,
    stream_video_color_trc: track?.colorTrc,
    stream_video_dynamic_range: track?.dynamicRange,
    stream_video_height: track?.height,
    stream_video_width: track?.width,
    stream_video_ref_frames: track?.refFrames,
    stream_video_language: track?.language,
    stream_video_language_code: track?.languageCode,
    stream_video_scan_type: track?.scanType,
    stream_video_decision: videoDecision,
  }),
  ...(track === null ? {} : presentDolbyVision('stream_video', track.dolbyVision)),
});

export const presentStreamAudio = (track: AudioTrack | null, { delivered, audioDecision }: ListedSession['stream']) =>
  asTexts({
    stream_audio_bitrate: track?.bitrateKbps,
    stream_audio_bitrate_mode: track?.bitrateMode,
    stream_audio_channels: delivered.audioChannels,
    stream_audio_channel_layout: delivered.audioChannelLayout,
    stream_audio_codec: delivered.audioCodec,
    stream_audio_sample_rate: track?.samplingRateHz,
    stream_audio_channel_layout_: track?.channelLayout,
    stream_audio_language: track?.language,
    stream_audio_language_code: track?.languageCode,
    stream_audio_profile: track?.profile,
    stream_audio_decision: audioDecision,
  });

export const presentStreamSubtitle = (track: SubtitleTrack | null, stream: ListedSession['stream']) => ({
  ...asTexts({
    stream_subtitle_codec: track?.codec,
    stream_subtitle_container: track?.container,
    stream_subtitle_format: track?.format,
    stream_subtitle_location: track?.location,
    stream_subtitle_language: track?.language,
    stream_subtitle_language_code: track?.languageCode,
    stream_subtitle_decision: stream.subtitleDecision,
  }),
  stream_subtitle_forced: flag01(track?.isForced === true),
  stream_subtitle_transient: flag01(track?.isTransient === true),
});
