/** The `TranscodeSession` element (Plex protocol notes 3.6). */
import { z } from 'zod';
import { decimal, flag, integer, text } from './attributes.ts';
import type { TranscoderFacts } from './facts.ts';
import type { XmlElement } from './xml.ts';

const TranscodeAttributes = z.object({
  key: text,
  throttled: flag,
  progress: decimal,
  speed: decimal,
  minOffsetAvailable: decimal,
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

/** What the transcoder says; null without one. */
export function parseTranscoder(element: XmlElement | undefined): TranscoderFacts | null {
  if (element === undefined) return null;
  const found = TranscodeAttributes.parse(element.attributes);
  const { progress, maxOffsetAvailable } = found;
  return {
    id: found.key?.split('/').at(-1) || null,
    key: found.key,
    speed: found.speed,
    // Live transcodes have no end and report -1.
    progressPercent: progress !== null && progress >= 0 ? progress : null,
    progress,
    isThrottled: found.throttled,
    availableToMs: maxOffsetAvailable === null ? null : Math.max(0, Math.round(maxOffsetAvailable * 1000)),
    minOffsetSeconds: found.minOffsetAvailable,
    maxOffsetSeconds: maxOffsetAvailable,
    protocol: found.protocol,
    container: found.container,
    videoCodec: found.videoCodec,
    audioCodec: found.audioCodec,
    audioChannels: found.audioChannels,
    width: found.width,
    height: found.height,
    videoDecision: found.videoDecision,
    audioDecision: found.audioDecision,
    subtitleDecision: found.subtitleDecision,
    sourceVideoCodec: found.sourceVideoCodec,
    sourceAudioCodec: found.sourceAudioCodec,
    isHwRequested: found.transcodeHwRequested,
    isHwFullPipeline: found.transcodeHwFullPipeline,
    hwDecode: found.transcodeHwDecoding,
    hwDecodeTitle: found.transcodeHwDecodingTitle,
    hwEncode: found.transcodeHwEncoding,
    hwEncodeTitle: found.transcodeHwEncodingTitle,
  };
}
