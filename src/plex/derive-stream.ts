/**
 * How a stream is delivered and from what: the session's own description against the library's
 * (derived-fields notes 4 to 10).
 */
import { type Decisions, type Delivery, decisionsOf, type Playing, playingOf } from './delivery.ts';
import type { MediaSide, StreamFacts } from './facts.ts';
import {
  AUDIO,
  isOptimized,
  type MediaStream,
  type SourceMedia,
  type StreamKind,
  SUBTITLE,
  scanTypeOf,
  type TranscodeElement,
  VIDEO,
  withIdOrFirst,
} from './media.ts';
import { sideOf, sideOfMedia } from './media-side.ts';
import { channelLabel } from './tables/audio-layouts.ts';
import { combinedDecision } from './tables/decisions.ts';
import { isHardwareDecoder, isHardwareEncoder } from './tables/hardware.ts';
import { qualityProfile } from './tables/quality-profiles.ts';
import { bareResolution, deliveredResolution, fullResolution, hasFullResolution } from './tables/resolutions.ts';

function deliveredSide(playing: Playing, { isLive, transcode, mediaType, serverVersion }: Delivery): MediaSide {
  const { media, part, video } = playing;
  const resolution = deliveredResolution(media?.videoResolution ?? null, video?.width ?? null);
  const side = sideOf(
    { ...playing, serverVersion },
    {
      container: media?.container ?? part?.container ?? null,
      videoResolution: resolution,
      videoFullResolution: hasFullResolution(mediaType) ? fullResolution(resolution, video?.scanType ?? null) : null,
    },
  );
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

/** The library's description of exactly what plays; versions, parts and tracks are found again by their ids. */
function knownSource(playing: Playing, library: readonly SourceMedia[], serverVersion: string | null): MediaSide {
  const media = withIdOrFirst(library, playing.media?.id ?? null);
  const part = withIdOrFirst(media?.parts ?? [], playing.part?.id ?? null);
  const track = (played: MediaStream | undefined, kind: StreamKind): MediaStream | undefined => {
    if (played === undefined || played.id === null) return undefined;
    const streams = part?.streams ?? [];
    return streams.find((one) => one.id === played.id) ?? streams.find((one) => one.streamType === kind);
  };
  const tracks = {
    video: track(playing.video, VIDEO),
    audio: track(playing.audio, AUDIO),
    subtitle: track(playing.subtitle, SUBTITLE),
  };
  const resolution = bareResolution(media?.videoResolution ?? null);
  return sideOf(
    { media, ...tracks, serverVersion },
    {
      container: media?.container ?? null,
      videoResolution: resolution,
      videoFullResolution: fullResolution(resolution, media === undefined ? null : scanTypeOf(media)),
    },
  );
}

/** What the session lets us guess of the file while its own description was not read. */
function guessedSource(playing: Playing, delivery: Delivery, delivered: MediaSide, decisions: Decisions): MediaSide {
  const { media, part } = playing;
  const { transcode, isKeyless } = delivery;
  if (isKeyless) return sideOfMedia(media, media?.container ?? part?.container ?? null);
  if (transcode === null) return delivered;
  const unknown = sideOfMedia(undefined, null);
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

function transcoderColumns(transcode: TranscodeElement | null, source: MediaSide) {
  return {
    transcodeProtocol: transcode?.protocol ?? null,
    transcodeContainer: transcode?.container ?? null,
    transcodeVideoCodec: named(transcode?.videoCodec ?? null, source.videoCodec),
    transcodeAudioCodec: named(transcode?.audioCodec ?? null, source.audioCodec),
    transcodeAudioChannels: transcode?.audioChannels ?? null,
    transcodeWidth: transcode?.width ?? null,
    transcodeHeight: transcode?.height ?? null,
    isHwRequested: transcode?.transcodeHwRequested ?? false,
    isHwDecoding: isHardwareDecoder(transcode?.transcodeHwDecoding ?? null),
    isHwEncoding: isHardwareEncoder(transcode?.transcodeHwEncoding ?? null),
    isHwFullPipeline: transcode?.transcodeHwFullPipeline ?? false,
    hwDecode: transcode?.transcodeHwDecoding ?? null,
    hwDecodeTitle: transcode?.transcodeHwDecodingTitle ?? null,
    hwEncode: transcode?.transcodeHwEncoding ?? null,
    hwEncodeTitle: transcode?.transcodeHwEncodingTitle ?? null,
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

/**
 * The whole description of a stream. `library` is what the item's own description says, or null while it was not read:
 * then the source is guessed from the session.
 */
export function deriveStream(delivery: Delivery, library: readonly SourceMedia[] | null): StreamFacts {
  const playing = playingOf(delivery.media);
  const decisions = decisionsOf(playing, delivery);
  const delivered = deliveredSide(playing, delivery);
  const known = library !== null && library.length > 0 && !delivery.isKeyless ? library : null;
  const source =
    known === null
      ? guessedSource(playing, delivery, delivered, decisions)
      : knownSource(playing, known, delivery.serverVersion);
  const { subtitle, media } = playing;
  return {
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
    ...transcoderColumns(delivery.transcode, source),
    hasSubtitles: subtitle !== undefined && subtitle.id !== null && subtitle.selected !== null,
    isOptimizedVersion: isOptimized(media) || isOptimized(withIdOrFirst(known ?? [], media?.id ?? null)),
    optimizedVersionTitle: media?.title ?? null,
  };
}
