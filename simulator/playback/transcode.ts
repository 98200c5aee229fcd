import type { Stream } from '../actions.ts';
import { type Attributes, type Element, el, numberOf, type Scalar } from '../wire/element.ts';
import { streamElement } from '../wire/item-element.ts';
import type { MediaVersion, Part } from '../world/types.ts';

/** The streams of the source a client plays. */
export interface Selection {
  readonly part: Part;
  readonly video: Attributes | undefined;
  readonly audio: Attributes | undefined;
  readonly subtitle: Attributes | undefined;
}

const EMPTY_PART: Part = { attrs: {}, streams: [] };
const VIDEO = 1;
const AUDIO = 2;
const SUBTITLE = 3;

export const streamsOf = (part: Part, type: number): Attributes[] =>
  part.streams.filter(({ streamType }) => streamType === type);

/** Which of the source's streams are played: the wanted ones, else the first; subtitles only when asked for. */
export function selectStreams(source: MediaVersion, stream: Stream): Selection {
  const part = source.parts[stream.part ?? 0] ?? source.parts[0] ?? EMPTY_PART;
  return {
    part,
    video: streamsOf(part, VIDEO)[0],
    audio: streamsOf(part, AUDIO)[stream.audio_index ?? 0],
    subtitle: stream.subtitle_index === undefined ? undefined : streamsOf(part, SUBTITLE)[stream.subtitle_index],
  };
}

/** The total bitrate the client receives, in kbps; undefined when the source has none (photos). */
export function deliveredBitrate(source: MediaVersion, stream: Stream): number | undefined {
  if (!stream.video && !stream.audio) {
    return source.attrs.bitrate === undefined ? undefined : numberOf(source.attrs, 'bitrate');
  }
  if (stream.bitrate) return stream.bitrate;
  const part = source.parts[0] ?? EMPTY_PART;
  const original = (type: number): number => numberOf(streamsOf(part, type)[0] ?? {}, 'bitrate');
  const video = stream.video?.decision === 'transcode' ? (stream.video.bitrate ?? 0) : original(VIDEO);
  const audio = stream.audio?.decision === 'transcode' ? (stream.audio.bitrate ?? 0) : original(AUDIO);
  return video + audio;
}

/** Servers reserve a quarter more than the stream needs. */
export const reservedBandwidth = (source: MediaVersion, stream: Stream): number =>
  source.attrs.bitrate === undefined ? 0 : Math.round((deliveredBitrate(source, stream) ?? 0) * 1.25);

const HEIGHTS: readonly (readonly [label: string, height: number])[] = [
  ['160', 160],
  ['240', 240],
  ['328', 328],
  ['480', 480],
  ['720', 720],
  ['1080', 1080],
  ['4k', 2160],
];

/** The label of a converted picture: `720p`, `1080p`, `4k`. */
function resolutionLabel(height: number): string {
  const label = HEIGHTS.filter(([, lines]) => lines <= height + 200).at(-1)?.[0] ?? '480';
  return label === '4k' ? label : `${label}p`;
}

const names = (source: Attributes): Attributes => ({
  displayTitle: source.displayTitle,
  extendedDisplayTitle: source.extendedDisplayTitle,
  language: source.language,
  languageCode: source.languageCode,
  languageTag: source.languageTag,
});

function videoOut(stream: Stream, source: Attributes): Element {
  const location = 'segments-video';
  const { video } = stream;
  if (video?.decision !== 'transcode') return streamElement(source, { decision: 'copy', location });
  return el('Stream', {
    ...names(source),
    id: source.id,
    streamType: VIDEO,
    bitrate: video.bitrate,
    codec: video.codec,
    default: true,
    frameRate: source.frameRate,
    height: video.height,
    width: video.width,
    decision: 'transcode',
    location,
  });
}

function audioOut(stream: Stream, source: Attributes): Element {
  const location = 'segments-audio';
  const { audio } = stream;
  if (audio?.decision !== 'transcode') return streamElement(source, { decision: 'copy', location, selected: true });
  return el('Stream', {
    ...names(source),
    id: source.id,
    streamType: AUDIO,
    bitrate: audio.bitrate,
    bitrateMode: 'cbr',
    channels: audio.channels,
    codec: audio.codec,
    default: true,
    selected: true,
    decision: 'transcode',
    location,
  });
}

function subtitleOut(stream: Stream, source: Attributes): Element {
  const { subtitle } = stream;
  const burn = subtitle?.decision === 'burn';
  return streamElement(source, {
    decision: subtitle?.decision ?? 'copy',
    codec: subtitle?.codec ?? source.codec,
    selected: true,
    burn: burn ? true : undefined,
    location: burn ? undefined : (subtitle?.location ?? 'segments-subs'),
  });
}

const DEFAULT_CONTAINER = 'mkv';
const DEFAULT_PROTOCOL = 'dash';

