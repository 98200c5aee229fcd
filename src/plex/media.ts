/** `Media`, `Part` and `Stream` elements: the versions of an item and their tracks (Plex protocol notes 3.3, 3.6). */
import { z } from 'zod';
import { decimal, epochSeconds, flag, integer, milliseconds, optionalFlag, text, wholeNumber } from './attributes.ts';
import type {
  AudioTrack,
  DolbyVision,
  MediaPart,
  MediaTrack,
  MediaVersion,
  SubtitleTrack,
  VideoTrack,
} from './media-facts.ts';
import { dynamicRange } from './tables/dynamic-range.ts';
import { childrenNamed, type XmlElement } from './xml.ts';

const COMMON = {
  id: text,
  codec: text,
  bitrate: integer,
  language: text,
  languageCode: text,
  selected: optionalFlag,
  decision: text,
};

const VideoAttributes = z.object({
  ...COMMON,
  profile: text,
  level: text,
  bitDepth: integer,
  chromaSubsampling: text,
  colorPrimaries: text,
  colorRange: text,
  colorSpace: text,
  colorTrc: text,
  extendedDisplayTitle: text,
  DOVIPresent: flag,
  DOVIBLPresent: flag,
  DOVIELPresent: flag,
  DOVIRPUPresent: flag,
  DOVILevel: integer,
  /** Its presence counts, whatever it says (derived-fields notes 9). */
  DOVIProfile: text,
  DOVIVersion: decimal,
  frameRate: text,
  refFrames: integer,
  width: integer,
  height: integer,
  scanType: text,
});

const AudioAttributes = z.object({
  ...COMMON,
  profile: text,
  bitrateMode: text,
  channels: integer,
  audioChannelLayout: text,
  samplingRate: integer,
});

const SubtitleAttributes = z.object({
  ...COMMON,
  container: text,
  format: text,
  forced: flag,
  key: text,
  location: text,
  transient: flag,
});

const PartAttributes = z.object({
  id: text,
  file: text,
  size: wholeNumber,
  container: text,
  decision: text,
  indexes: text,
  selected: flag,
});

const MediaAttributes = z.object({
  id: text,
  selected: flag,
  duration: milliseconds,
  bitrate: integer,
  width: integer,
  height: integer,
  aspectRatio: text,
  container: text,
  protocol: text,
  videoCodec: text,
  videoProfile: text,
  videoResolution: text,
  videoFrameRate: text,
  audioCodec: text,
  audioProfile: text,
  audioChannels: integer,
  proxyType: text,
  title: text,
  uuid: text,
  channelID: text,
  channelIdentifier: text,
  channelCallSign: text,
  channelTitle: text,
  channelThumb: text,
  channelVcn: text,
  beginsAt: epochSeconds,
  endsAt: epochSeconds,
});

const OPTIMIZED = '42';
const PREVIEWS = 'sd';
const VIDEO = '1';
const AUDIO = '2';
const SUBTITLE = '3';

interface Common {
  readonly id: string | null;
  readonly codec: string | null;
  readonly bitrate: number | null;
  readonly language: string | null;
  readonly languageCode: string | null;
  readonly selected: boolean | null;
  readonly decision: string | null;
}

const common = ({ id, codec, bitrate, language, languageCode, selected, decision }: Common) => ({
  id,
  codec,
  bitrateKbps: bitrate,
  language,
  languageCode,
  isSelected: selected,
  decision,
});

const dolbyVision = (found: z.infer<typeof VideoAttributes>): DolbyVision => ({
  isPresent: found.DOVIPresent,
  isBaseLayerPresent: found.DOVIBLPresent,
  isEnhancementLayerPresent: found.DOVIELPresent,
  isRpuPresent: found.DOVIRPUPresent,
  level: found.DOVILevel,
  profile: integer.parse(found.DOVIProfile ?? ''),
  version: found.DOVIVersion,
});

