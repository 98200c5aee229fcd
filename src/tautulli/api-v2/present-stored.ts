/**
 * A live stream as an entry of the session list: the entry that was kept, or, where none of today's form was, one made of
 * the columns of its row.
 */
import type { LiveStream } from '#monitoring/activity-live.ts';
import type { ItemFacts, ListedSession, MediaSide, PlayedMedia, StreamFacts, TranscoderFacts } from '#plex/facts.ts';
import {
  NO_CHANNEL,
  NO_DOLBY_VISION,
  NO_SIDE,
  NO_STREAM,
  NO_TRANSCODER,
  NO_VERSION,
  noItemFacts,
} from '#plex/no-facts.ts';
import { readStoredSession } from '#plex/stored-session.ts';

type Row = Readonly<Record<string, unknown>>;

const seconds = (moment: Date | null): number | null => (moment === null ? null : moment.getTime() / 1000);

/** The members of `form` that the row has too. */
const membersOf = <T extends object>(form: T, row: Row): T =>
  Object.fromEntries(
    Object.entries(form).map(([name, none]) => [name, Object.hasOwn(row, name) ? (row[name] ?? none) : none]),
  ) as T;

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const sideOf = (row: Row, prefix: 'source' | 'delivered'): MediaSide =>
  membersOf(NO_SIDE, Object.fromEntries(Object.keys(NO_SIDE).map((name) => [name, row[`${prefix}${capital(name)}`]])));

function itemOf({ item, externalIds, session }: LiveStream): ItemFacts {
  return {
    ...membersOf(noItemFacts(item.mediaType), item),
    mediaType: item.mediaType,
    originallyAvailableAt: item.originallyAvailableOn,
    audienceRating: item.audienceRating === null ? null : String(item.audienceRating),
    addedAt: seconds(item.addedAt),
    updatedAt: seconds(item.updatedAt),
    lastViewedAt: seconds(item.lastViewedAt),
    isLive: session.isLive,
    externalIds,
    hasAncestor: true,
  };
}

function streamOf(row: LiveStream['stream']): StreamFacts {
  return {
    ...membersOf(NO_STREAM, row),
    decision: row.decision ?? 'direct play',
    source: sideOf(row, 'source'),
    delivered: sideOf(row, 'delivered'),
  };
}

const track = (codec: string | null, language: string | null, languageCode: string | null, bitrate: number | null) => ({
  id: null,
  codec,
  bitrateKbps: bitrate,
  language,
  languageCode,
  isSelected: null,
  decision: null,
});

/** A side as a version with its tracks; a kind without a codec is not there. */
function playedOf(side: MediaSide, stream: StreamFacts): PlayedMedia {
  const { videoCodec, audioCodec, subtitleCodec } = side;
  return {
    version: {
      ...NO_VERSION,
      bitrateKbps: side.bitrateKbps,
      width: side.videoWidth,
      height: side.videoHeight,
      aspectRatio: side.aspectRatio,
      container: side.container,
      videoCodec,
      videoProfile: side.videoProfile,
      videoResolution: side.videoResolution,
      videoScanType: side.videoScanType,
      videoFrameRate: side.videoFrameRate,
      audioCodec,
      audioProfile: side.audioProfile,
      audioChannels: side.audioChannels,
      isOptimized: stream.isOptimizedVersion,
      title: stream.optimizedVersionTitle,
      channel: NO_CHANNEL,
    },
    part: null,
    video:
      videoCodec === null
        ? null
        : {
            kind: 'video',
            ...track(videoCodec, null, null, side.videoBitrateKbps),
            profile: side.videoProfile,
            codecLevel: null,
            bitDepth: side.videoBitDepth,
            ...{ chromaSubsampling: null, colorPrimaries: null, colorRange: null, colorSpace: null, colorTrc: null },
            extendedDisplayTitle: null,
            dolbyVision: { ...NO_DOLBY_VISION, isPresent: side.videoDynamicRange?.includes('Dolby Vision') === true },
            dynamicRange: side.videoDynamicRange ?? 'SDR',
            frameRate: null,
            refFrames: null,
            width: side.videoWidth,
            height: side.videoHeight,
            scanType: side.videoScanType,
          },
    audio:
      audioCodec === null
        ? null
        : {
            kind: 'audio',
            ...track(audioCodec, side.audioLanguage, side.audioLanguageCode, side.audioBitrateKbps),
            profile: side.audioProfile,
            bitrateMode: null,
            channels: side.audioChannels,
            channelLayout: side.audioChannelLayout,
            samplingRateHz: null,
          },
    subtitle:
      subtitleCodec === null
        ? null
        : {
            kind: 'subtitle',
            ...track(subtitleCodec, side.subtitleLanguage, side.subtitleLanguageCode, null),
            ...{ container: null, format: null, location: null, isExternal: false, isTransient: false },
            isForced: side.subtitleIsForced === true,
          },
  };
}

function transcoderOf({ session, stream }: LiveStream): TranscoderFacts | null {
  if (session.transcodeId === null) return null;
  return {
    ...NO_TRANSCODER,
    id: session.transcodeId,
    key: `/transcode/sessions/${session.transcodeId}`,
    speed: session.transcodeSpeed,
    progressPercent: session.transcodeProgress,
    progress: session.transcodeProgress,
    isThrottled: session.isTranscodeThrottled,
    availableToMs: session.transcodeAvailableToMs,
    maxOffsetSeconds: session.transcodeAvailableToMs === null ? null : session.transcodeAvailableToMs / 1000,
    protocol: stream.transcodeProtocol,
    container: stream.transcodeContainer,
    videoCodec: stream.transcodeVideoCodec,
    audioCodec: stream.transcodeAudioCodec,
    audioChannels: stream.transcodeAudioChannels,
    width: stream.transcodeWidth,
    height: stream.transcodeHeight,
    videoDecision: stream.videoDecision,
    audioDecision: stream.audioDecision,
    subtitleDecision: stream.subtitleDecision,
    isHwRequested: stream.isHwRequested,
    isHwFullPipeline: stream.isHwFullPipeline,
    hwDecode: stream.hwDecode,
    hwDecodeTitle: stream.hwDecodeTitle,
    hwEncode: stream.hwEncode,
    hwEncodeTitle: stream.hwEncodeTitle,
  };
}

function fromColumns(live: LiveStream): ListedSession {
  const { session, player, person } = live;
  const stream = streamOf(live.stream);
  return {
    sessionKey: session.sessionKey,
    plexSessionId: session.plexSessionId,
    state: session.state,
    viewOffsetMs: session.viewOffsetMs,
    hasPosition: session.mediaType !== 'photo',
    account: { accountId: person.plexUserId ?? 0, name: person.username, thumb: person.thumb },
    player: { ...player, title: player.title ?? '' },
    item: { ...itemOf(live), durationMs: session.durationMs ?? live.item.durationMs },
    stream,
    transcoder: transcoderOf(live),
    played: playedOf(stream.delivered, stream),
    file: live.item.ratingKey === null ? null : playedOf(stream.source, stream),
    ipAddress: session.ipAddress,
    ipAddressPublic: null,
    location: session.location,
    isLocal: session.location === 'lan',
    isRelayed: session.isRelayed,
    isSecure: session.isSecure,
    bandwidthKbps: session.bandwidthKbps,
    liveUuid: session.liveUuid,
  };
}

/** The stream as listed last, where its player stands now. */
export function listedOf(live: LiveStream): ListedSession {
  const { state, viewOffsetMs } = live.session;
  return { ...(readStoredSession(live.session.listed) ?? fromColumns(live)), state, viewOffsetMs };
}
