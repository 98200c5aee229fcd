/** What one audio or subtitle track of a preset is. */
export interface AudioPreset {
  readonly codec: string;
  readonly channels: number;
  readonly bitrate: number;
  readonly lang?: string;
  readonly selected?: boolean;
  readonly title?: string;
  readonly profile?: string;
  readonly bitDepth?: number;
  readonly bitrateMode?: string;
  readonly layout?: string;
  readonly samplingRate?: number;
}

export interface SubtitlePreset {
  readonly codec: string;
  readonly lang: string;
  readonly external?: boolean;
  readonly forced?: boolean;
  readonly sdh?: boolean;
  readonly title?: string;
}

export interface VideoTrackPreset {
  readonly codec: string;
  readonly bitrate: number;
  readonly width: number;
  readonly height: number;
  readonly level: number;
  readonly profile: string;
  readonly displayTitle: string;
  readonly refFrames?: number;
  readonly bitDepth?: number;
  readonly frameRate?: number;
  readonly scanType?: string;
  readonly chromaLocation?: string;
  readonly colour?: Readonly<Record<string, string>>;
  readonly dolbyVision?: Readonly<Record<string, string | number | boolean>>;
}

/** One kind of stored version: resolution label, container, tracks, total bitrate in kbps. */
export interface VideoPreset {
  readonly videoResolution: string;
  readonly container: string;
  readonly bitrate: number;
  readonly aspectRatio: string;
  readonly videoFrameRate: string;
  readonly videoProfile: string;
  readonly audioProfile?: string;
  readonly optimizedForStreaming?: number;
  readonly has64bitOffsets?: boolean;
  readonly optimisedFor?: string;
  readonly video: VideoTrackPreset;
  readonly audio: readonly [AudioPreset, ...AudioPreset[]];
  readonly subtitles: readonly SubtitlePreset[];
}
