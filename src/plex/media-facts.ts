/** The versions of an item, their files and tracks, as the library or a session describes them (Plex protocol notes 3.3, 3.6). */

interface TrackFacts {
  readonly id: string | null;
  readonly codec: string | null;
  readonly bitrateKbps: number | null;
  readonly language: string | null;
  readonly languageCode: string | null;
  /** Null when not said; a `0` is something said (derived-fields notes 4, subtitles). */
  readonly isSelected: boolean | null;
  /** As sent: `copy`, `transcode`, `burn`; only in sessions. */
  readonly decision: string | null;
}

/** Dolby Vision as the file says it; nothing said counts as nothing there. */
export interface DolbyVision {
  readonly isPresent: boolean;
  readonly isBaseLayerPresent: boolean;
  readonly isEnhancementLayerPresent: boolean;
  readonly isRpuPresent: boolean;
  readonly level: number | null;
  readonly profile: number | null;
  readonly version: number | null;
}

export interface VideoTrack extends TrackFacts {
  readonly kind: 'video';
  readonly profile: string | null;
  readonly codecLevel: string | null;
  readonly bitDepth: number | null;
  readonly chromaSubsampling: string | null;
  readonly colorPrimaries: string | null;
  readonly colorRange: string | null;
  readonly colorSpace: string | null;
  readonly colorTrc: string | null;
  readonly extendedDisplayTitle: string | null;
  readonly dolbyVision: DolbyVision;
  /** `SDR`, `HDR10`, `HLG`, `Dolby Vision`, joined with `/` (derived-fields notes 9). */
  readonly dynamicRange: string;
  /** As sent, e.g. `23.976`. */
  readonly frameRate: string | null;
  readonly refFrames: number | null;
  readonly width: number | null;
  readonly height: number | null;
  /** `progressive`, `interlaced`. */
  readonly scanType: string | null;
}

export interface AudioTrack extends TrackFacts {
  readonly kind: 'audio';
  readonly profile: string | null;
  /** `cbr`, `vbr`. */
  readonly bitrateMode: string | null;
  readonly channels: number | null;
  /** As sent, e.g. `5.1(side)`. */
  readonly channelLayout: string | null;
  readonly samplingRateHz: number | null;
}

export interface SubtitleTrack extends TrackFacts {
  readonly kind: 'subtitle';
  readonly container: string | null;
  readonly format: string | null;
  readonly isForced: boolean;
  /** In a file of its own. */
  readonly isExternal: boolean;
  /** How it reaches the player: `direct`, `embedded`, `segments-subs`, `burn`; only in sessions. */
  readonly location: string | null;
  /** Fetched for this session only. */
  readonly isTransient: boolean;
}

export type MediaTrack = VideoTrack | AudioTrack | SubtitleTrack;

/** A file. */
export interface PartFacts {
  readonly id: string | null;
  /** Path on the server. */
  readonly file: string | null;
  readonly sizeBytes: number | null;
  readonly container: string | null;
  /** As sent: `directplay`, `transcode`; only in sessions. */
  readonly decision: string | null;
  /** Whether preview pictures were made of it. */
  readonly hasPreviews: boolean;
  readonly isSelected: boolean;
}

export interface MediaPart extends PartFacts {
  readonly tracks: readonly MediaTrack[];
}

/** Where a live programme comes from. */
export interface ChannelFacts {
  readonly id: string | null;
  readonly identifier: string | null;
  readonly callSign: string | null;
  readonly title: string | null;
  readonly thumb: string | null;
  /** Virtual channel number. */
  readonly vcn: string | null;
}

export interface VersionFacts {
  readonly id: string | null;
  readonly isSelected: boolean;
  readonly durationMs: number | null;
  readonly bitrateKbps: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly aspectRatio: string | null;
  readonly container: string | null;
  readonly protocol: string | null;
  readonly videoCodec: string | null;
  readonly videoProfile: string | null;
  /** As sent: `1080`, `720p`, `sd`, `4K`. */
  readonly videoResolution: string | null;
  /** The first that one of its video tracks names. */
  readonly videoScanType: string | null;
  /** `24p`, `PAL`, `NTSC`. */
  readonly videoFrameRate: string | null;
  readonly audioCodec: string | null;
  readonly audioProfile: string | null;
  readonly audioChannels: number | null;
  /** A version that the server made for a device. */
  readonly isOptimized: boolean;
  readonly title: string | null;
  /** Of a live programme. */
  readonly uuid: string | null;
  readonly channel: ChannelFacts;
  /** When a live programme begins and ends, epoch seconds. */
  readonly beginsAt: number | null;
  readonly endsAt: number | null;
}

/** One version of an item. */
export interface MediaVersion extends VersionFacts {
  readonly parts: readonly MediaPart[];
}

/** What plays: a version, its part and one track of each kind. */
export interface PlayedMedia {
  readonly version: VersionFacts | null;
  readonly part: PartFacts | null;
  readonly video: VideoTrack | null;
  readonly audio: AudioTrack | null;
  readonly subtitle: SubtitleTrack | null;
}
