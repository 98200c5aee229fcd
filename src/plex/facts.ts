/**
 * What the rest of the program knows of Plex: typed, cleaned facts. Only this room knows how Plex spells them.
 * `null` means "Plex did not say"; units are in the names. Derived values follow the derived-fields notes.
 */
import type { Decision, Location, SessionState, SubtitleDecision } from '#contract/enums.ts';
import type { RatingKey, SessionKey } from '#contract/ids.ts';
import type { ItemFacts } from './item-facts.ts';
import type { MediaVersion, PlayedMedia } from './media-facts.ts';

export type { ItemFacts, Marker, OddKeys } from './item-facts.ts';
export type {
  AudioTrack,
  ChannelFacts,
  DolbyVision,
  MediaPart,
  MediaTrack,
  MediaVersion,
  PartFacts,
  PlayedMedia,
  SubtitleTrack,
  VersionFacts,
  VideoTrack,
} from './media-facts.ts';

/** An item with everything its server says about it, its files included. */
export interface DescribedItem {
  readonly item: ItemFacts;
  readonly media: readonly MediaVersion[];
}

/** One side of a stream: the file on the server (source) or what the client receives (delivered). */
export interface MediaSide {
  readonly container: string | null;
  readonly bitrateKbps: number | null;
  readonly videoCodec: string | null;
  readonly videoProfile: string | null;
  readonly videoBitrateKbps: number | null;
  readonly videoBitDepth: number | null;
  readonly videoWidth: number | null;
  readonly videoHeight: number | null;
  /** `1080`, `720`, `sd`, `4k`. */
  readonly videoResolution: string | null;
  /** `1080p`, `576i`, `SD`, `4k`. */
  readonly videoFullResolution: string | null;
  readonly videoFrameRate: string | null;
  readonly videoScanType: string | null;
  /** `SDR`, `HDR10`, `HLG`, `Dolby Vision`, joined with `/`. */
  readonly videoDynamicRange: string | null;
  readonly aspectRatio: string | null;
  readonly audioCodec: string | null;
  readonly audioProfile: string | null;
  readonly audioBitrateKbps: number | null;
  readonly audioChannels: number | null;
  readonly audioChannelLayout: string | null;
  readonly audioLanguage: string | null;
  readonly audioLanguageCode: string | null;
  readonly subtitleCodec: string | null;
  readonly subtitleLanguage: string | null;
  readonly subtitleLanguageCode: string | null;
  readonly subtitleIsForced: boolean | null;
}

/** How a stream is delivered; equal facts share one stored description, so nothing that moves while playing is in here. */
export interface StreamFacts {
  readonly decision: Decision;
  readonly containerDecision: Decision | null;
  readonly videoDecision: Decision | null;
  readonly audioDecision: Decision | null;
  readonly subtitleDecision: SubtitleDecision | null;
  /** Derived-fields notes 10, e.g. `Original`, `4 Mbps 720p`. */
  readonly qualityProfile: string | null;
  readonly source: MediaSide;
  /** False until the item's own description was read: the source is then a guess from the session. */
  readonly isSourceKnown: boolean;
  readonly delivered: MediaSide;
  readonly transcodeProtocol: string | null;
  readonly transcodeContainer: string | null;
  readonly transcodeVideoCodec: string | null;
  readonly transcodeAudioCodec: string | null;
  readonly transcodeAudioChannels: number | null;
  readonly transcodeWidth: number | null;
  readonly transcodeHeight: number | null;
  readonly isHwRequested: boolean;
  readonly isHwDecoding: boolean;
  readonly isHwEncoding: boolean;
  readonly isHwFullPipeline: boolean;
  readonly hwDecode: string | null;
  readonly hwDecodeTitle: string | null;
  readonly hwEncode: string | null;
  readonly hwEncodeTitle: string | null;
  readonly hasSubtitles: boolean;
  readonly isOptimizedVersion: boolean;
  /** What an optimized version was made as, e.g. `2.0 Mbps 720p`. */
  readonly optimizedVersionProfile: string | null;
  readonly optimizedVersionTitle: string | null;
  readonly sourceVideoCodecLevel: string | null;
  readonly deliveredVideoCodecLevel: string | null;
  readonly deliveredSubtitleContainer: string | null;
}

/** What the transcoder says of its work; much of it changes all the time and is shown, not remembered. */
export interface TranscoderFacts {
  /** The bare id, as the notification's `transcodeSession` carries it. */
  readonly id: string | null;
  /** As sent, with its path. */
  readonly key: string | null;
  readonly speed: number | null;
  /** Null while it has no end, as with live programmes. */
  readonly progressPercent: number | null;
  /** As sent: -1 without an end. */
  readonly progress: number | null;
  readonly isThrottled: boolean;
  /** How far ahead is converted, in milliseconds of the item. */
  readonly availableToMs: number | null;
  /** As sent, in seconds. */
  readonly minOffsetSeconds: number | null;
  readonly maxOffsetSeconds: number | null;
  readonly protocol: string | null;
  readonly container: string | null;
  readonly videoCodec: string | null;
  readonly audioCodec: string | null;
  readonly audioChannels: number | null;
  readonly width: number | null;
  readonly height: number | null;
  /** Decisions as sent. */
  readonly videoDecision: string | null;
  readonly audioDecision: string | null;
  readonly subtitleDecision: string | null;
  readonly sourceVideoCodec: string | null;
  readonly sourceAudioCodec: string | null;
  readonly isHwRequested: boolean;
  readonly isHwFullPipeline: boolean;
  readonly hwDecode: string | null;
  readonly hwDecodeTitle: string | null;
  readonly hwEncode: string | null;
  readonly hwEncodeTitle: string | null;
}

