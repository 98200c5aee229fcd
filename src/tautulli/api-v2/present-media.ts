/** Versions of an item, their files and tracks, in the words of the reference (Plex protocol notes 3.3). */
import type {
  AudioTrack,
  DolbyVision,
  MediaPart,
  MediaTrack,
  MediaVersion,
  PartFacts,
  SubtitleTrack,
  VersionFacts,
  VideoTrack,
} from '#plex/facts.ts';
import { channelLabel } from '#plex/tables/audio-layouts.ts';
import { bareResolution, fullResolution } from '#plex/tables/resolutions.ts';
import type { JsonObject } from './json.ts';
import { asText, asTexts, flag01 } from './present-values.ts';

/** What only the version says. */
export function presentVersion(version: VersionFacts): JsonObject {
  const { channel } = version;
  return {
    ...asTexts({
      id: version.id,
      container: version.container,
      bitrate: version.bitrateKbps,
      height: version.height,
      width: version.width,
      aspect_ratio: version.aspectRatio,
      video_codec: version.videoCodec,
      video_resolution: bareResolution(version.videoResolution),
      video_full_resolution: fullResolution(bareResolution(version.videoResolution), version.videoScanType),
      video_framerate: version.videoFrameRate,
      video_profile: version.videoProfile,
      audio_codec: version.audioCodec,
      audio_channels: version.audioChannels,
      audio_channel_layout: channelLabel(version.audioChannels),
      audio_profile: version.audioProfile,
      channel_call_sign: channel.callSign,
      channel_id: channel.id,
      channel_identifier: channel.identifier,
      channel_title: channel.title,
      channel_thumb: channel.thumb,
      channel_vcn: channel.vcn,
      protocol: version.protocol,
    }),
    optimized_version: flag01(version.isOptimized),
    begins_at: version.beginsAt ?? 0,
    ends_at: version.endsAt ?? 0,
  };
}

export const presentPart = (part: PartFacts): JsonObject => ({
  ...asTexts({ id: part.id, file: part.file, file_size: part.sizeBytes }),
  indexes: flag01(part.hasPreviews),
  selected: flag01(part.isSelected),
});

/** The numbers of Dolby Vision; what nobody said is 0. */
export const presentDolbyVision = (prefix: 'video' | 'stream_video', dolby: DolbyVision): JsonObject => ({
  [`${prefix}_dovi_bl_present`]: flag01(dolby.isBaseLayerPresent),
  [`${prefix}_dovi_el_present`]: flag01(dolby.isEnhancementLayerPresent),
  [`${prefix}_dovi_level`]: dolby.level ?? 0,
  [`${prefix}_dovi_present`]: flag01(dolby.isPresent),
  [`${prefix}_dovi_profile`]: dolby.profile ?? 0,
  [`${prefix}_dovi_rpu_present`]: flag01(dolby.isRpuPresent),
  [`${prefix}_dovi_version`]: dolby.version ?? 0,
});

/** Of no track everything is an empty text, but nobody says whether it is selected. */
const trackMembers = (track: MediaTrack | null, type: string): JsonObject =>
  track === null ? { id: '', type: '' } : { id: asText(track.id), type, selected: flag01(track.isSelected === true) };

/** Null: no such track, which is told in empty texts; Dolby Vision is left out then. */
export const presentVideoTrack = (track: VideoTrack | null): JsonObject => ({
  ...trackMembers(track, '1'),
  ...asTexts({
    video_codec: track?.codec,
    video_codec_level: track?.codecLevel,
    video_bitrate: track?.bitrateKbps,
    video_bit_depth: track?.bitDepth,
    video_chroma_subsampling: track?.chromaSubsampling,
    video_color_primaries: track?.colorPrimaries,
    video_color_range: track?.colorRange,
    video_color_space: track?.colorSpace,
    video_color_trc: track?.colorTrc,
    video_dynamic_range: track?.dynamicRange,
    video_frame_rate: track?.frameRate,
    video_ref_frames: track?.refFrames,
    video_height: track?.height,
    video_width: track?.width,
    video_language: track?.language,
    video_language_code: track?.languageCode,
    video_profile: track?.profile,
    video_scan_type: track?.scanType,
  }),
  ...(track === null ? {} : presentDolbyVision('video', track.dolbyVision)),
});

export const presentAudioTrack = (track: AudioTrack | null): JsonObject => ({
  ...trackMembers(track, '2'),
  ...asTexts({
    audio_codec: track?.codec,
    audio_bitrate: track?.bitrateKbps,
    audio_bitrate_mode: track?.bitrateMode,
    audio_channels: track?.channels,
    audio_channel_layout: track?.channelLayout,
    audio_sample_rate: track?.samplingRateHz,
    audio_language: track?.language,
    audio_language_code: track?.languageCode,
    audio_profile: track?.profile,
  }),
});

const subtitleLocation = (track: SubtitleTrack): string => (track.isExternal ? 'external' : 'embedded');

export const presentSubtitleTrack = (track: SubtitleTrack | null): JsonObject => ({
  ...trackMembers(track, '3'),
  ...asTexts({
    subtitle_codec: track?.codec,
    subtitle_container: track?.container,
    subtitle_format: track?.format,
    subtitle_location: track === null ? '' : subtitleLocation(track),
    subtitle_language: track?.language,
    subtitle_language_code: track?.languageCode,
  }),
  subtitle_forced: flag01(track?.isForced === true),
});

function presentTrack(track: MediaTrack): JsonObject {
  switch (track.kind) {
    case 'video':
      return presentVideoTrack(track);
    case 'audio':
      return presentAudioTrack(track);
    case 'subtitle':
      return presentSubtitleTrack(track);
  }
}

const partWithTracks = (part: MediaPart): JsonObject => ({
  ...presentPart(part),
  streams: part.tracks.map(presentTrack),
});

/** `media_info`: all versions with their parts and tracks. */
export const presentMediaInfo = (media: readonly MediaVersion[]): readonly JsonObject[] =>
  media.map((version) => ({
    ...presentVersion(version),
    parts: version.parts.map(partWithTracks),
  }));
