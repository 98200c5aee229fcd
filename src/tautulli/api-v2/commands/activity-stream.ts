/** How a live stream is delivered, as clients know it (API notes 14). */
import type { LiveStream } from '#monitoring/activity-live.ts';
import { channelLabel } from '#plex/tables/audio-layouts.ts';
import { renderRow } from '../../legacy-rows/column.ts';
import { STREAM_COLUMNS } from '../../legacy-rows/stream-columns.ts';
import type { Json, JsonObject } from '../json.ts';
import { doviOf, UNKNOWN_OF_SOURCE, UNKNOWN_OF_STREAM } from './activity-unknown.ts';
import { halfToEven } from './history-row.ts';
import { flag01 } from './old-values.ts';

/** Numbers are texts here, and what nobody said is an empty one. */
export const asText = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** Members that are numbers all the same: 0 or 1. */
const FLAGS: ReadonlySet<string> = new Set(
  STREAM_COLUMNS.filter(({ kind }) => kind === 'flag' || kind === 'flag?').map(({ column }) => column),
);

const member = (name: string, value: unknown): Json => (FLAGS.has(name) ? flag01(value === 1) : asText(value));

/** Kinds that have a picture that moves. */
const VIDEO_KINDS: ReadonlySet<string> = new Set(['movie', 'episode', 'clip']);

const megabits = (kbps: number): string => (kbps / 1000).toFixed(1);

/** The transcoder's own numbers; they change while it works. */
function transcoderOf({ session, stream }: LiveStream): JsonObject {
  const isRunning = session.transcodeId !== null;
  const seconds = (session.transcodeAvailableToMs ?? 0) / 1000;
  const decided = (decision: string | null): string => (isRunning ? asText(decision) : 'direct play');
  return {
    transcode_key: isRunning ? `/transcode/sessions/${session.transcodeId}` : '',
    transcode_throttled: flag01(session.isTranscodeThrottled),
    throttled: session.isTranscodeThrottled ? '1' : '0',
    transcode_progress: halfToEven(session.transcodeProgress ?? 0),
    transcode_speed: isRunning ? (session.transcodeSpeed?.toFixed(1) ?? '0') : '',
    transcode_min_offset_available: 0,
    transcode_max_offset_available: halfToEven(seconds),
    video_decision: decided(stream.videoDecision),
    audio_decision: decided(stream.audioDecision),
    subtitle_decision: isRunning ? asText(stream.subtitleDecision) : '',
  };
}

/** The file, as far as the columns of the history do not have it. */
function sourceOf({ item, session, stream }: LiveStream): JsonObject {
  const size = { width: asText(stream.sourceVideoWidth), height: asText(stream.sourceVideoHeight) };
  const fullResolution = stream.sourceVideoFullResolution ?? 'p';
  const optimizedAs = `${megabits(stream.sourceBitrateKbps ?? 0)} Mbps ${fullResolution}`;
  return {
    ...UNKNOWN_OF_SOURCE,
    ...size,
    protocol: session.isLive ? 'livetv' : '',
    video_full_resolution: fullResolution,
    video_profile: asText(stream.sourceVideoProfile),
    audio_profile: asText(stream.sourceAudioProfile),
    audio_channel_layout: asText(stream.sourceAudioChannelLayout),
    subtitle_language_code: asText(stream.sourceSubtitleLanguageCode),
    optimized_version_profile: stream.isOptimizedVersion && VIDEO_KINDS.has(item.mediaType) ? optimizedAs : '',
    ...doviOf('video', stream.sourceVideoCodec, stream.sourceVideoDynamicRange),
  };
}

/**
 * The layout as the server sent it. Where it sent none the label of the channels stands in its place, which servers
 * write otherwise when it is a word.
 */
function sentLayout({ stream }: LiveStream): string {
  const layout = asText(stream.deliveredAudioChannelLayout);
  const isLabel = layout === channelLabel(stream.deliveredAudioChannels);
  return isLabel && (stream.audioDecision === 'transcode' || /^[A-Z]/.test(layout)) ? '' : layout;
}

/** What the player receives, as far as the columns of the history do not have it. */
function deliveredOf(live: LiveStream): JsonObject {
  const { item, session, stream } = live;
  return {
    ...UNKNOWN_OF_STREAM,
    stream_aspect_ratio: asText(stream.deliveredAspectRatio),
    stream_duration: asText(session.durationMs ?? item.durationMs),
    stream_audio_profile: asText(stream.deliveredAudioProfile),
    stream_audio_channel_layout: asText(stream.deliveredAudioChannelLayout),
    stream_audio_channel_layout_: sentLayout(live),
    stream_subtitle_language_code: asText(stream.deliveredSubtitleLanguageCode),
    // `undefined` leaves the member out.
    stream_video_full_resolution: VIDEO_KINDS.has(item.mediaType)
      ? (stream.deliveredVideoFullResolution ?? 'p')
      : undefined,
    container_decision: asText(stream.containerDecision),
    quality_profile: stream.qualityProfile ?? 'Unknown',
    ...doviOf('stream_video', stream.deliveredVideoCodec, stream.deliveredVideoDynamicRange),
  };
}

/** A photo has a size and no track. */
const NO_TRACK: JsonObject = { video_width: '', video_height: '', stream_video_width: '', stream_video_height: '' };

/** File, delivery and transcoder of a live stream. */
export function streamOf(live: LiveStream): JsonObject {
  const isPhoto = live.item.mediaType === 'photo';
  const columns = renderRow(STREAM_COLUMNS, { ...live.stream, importedValues: null });
  return {
    ...Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, member(name, value)])),
    ...sourceOf(live),
    ...deliveredOf(live),
    ...transcoderOf(live),
    ...(isPhoto ? NO_TRACK : {}),
  };
}
