/** What a session list says about the way an item reaches its player, and the decisions in it. */
import type { Decision, MediaType, SubtitleDecision } from '#contract/enums.ts';
import {
  AUDIO,
  type MediaPart,
  type MediaStream,
  playingMedia,
  playingPart,
  playingStream,
  type SourceMedia,
  SUBTITLE,
  type TranscodeElement,
  VIDEO,
} from './media.ts';
import { readDecision, readSubtitleDecision } from './tables/decisions.ts';

export interface Delivery {
  readonly mediaType: MediaType;
  readonly isLive: boolean;
  /** The server gives no key to look the item up with: the session's description is all there is. */
  readonly isKeyless: boolean;
  readonly media: readonly SourceMedia[];
  readonly transcode: TranscodeElement | null;
  /** Decides how the dynamic range is found; null counts as current. */
  readonly serverVersion: string | null;
}

/** The playing version, part and tracks of a session. */
export interface Playing {
  readonly media: SourceMedia | undefined;
  readonly part: MediaPart | undefined;
  readonly video: MediaStream | undefined;
  readonly audio: MediaStream | undefined;
  readonly subtitle: MediaStream | undefined;
}

export function playingOf(all: readonly SourceMedia[]): Playing {
  const media = playingMedia(all);
  const part = playingPart(media);
  return {
    media,
    part,
    video: playingStream(part, VIDEO),
    audio: playingStream(part, AUDIO),
    subtitle: playingStream(part, SUBTITLE),
  };
}

export interface Decisions {
  readonly containerDecision: Decision | null;
  readonly videoDecision: Decision | null;
  readonly audioDecision: Decision | null;
  readonly subtitleDecision: SubtitleDecision | null;
}

/** A track that is there without a decision plays as it is. */
const trackDecision = (stream: MediaStream | undefined): Decision | null =>
  stream === undefined ? null : (readDecision(stream.decision) ?? 'direct play');

/** Derived-fields notes 6: of live TV only the transcoder knows what is done. */
export function decisionsOf({ part, video, audio, subtitle }: Playing, { isLive, transcode }: Delivery): Decisions {
  const subtitleDecision =
    subtitle === undefined ? null : readSubtitleDecision(subtitle.decision ?? transcode?.subtitleDecision ?? null);
  if (isLive && transcode !== null) {
    return {
      containerDecision: 'transcode',
      videoDecision: readDecision(transcode.videoDecision),
      audioDecision: readDecision(transcode.audioDecision),
      subtitleDecision,
    };
  }
  return {
    containerDecision: readDecision(part?.decision ?? null),
    videoDecision: trackDecision(video),
    audioDecision: trackDecision(audio),
    subtitleDecision,
  };
}
