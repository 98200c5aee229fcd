/** `Media`, `Part` and `Stream` elements: the versions of an item and their tracks (Plex protocol notes 3.3, 3.6). */
import { z } from 'zod';
import { decimal, flag, integer, milliseconds, optionalFlag, text } from './attributes.ts';
import { childrenNamed, type XmlElement } from './xml.ts';

const StreamAttributes = z.object({
  id: text,
  streamType: integer,
  codec: text,
  profile: text,
  bitrate: integer,
  bitDepth: integer,
  colorTrc: text,
  DOVIProfile: text,
  extendedDisplayTitle: text,
  width: integer,
  height: integer,
  scanType: text,
  channels: integer,
  audioChannelLayout: text,
  language: text,
  languageCode: text,
  forced: flag,
  /** Null when not said; a `0` is something said (derived-fields notes 4, subtitles). */
  selected: optionalFlag,
  decision: text,
});
export type MediaStream = z.infer<typeof StreamAttributes>;

const PartAttributes = z.object({ id: text, container: text, decision: text, selected: flag });

const MediaAttributes = z.object({
  id: text,
  selected: flag,
  duration: milliseconds,
  bitrate: integer,
  width: integer,
  height: integer,
  aspectRatio: text,
  container: text,
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
  channelTitle: text,
  channelCallSign: text,
  channelThumb: text,
});

export interface MediaPart extends z.infer<typeof PartAttributes> {
  readonly streams: readonly MediaStream[];
}

/** One version of an item, as the library or as a session describes it. */
export interface SourceMedia extends z.infer<typeof MediaAttributes> {
  readonly parts: readonly MediaPart[];
}

export const VIDEO = 1;
export const AUDIO = 2;
export const SUBTITLE = 3;
export type StreamKind = typeof VIDEO | typeof AUDIO | typeof SUBTITLE;

const OPTIMIZED = '42';

const parsePart = (element: XmlElement): MediaPart => ({
  ...PartAttributes.parse(element.attributes),
  streams: childrenNamed(element, 'Stream').map((stream) => StreamAttributes.parse(stream.attributes)),
});

/** All versions of an item element. Nothing in them is required, so this never fails. */
export const parseMedia = (item: XmlElement): readonly SourceMedia[] =>
  childrenNamed(item, 'Media').map((element) => ({
    ...MediaAttributes.parse(element.attributes),
    parts: childrenNamed(element, 'Part').map(parsePart),
  }));

const selectedOrFirst = <T extends { readonly selected: boolean | null }>(all: readonly T[]): T | undefined =>
  all.find((one) => one.selected === true) ?? all[0];

/** What plays, marked `selected` in a session; else the first. */
export const playingMedia = (all: readonly SourceMedia[]): SourceMedia | undefined => selectedOrFirst(all);
export const playingPart = (media: SourceMedia | undefined): MediaPart | undefined =>
  selectedOrFirst(media?.parts ?? []);
export const playingStream = (part: MediaPart | undefined, kind: StreamKind): MediaStream | undefined =>
  selectedOrFirst(part?.streams.filter((stream) => stream.streamType === kind) ?? []);

/** The one with this id, else the first: how a session's parts are found again in the library's description. */
export const withIdOrFirst = <T extends { readonly id: string | null }>(
  all: readonly T[],
  id: string | null,
): T | undefined => all.find((one) => one.id !== null && one.id === id) ?? all[0];

/** The scan type of a version: the first one that any of its video streams names. */
export const scanTypeOf = (media: SourceMedia): string | null =>
  media.parts.flatMap((part) => part.streams).find((one) => one.streamType === VIDEO && one.scanType !== null)
    ?.scanType ?? null;

export const isOptimized = (media: SourceMedia | undefined): boolean => media?.proxyType === OPTIMIZED;

const TranscodeAttributes = z.object({
  key: text,
  throttled: flag,
  progress: decimal,
  speed: decimal,
  maxOffsetAvailable: decimal,
  protocol: text,
  container: text,
  videoCodec: text,
  audioCodec: text,
  audioChannels: integer,
  width: integer,
  height: integer,
  subtitleDecision: text,
  videoDecision: text,
  audioDecision: text,
  sourceVideoCodec: text,
  sourceAudioCodec: text,
  transcodeHwRequested: flag,
  transcodeHwFullPipeline: flag,
  transcodeHwDecoding: text,
  transcodeHwDecodingTitle: text,
  transcodeHwEncoding: text,
  transcodeHwEncodingTitle: text,
});
export type TranscodeElement = z.infer<typeof TranscodeAttributes>;

export const parseTranscode = (element: XmlElement | undefined): TranscodeElement | null =>
  element === undefined ? null : TranscodeAttributes.parse(element.attributes);
