/** One side of a stream from the elements that describe it. */
import type { MediaSide } from './facts.ts';
import type { MediaStream, SourceMedia } from './media.ts';
import { channelLabel } from './tables/audio-layouts.ts';
import { dynamicRange } from './tables/dynamic-range.ts';

interface SideElements {
  readonly media: SourceMedia | undefined;
  readonly video: MediaStream | undefined;
  readonly audio: MediaStream | undefined;
  readonly subtitle: MediaStream | undefined;
  readonly serverVersion: string | null;
}

type ContainerColumns = Pick<MediaSide, 'container' | 'videoResolution' | 'videoFullResolution'>;

function videoColumns({ media, video, serverVersion }: SideElements) {
  const range = (stream: MediaStream): string =>
    dynamicRange({ ...stream, doviProfile: stream.DOVIProfile, title: stream.extendedDisplayTitle }, serverVersion);
  return {
    videoCodec: video?.codec ?? null,
    videoProfile: video?.profile ?? null,
    videoBitrateKbps: video?.bitrate ?? null,
    videoBitDepth: video?.bitDepth ?? null,
    // Photos have no track; their size is that of the version.
    videoWidth: video?.width ?? media?.width ?? null,
    videoHeight: video?.height ?? media?.height ?? null,
    videoFrameRate: media?.videoFrameRate ?? null,
    videoScanType: video?.scanType ?? null,
    videoDynamicRange: video === undefined ? null : range(video),
    aspectRatio: media?.aspectRatio ?? null,
  };
}

function soundColumns({ audio, subtitle }: SideElements) {
  return {
    audioCodec: audio?.codec ?? null,
    audioProfile: audio?.profile ?? null,
    audioBitrateKbps: audio?.bitrate ?? null,
    audioChannels: audio?.channels ?? null,
    audioChannelLayout: audio?.audioChannelLayout ?? null,
    audioLanguage: audio?.language ?? null,
    audioLanguageCode: audio?.languageCode ?? null,
    subtitleCodec: subtitle?.codec ?? null,
    subtitleLanguage: subtitle?.language ?? null,
    subtitleLanguageCode: subtitle?.languageCode ?? null,
    subtitleIsForced: subtitle?.forced ?? null,
  };
}

/** The tracks that play, with what only the version as a whole says. */
export const sideOf = (elements: SideElements, container: ContainerColumns): MediaSide => ({
  bitrateKbps: elements.media?.bitrate ?? null,
  ...videoColumns(elements),
  ...soundColumns(elements),
  ...container,
});

/** The version alone, when nothing is known of its tracks (derived-fields notes 4, keyless items). */
export function sideOfMedia(media: SourceMedia | undefined, container: string | null): MediaSide {
  const resolution = media?.videoResolution?.toLowerCase() ?? null;
  const tracks = { media, video: undefined, audio: undefined, subtitle: undefined, serverVersion: null };
  return {
    ...sideOf(tracks, { container, videoResolution: resolution, videoFullResolution: resolution }),
    videoCodec: media?.videoCodec ?? null,
    videoProfile: media?.videoProfile ?? null,
    audioCodec: media?.audioCodec ?? null,
    audioProfile: media?.audioProfile ?? null,
    audioChannels: media?.audioChannels ?? null,
    audioChannelLayout: channelLabel(media?.audioChannels ?? null),
  };
}
