/**
 * How a stream is delivered and from what: the session's own description against the library's
 * (derived-fields notes 4 to 10).
 */
import { type Decisions, type Delivery, decisionsOf } from './delivery.ts';
import type { MediaSide, MediaVersion, PlayedMedia, StreamFacts, TranscoderFacts } from './facts.ts';
import { sideOf, sideOfVersion } from './media-side.ts';
import { NO_SIDE } from './no-facts.ts';
import { fileOf } from './played-media.ts';
import { channelLabel } from './tables/audio-layouts.ts';
import { combinedDecision } from './tables/decisions.ts';
import { isHardwareDecoder, isHardwareEncoder } from './tables/hardware.ts';
import { qualityProfile } from './tables/quality-profiles.ts';
import { bareResolution, deliveredResolution, fullResolution, hasFullResolution } from './tables/resolutions.ts';
import { oneDecimal } from './tables/rounding.ts';

function deliveredSide({ played, isLive, transcode, mediaType }: Delivery): MediaSide {
  const { version, part, video } = played;
  const resolution = deliveredResolution(version?.videoResolution ?? null, video?.width ?? null);
  const side = sideOf(played, {
    container: version?.container ?? part?.container ?? null,
    videoResolution: resolution,
    videoFullResolution: hasFullResolution(mediaType) ? fullResolution(resolution, video?.scanType ?? null) : null,
  });
  const labelled = { ...side, audioChannelLayout: side.audioChannelLayout ?? channelLabel(side.audioChannels) };
  if (!isLive || transcode === null) return labelled;
  // Live tracks are described as they come from the tuner; what leaves the server only the transcoder knows.
  return {
    ...side,
    container: transcode.container,
    videoCodec: transcode.videoCodec,
    audioCodec: transcode.audioCodec,
    audioChannels: transcode.audioChannels,
    audioChannelLayout: channelLabel(transcode.audioChannels),
  };
}

/** The library's description of exactly what plays. */
function knownSource(file: PlayedMedia): MediaSide {
  const { version } = file;
  const resolution = bareResolution(version?.videoResolution ?? null);
  return sideOf(file, {
    container: version?.container ?? null,
    videoResolution: resolution,
    videoFullResolution: fullResolution(resolution, version?.videoScanType ?? null),
  });
}

/** What the session lets us guess of the file while its own description was not read. */
function guessedSource(delivery: Delivery, delivered: MediaSide, decisions: Decisions): MediaSide {
  const { played, transcode, isKeyless } = delivery;
  const { version, part } = played;
  if (isKeyless) return sideOfVersion(version, version?.container ?? part?.container ?? null);
  if (transcode === null) return delivered;
  const unknown = NO_SIDE;
  const isVideoKept = decisions.videoDecision !== 'transcode';
  const isAudioKept = decisions.audioDecision !== 'transcode';
  return {
    ...(isVideoKept ? { ...delivered, container: null, bitrateKbps: null } : unknown),
    ...(isVideoKept ? {} : { videoCodec: transcode.sourceVideoCodec }),
    audioCodec: isAudioKept ? delivered.audioCodec : transcode.sourceAudioCodec,
    audioProfile: isAudioKept ? delivered.audioProfile : null,
    audioBitrateKbps: isAudioKept ? delivered.audioBitrateKbps : null,
    audioChannels: isAudioKept ? delivered.audioChannels : null,
    audioChannelLayout: isAudioKept ? delivered.audioChannelLayout : null,
    audioLanguage: delivered.audioLanguage,
    audioLanguageCode: delivered.audioLanguageCode,
    subtitleCodec: null,
    subtitleLanguage: delivered.subtitleLanguage,
    subtitleLanguageCode: delivered.subtitleLanguageCode,
    subtitleIsForced: delivered.subtitleIsForced,
  };
}

/** Servers report `*` for "as the source"; the source's codec is what is meant. */
const named = (codec: string | null, source: string | null): string | null => (codec === '*' ? source : codec);