function videoTrack(element: XmlElement, serverVersion: string | null): VideoTrack {
  const found = VideoAttributes.parse(element.attributes);
  const { bitDepth, colorTrc, extendedDisplayTitle } = found;
  const range = { bitDepth, colorTrc, doviProfile: found.DOVIProfile, title: extendedDisplayTitle };
  return {
    kind: 'video',
    ...common(found),
    profile: found.profile,
    codecLevel: found.level,
    bitDepth,
    chromaSubsampling: found.chromaSubsampling,
    colorPrimaries: found.colorPrimaries,
    colorRange: found.colorRange,
    colorSpace: found.colorSpace,
    colorTrc,
    extendedDisplayTitle,
    dolbyVision: dolbyVision(found),
    dynamicRange: dynamicRange(range, serverVersion),
    frameRate: found.frameRate,
    refFrames: found.refFrames,
    width: found.width,
    height: found.height,
    scanType: found.scanType,
  };
}

function audioTrack(element: XmlElement): AudioTrack {
  const found = AudioAttributes.parse(element.attributes);
  return {
    kind: 'audio',
    ...common(found),
    profile: found.profile,
    bitrateMode: found.bitrateMode,
    channels: found.channels,
    channelLayout: found.audioChannelLayout,
    samplingRateHz: found.samplingRate,
  };
}

function subtitleTrack(element: XmlElement): SubtitleTrack {
  const found = SubtitleAttributes.parse(element.attributes);
  return {
    kind: 'subtitle',
    ...common(found),
    container: found.container,
    format: found.format,
    isForced: found.forced,
    isExternal: found.key !== null,
    location: found.location,
    isTransient: found.transient,
  };
}

/** Lyrics and what else there may be one day are left out. */
function trackOf(element: XmlElement, serverVersion: string | null): readonly MediaTrack[] {
  switch (element.attributes.streamType) {
    case VIDEO:
      return [videoTrack(element, serverVersion)];
    case AUDIO:
      return [audioTrack(element)];
    case SUBTITLE:
      return [subtitleTrack(element)];
    default:
      return [];
  }
}

function partOf(element: XmlElement, serverVersion: string | null): MediaPart {
  const found = PartAttributes.parse(element.attributes);
  return {
    id: found.id,
    file: found.file,
    sizeBytes: found.size,
    container: found.container,
    decision: found.decision,
    hasPreviews: found.indexes === PREVIEWS,
    isSelected: found.selected,
    tracks: childrenNamed(element, 'Stream').flatMap((stream) => trackOf(stream, serverVersion)),
  };
}

const scanTypeOf = (parts: readonly MediaPart[]): string | null =>
  parts
    .flatMap(({ tracks }) => tracks)
    .flatMap((track) => (track.kind === 'video' ? (track.scanType ?? []) : []))
    .at(0) ?? null;

function versionOf(element: XmlElement, parts: readonly MediaPart[]): MediaVersion {
  const found = MediaAttributes.parse(element.attributes);
  return {
    id: found.id,
    isSelected: found.selected,
    durationMs: found.duration,
    bitrateKbps: found.bitrate,
    width: found.width,
    height: found.height,
    aspectRatio: found.aspectRatio,
    container: found.container,
    protocol: found.protocol,
    videoCodec: found.videoCodec,
    videoProfile: found.videoProfile,
    videoResolution: found.videoResolution,
    videoScanType: scanTypeOf(parts),
    videoFrameRate: found.videoFrameRate,
    audioCodec: found.audioCodec,
    audioProfile: found.audioProfile,
    audioChannels: found.audioChannels,
    isOptimized: found.proxyType === OPTIMIZED,
    title: found.title,
    uuid: found.uuid,
    channel: {
      id: found.channelID,
      identifier: found.channelIdentifier,
      callSign: found.channelCallSign,
      title: found.channelTitle,
      thumb: found.channelThumb,
      vcn: found.channelVcn,
    },
    beginsAt: found.beginsAt,
    endsAt: found.endsAt,
    parts,
  };
}

/**
 * All versions of an item element. Nothing in them is required, so this never fails. `serverVersion` decides how the
 * dynamic range is found; null counts as current.
 */
export const parseMedia = (item: XmlElement, serverVersion: string | null): readonly MediaVersion[] =>
  childrenNamed(item, 'Media').map((element) => {
    const parts = childrenNamed(element, 'Part').map((part) => partOf(part, serverVersion));
    return versionOf(element, parts);
  });
