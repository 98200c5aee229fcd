/** What a session list says about the way an item reaches its player, and the decisions in it. */
import type { Decision, MediaType, SubtitleDecision } from '#contract/enums.ts';
import type { AudioTrack, PlayedMedia, TranscoderFacts, VideoTrack } from './facts.ts';
import { readDecision, readSubtitleDecision } from './tables/decisions.ts';

export interface Delivery {
  readonly mediaType: MediaType;
  readonly isLive: boolean;
  /** The server gives no key to look the item up with: the session's description is all there is. */
  readonly isKeyless: boolean;
  readonly played: PlayedMedia;
  readonly transcode: TranscoderFacts | null;
}

export interface Decisions {
  readonly containerDecision: Decision | null;
  readonly videoDecision: Decision | null;
  readonly audioDecision: Decision | null;
  readonly subtitleDecision: SubtitleDecision | null;
}

/** A track that is there without a decision plays as it is. */
const trackDecision = (track: VideoTrack | AudioTrack | null): Decision | null =>
  track === null ? null : (readDecision(track.decision) ?? 'direct play');

/** Derived-fields notes 6: of live TV only the transcoder knows what is done. */
export function decisionsOf({ played, isLive, transcode }: Delivery): Decisions {
  const { part, video, audio, subtitle } = played;
  const subtitleDecision =
    subtitle === null ? null : readSubtitleDecision(subtitle.decision ?? transcode?.subtitleDecision ?? null);
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
