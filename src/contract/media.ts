import { z } from 'zod';
import { DurationMs, Id, ImageUrl } from './common.ts';
import { DECISIONS, LOCATIONS, MEDIA_TYPES, SUBTITLE_DECISIONS } from './enums.ts';

/** A person, as far as a list has to show one. */
export const UserView = z.object({ id: Id, name: z.string(), username: z.string(), avatar: ImageUrl.nullable() });
export type UserView = z.infer<typeof UserView>;

/** A server, as far as a list has to show one. */
export const ServerRef = z.object({ id: Id, name: z.string() });
export type ServerRef = z.infer<typeof ServerRef>;

/** What an item is called, where it belongs and how long it is. */
export const ITEM_NAMES = {
  title: z.string(),
  parentTitle: z.string().nullable(),
  grandparentTitle: z.string().nullable(),
  originalTitle: z.string().nullable(),
  editionTitle: z.string().nullable(),
  fullTitle: z.string(),
  year: z.number().int().nullable(),
  mediaIndex: z.number().int().nullable(),
  parentMediaIndex: z.number().int().nullable(),
  durationMs: DurationMs.nullable(),
} as const;

/** What was or is played. */
export const ItemView = z.object({
  id: Id,
  mediaType: z.enum(MEDIA_TYPES),
  isLive: z.boolean(),
  ratingKey: z.string().nullable(),
  /** Of its season or album, and of its show or artist: these have pages by server and key. */
  parentRatingKey: z.string().nullable(),
  grandparentRatingKey: z.string().nullable(),
  ...ITEM_NAMES,
  libraryName: z.string().nullable(),
  contentRating: z.string().nullable(),
  summary: z.string().nullable(),
  genres: z.array(z.string()),
  channelTitle: z.string().nullable(),
  /** Poster (2:3) of the movie or show; square cover for music. */
  poster: ImageUrl.nullable(),
  backdrop: ImageUrl.nullable(),
});
export type ItemView = z.infer<typeof ItemView>;

/** The device and app. */
export const PlayerView = z.object({
  title: z.string(),
  device: z.string().nullable(),
  platform: z.string().nullable(),
  platformVersion: z.string().nullable(),
  product: z.string().nullable(),
  productVersion: z.string().nullable(),
});
export type PlayerView = z.infer<typeof PlayerView>;

/** One side of a stream: the file (source) or what the client receives (delivered). */
export const MediaSideView = z.object({
  container: z.string().nullable(),
  bitrateKbps: z.number().int().nullable(),
  videoCodec: z.string().nullable(),
  videoProfile: z.string().nullable(),
  videoBitrateKbps: z.number().int().nullable(),
  videoBitDepth: z.number().int().nullable(),
  videoWidth: z.number().int().nullable(),
  videoHeight: z.number().int().nullable(),
  videoFullResolution: z.string().nullable(),
  videoFrameRate: z.string().nullable(),
  videoDynamicRange: z.string().nullable(),
  audioCodec: z.string().nullable(),
  audioBitrateKbps: z.number().int().nullable(),
  audioChannels: z.number().int().nullable(),
  audioChannelLayout: z.string().nullable(),
  audioLanguage: z.string().nullable(),
  subtitleCodec: z.string().nullable(),
  subtitleLanguage: z.string().nullable(),
  subtitleIsForced: z.boolean().nullable(),
});
export type MediaSideView = z.infer<typeof MediaSideView>;

/** How a stream is delivered, source to client. */
export const StreamView = z.object({
  /** Null when an import did not know. */
  decision: z.enum(DECISIONS).nullable(),
  containerDecision: z.enum(DECISIONS).nullable(),
  videoDecision: z.enum(DECISIONS).nullable(),
  audioDecision: z.enum(DECISIONS).nullable(),
  subtitleDecision: z.enum(SUBTITLE_DECISIONS).nullable(),
  qualityProfile: z.string().nullable(),
  isSourceKnown: z.boolean(),
  source: MediaSideView,
  delivered: MediaSideView,
  transcodeProtocol: z.string().nullable(),
  isHwDecoding: z.boolean(),
  isHwEncoding: z.boolean(),
  hwDecodeTitle: z.string().nullable(),
  hwEncodeTitle: z.string().nullable(),
  hasSubtitles: z.boolean(),
  isOptimizedVersion: z.boolean(),
});
export type StreamView = z.infer<typeof StreamView>;

/** Where a stream goes. */
export const NetworkView = z.object({
  ipAddress: z.string().nullable(),
  location: z.enum(LOCATIONS).nullable(),
  isRelayed: z.boolean(),
  isSecure: z.boolean().nullable(),
  bandwidthKbps: z.number().int().nullable(),
});
export type NetworkView = z.infer<typeof NetworkView>;
