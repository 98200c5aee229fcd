/** One side of a stream from what is known of its version and tracks. */
import type { MediaSide, PlayedMedia, VersionFacts } from './facts.ts';
import { NOTHING_PLAYED } from './no-facts.ts';
import { channelLabel } from './tables/audio-layouts.ts';

type ContainerColumns = Pick<MediaSide, 'container' | 'videoResolution' | 'videoFullResolution'>;

function videoColumns({ version, video }: PlayedMedia) {
  return {
    videoCodec: video?.codec ?? null,
    videoProfile: video?.profile ?? null,
    videoBitrateKbps: video?.bitrateKbps ?? null,
    videoBitDepth: video?.bitDepth ?? null,
    // Photos have no track; their size is that of the version.
    videoWidth: video?.width ?? version?.width ?? null,
    videoHeight: video?.height ?? version?.height ?? null,
    videoFrameRate: version?.videoFrameRate ?? null,
    videoScanType: video?.scanType ?? null,
    videoDynamicRange: video?.dynamicRange ?? null,
    aspectRatio: version?.aspectRatio ?? null,
  };
}

function soundColumns({ audio, subtitle }: PlayedMedia) {
  return {
    audioCodec: audio?.codec ?? null,
    audioProfile: audio?.profile ?? null,
    audioBitrateKbps: audio?.bitrateKbps ?? null,
    audioChannels: audio?.channels ?? null,
    audioChannelLayout: audio?.channelLayout ?? null,
    audioLanguage: audio?.language ?? null,
    audioLanguageCode: audio?.languageCode ?? null,
    subtitleCodec: subtitle?.codec ?? null,
    subtitleLanguage: subtitle?.language ?? null,
    subtitleLanguageCode: subtitle?.languageCode ?? null,
    subtitleIsForced: subtitle?.isForced ?? null,
  };
}

/** The tracks that play, with what only the version as a whole says. */
export const sideOf = (played: PlayedMedia, container: ContainerColumns): MediaSide => ({
  bitrateKbps: played.version?.bitrateKbps ?? null,
  ...videoColumns(played),
  ...soundColumns(played),
  ...container,
});

/** The version alone, when nothing is known of its tracks (derived-fields notes 4, keyless items). */
export function sideOfVersion(version: VersionFacts | null, container: string | null): MediaSide {
  const resolution = version?.videoResolution?.toLowerCase() ?? null;
  const columns = { container, videoResolution: resolution, videoFullResolution: resolution };
  return {
    ...sideOf({ ...NOTHING_PLAYED, version }, columns),
    videoCodec: version?.videoCodec ?? null,
    videoProfile: version?.videoProfile ?? null,
    audioCodec: version?.audioCodec ?? null,
    audioProfile: version?.audioProfile ?? null,
    audioChannels: version?.audioChannels ?? null,
    audioChannelLayout: channelLabel(version?.audioChannels ?? null),
  };
}