function transcoderColumns(transcode: TranscoderFacts | null, source: MediaSide) {
  return {
    transcodeProtocol: transcode?.protocol ?? null,
    transcodeContainer: transcode?.container ?? null,
    transcodeVideoCodec: named(transcode?.videoCodec ?? null, source.videoCodec),
    transcodeAudioCodec: named(transcode?.audioCodec ?? null, source.audioCodec),
    transcodeAudioChannels: transcode?.audioChannels ?? null,
    transcodeWidth: transcode?.width ?? null,
    transcodeHeight: transcode?.height ?? null,
    isHwRequested: transcode?.isHwRequested ?? false,
    isHwDecoding: isHardwareDecoder(transcode?.hwDecode ?? null),
    isHwEncoding: isHardwareEncoder(transcode?.hwEncode ?? null),
    isHwFullPipeline: transcode?.isHwFullPipeline ?? false,
    hwDecode: transcode?.hwDecode ?? null,
    hwDecodeTitle: transcode?.hwDecodeTitle ?? null,
    hwEncode: transcode?.hwEncode ?? null,
    hwEncodeTitle: transcode?.hwEncodeTitle ?? null,
  };
}

/** Null while the file's bitrate is still to be read and the label depends on it. */
function profileOf(
  { mediaType, isKeyless }: Delivery,
  { videoDecision, audioDecision }: Decisions,
  delivered: MediaSide,
  source: MediaSide,
  isSourceKnown: boolean,
): string | null {
  const isConverted = videoDecision === 'transcode' || (mediaType === 'track' && audioDecision === 'transcode');
  if (!isSourceKnown && !isKeyless && isConverted) return null;
  return qualityProfile(mediaType, videoDecision, delivered.bitrateKbps, isKeyless ? null : source.bitrateKbps);
}

/** Derived-fields notes 10: what the version was made as. */
function optimizedAs({ mediaType, played }: Delivery, source: MediaSide): string | null {
  if (played.version?.isOptimized !== true || !hasFullResolution(mediaType)) return null;
  return `${oneDecimal((source.bitrateKbps ?? 0) / 1000)} Mbps ${source.videoFullResolution ?? ''}`;
}

/** A stream with the file it comes from. */
export interface DerivedStream {
  readonly stream: StreamFacts;
  readonly file: PlayedMedia | null;
}

/**
 * The whole description of a stream. `library` is what the item's own description says, or null while it was not read:
 * then the source is guessed from the session.
 */
export function deriveStream(delivery: Delivery, library: readonly MediaVersion[] | null): DerivedStream {
  const { played, transcode } = delivery;
  const decisions = decisionsOf(delivery);
  const delivered = deliveredSide(delivery);
  const known = library !== null && library.length > 0 && !delivery.isKeyless ? library : null;
  const file = known === null ? null : fileOf(known, played);
  const source = file === null ? guessedSource(delivery, delivered, decisions) : knownSource(file);
  const { subtitle, version } = played;
  const stream: StreamFacts = {
    decision: combinedDecision(decisions.videoDecision, decisions.audioDecision),
    ...decisions,
    qualityProfile: profileOf(delivery, decisions, delivered, source, known !== null),
    source,
    isSourceKnown: known !== null,
    delivered: {
      ...delivered,
      videoCodec: named(delivered.videoCodec, source.videoCodec),
      audioCodec: named(delivered.audioCodec, source.audioCodec),
    },
    ...transcoderColumns(transcode, source),
    hasSubtitles: subtitle !== null && subtitle.id !== null && subtitle.isSelected !== null,
    isOptimizedVersion: version?.isOptimized === true,
    optimizedVersionProfile: optimizedAs(delivery, source),
    optimizedVersionTitle: version?.title ?? null,
    sourceVideoCodecLevel: file?.video?.codecLevel ?? null,
    deliveredVideoCodecLevel: played.video?.codecLevel ?? null,
    deliveredSubtitleContainer: subtitle?.container ?? null,
  };
  return { stream, file };
}