/** The device and app that plays. */
export interface PlayerFacts {
  readonly machineId: string | null;
  readonly title: string;
  readonly device: string | null;
  /** Normalised (derived-fields notes 3.1). */
  readonly platform: string | null;
  readonly platformVersion: string | null;
  readonly product: string | null;
  readonly productVersion: string | null;
  readonly profile: string | null;
}

/** Who plays, as the server names them; resolving to a person is the users room's work (monitoring notes 9.2). */
export interface AccountFacts {
  /** 1 is the server's owner, anything else a plex.tv id. */
  readonly accountId: number;
  readonly name: string;
  readonly thumb: string | null;
}

/** One entry of the session list. It is stored as JSON, so everything in it has to survive that. */
export interface ListedSession {
  readonly sessionKey: SessionKey;
  /** Needed to end the stream; missing for DLNA and photos. */
  readonly plexSessionId: string | null;
  readonly state: SessionState;
  readonly viewOffsetMs: number;
  /** False for what has no position, as photos. */
  readonly hasPosition: boolean;
  readonly account: AccountFacts;
  readonly player: PlayerFacts;
  readonly item: ItemFacts;
  readonly stream: StreamFacts;
  readonly transcoder: TranscoderFacts | null;
  /** What the player receives. */
  readonly played: PlayedMedia;
  /** The file it comes from; null while the item's own description was not read, and for items without a key. */
  readonly file: PlayedMedia | null;
  readonly ipAddress: string | null;
  readonly ipAddressPublic: string | null;
  readonly location: Location;
  readonly isLocal: boolean;
  readonly isRelayed: boolean;
  readonly isSecure: boolean | null;
  readonly bandwidthKbps: number | null;
  readonly liveUuid: string | null;
}

/** What a player reported, pushed by the server (Plex protocol notes 4.3). */
export interface PlaybackReport {
  readonly sessionKey: SessionKey;
  readonly ratingKey: RatingKey | null;
  /** Last element of `/livetv/sessions/{uuid}`. */
  readonly liveUuid: string | null;
  readonly state: SessionState | 'stopped';
  readonly viewOffsetMs: number;
  readonly transcodeId: string | null;
}

/** A library item appeared, changed or went (Plex protocol notes 4.5). */
export interface TimelineChange {
  readonly ratingKey: RatingKey;
  readonly sectionId: number;
  /** Plex's type number. */
  readonly typeNumber: number;
  readonly state: number;
  readonly metadataState: string | null;
  readonly parentRatingKey: RatingKey | null;
  readonly rootRatingKey: RatingKey | null;
  readonly title: string;
}

/** One parsed notification. Types we do not use are dropped by the parser. */
export type PlexNotification =
  | { readonly kind: 'playing'; readonly reports: readonly PlaybackReport[] }
  | { readonly kind: 'timeline'; readonly changes: readonly TimelineChange[] }
  | { readonly kind: 'reachability'; readonly isReachable: boolean };

/** A library as the server lists it (Plex protocol notes 3.7). */
export interface LibraryFacts {
  readonly sectionId: number;
  readonly type: 'movie' | 'show' | 'artist' | 'photo';
  readonly name: string;
  readonly agent: string | null;
  readonly thumb: string | null;
  readonly art: string | null;
}

/** A person as plex.tv lists them (Plex protocol notes 5.4, 5.5). */
export interface PlexAccount {
  readonly plexUserId: number;
  readonly username: string;
  readonly title: string | null;
  readonly email: string | null;
  readonly thumb: string | null;
  readonly isOwner: boolean;
  readonly isHomeUser: boolean;
  readonly isRestricted: boolean;
}

export interface ServerIdentity {
  readonly machineIdentifier: string;
  readonly version: string;
}

export interface ServerAbout extends ServerIdentity {
  readonly friendlyName: string | null;
  readonly platform: string | null;
}

/**
 * What became of a request. "Unknown" is never "zero": only `ok` says anything about the server's content.
 * `problem` is one clear sentence without secrets.
 */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly reason: 'unreachable' | 'unauthorised' | 'refused' | 'malformed' | 'too_large' | 'not_found' | 'aborted';
      readonly problem: string;
    };

/** How the client hears its server; transitions live in link.ts. */
export type LinkFacts =
  | { readonly state: 'connecting' }
  | { readonly state: 'ok'; readonly sinceMs: number }
  | { readonly state: 'degraded'; readonly sinceMs: number; readonly problem: string }
  | { readonly state: 'unauthorised'; readonly sinceMs: number; readonly problem: string }
  | { readonly state: 'unreachable'; readonly sinceMs: number; readonly problem: string; readonly retryAtMs: number };