/** `Media` of a stream that runs through the transcoder: it describes what the client receives. */
export function transcodedMedia(source: MediaVersion, stream: Stream, extra: Attributes): Element {
  const { part, video, audio, subtitle } = selectStreams(source, stream);
  const converted = stream.video?.decision === 'transcode' && video !== undefined ? stream.video : undefined;
  const heard = stream.audio?.decision === 'transcode' ? stream.audio : undefined;
  const from = source.attrs;
  const shape: Attributes = {
    bitrate: deliveredBitrate(source, stream),
    container: stream.container ?? DEFAULT_CONTAINER,
    height: converted === undefined ? from.height : converted.height,
    width: converted === undefined ? from.width : converted.width,
    optimizedForStreaming: true,
    protocol: stream.protocol ?? DEFAULT_PROTOCOL,
  };
  const media: Attributes = {
    ...extra,
    ...shape,
    id: from.id,
    videoProfile: stream.video?.decision === 'transcode' ? 'high' : from.videoProfile,
    audioChannels: heard === undefined ? from.audioChannels : heard.channels,
    audioCodec: heard === undefined ? from.audioCodec : heard.codec,
    duration: from.duration,
    proxyType: from.proxyType,
    target: from.target,
    title: from.title,
    videoCodec: video === undefined ? undefined : (converted?.codec ?? from.videoCodec),
    videoFrameRate: from.videoFrameRate,
    videoResolution: converted === undefined ? from.videoResolution : resolutionLabel(converted.height ?? 0),
    selected: true,
  };
  const partAttrs: Attributes = {
    ...shape,
    id: part.attrs.id,
    duration: part.attrs.duration,
    indexes: part.attrs.indexes,
    decision: 'transcode',
    selected: true,
  };
  const streams = [
    video && videoOut(stream, video),
    audio && audioOut(stream, audio),
    subtitle && subtitleOut(stream, subtitle),
  ];
  return el('Media', media, [el('Part', partAttrs, streams)]);
}

/** `Media` of direct play: the source itself, with the chosen streams marked. */
export function directMedia(source: MediaVersion, stream: Stream, extra: Attributes, isPhoto: boolean): Element {
  const { part, audio, subtitle } = selectStreams(source, stream);
  const chosen = (candidate: Attributes): boolean => candidate === audio || candidate === subtitle;
  const shown = part.streams.filter(
    (candidate) => chosen(candidate) || candidate.streamType === VIDEO || candidate.streamType === 4,
  );
  const parts = source.parts.map((candidate) =>
    candidate === part
      ? el(
          'Part',
          { ...part.attrs, decision: isPhoto ? undefined : 'directplay', selected: true },
          shown.map((one) => streamElement(one, { location: 'direct', selected: chosen(one) ? true : one.selected })),
        )
      : el('Part', candidate.attrs),
  );
  return el('Media', { ...source.attrs, ...extra, selected: true }, parts);
}

export interface TranscodeFacts {
  readonly transcodeId: string;
  readonly durationMs: number | undefined;
  /** Percent, or a placeholder for it. */
  readonly progress: Scalar;
  /** Epoch seconds. */
  readonly startedAt: number;
}

const DEFAULT_SPEED = 6.3;
const DEFAULT_MAX_OFFSET_S = 64.5;

/** The `TranscodeSession` of a stream (Plex protocol notes 3.6). */
export function transcodeAttributes(source: MediaVersion, stream: Stream, facts: TranscodeFacts): Attributes {
  const { video, audio, subtitle } = selectStreams(source, stream);
  const toVideo = stream.video?.decision === 'transcode' ? stream.video : undefined;
  const toAudio = stream.audio?.decision === 'transcode' ? stream.audio : undefined;
  const { hw } = stream;
  return {
    key: `/transcode/sessions/${facts.transcodeId}`,
    throttled: stream.throttled ?? false,
    complete: false,
    progress: facts.progress,
    size: -22,
    speed: stream.speed ?? DEFAULT_SPEED,
    error: false,
    duration: facts.durationMs,
    remaining: 345,
    context: 'streaming',
    sourceVideoCodec: video?.codec,
    sourceAudioCodec: audio?.codec,
    videoDecision: video && (stream.video?.decision ?? 'copy'),
    audioDecision: audio && (stream.audio?.decision ?? 'copy'),
    subtitleDecision: subtitle && (stream.subtitle?.decision ?? 'copy'),
    protocol: stream.protocol ?? DEFAULT_PROTOCOL,
    container: stream.container ?? DEFAULT_CONTAINER,
    videoCodec: video && (toVideo === undefined ? video.codec : toVideo.codec),
    audioCodec: audio && (toAudio === undefined ? audio.codec : toAudio.codec),
    audioChannels: audio && (toAudio === undefined ? audio.channels : toAudio.channels),
    width: toVideo?.width,
    height: toVideo?.height,
    transcodeHwRequested: hw?.requested ?? hw !== undefined,
    transcodeHwDecoding: hw?.decode,
    transcodeHwEncoding: hw?.encode,
    transcodeHwDecodingTitle: hw?.decode_title,
    transcodeHwFullPipeline: hw?.full ?? false,
    transcodeHwEncodingTitle: hw?.encode_title,
    timeStamp: facts.startedAt,
    maxOffsetAvailable: stream.max_offset ?? DEFAULT_MAX_OFFSET_S,
    minOffsetAvailable: stream.min_offset ?? 0,
  };
}
