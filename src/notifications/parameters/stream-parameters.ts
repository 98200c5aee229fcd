/** About the stream, and about those that are live beside it (notification notes 4.2). */
import type { ParameterValue } from '../text/values.ts';
import { type DateFormats, utcDate } from './date-values.ts';
import { type RawRecord, textOf, wholeOf } from './raw-record.ts';
import { minutesOf, percentOf } from './rounding.ts';
import type { LiveStream } from './types.ts';

type Values = Readonly<Record<string, ParameterValue>>;

const sumBandwidth = (streams: readonly LiveStream[]): number =>
  streams.reduce((sum, { bandwidthKbps }) => sum + Math.trunc(bandwidthKbps ?? 0), 0);

const countDecision = (streams: readonly LiveStream[], decision: string): number =>
  streams.filter((stream) => stream.decision === decision).length;

/** How many streams are live. A stream that stops is not one of them any more. */
export function streamCounts(live: readonly LiveStream[], trigger: string, record: RawRecord): Values {
  const own = textOf(record, 'session_key');
  const streams = trigger === 'on_stop' ? live.filter(({ sessionKey }) => sessionKey !== own) : live;
  const lan = streams.filter(({ location }) => location === 'lan');
  const wan = streams.filter(({ location }) => location !== 'lan');
  const userId = wholeOf(record, 'user_id');
  // New items are nobody's, and everybody counts.
  const users = userId === null ? streams : streams.filter((stream) => stream.userId === userId);
  return {
    streams: streams.length,
    lan_streams: lan.length,
    wan_streams: wan.length,
    direct_plays: countDecision(streams, 'direct play'),
    direct_streams: countDecision(streams, 'copy'),
    transcodes: countDecision(streams, 'transcode'),
    total_bandwidth: sumBandwidth(streams),
    lan_bandwidth: sumBandwidth(lan),
    wan_bandwidth: sumBandwidth(wan),
    user_streams: users.length,
    user_direct_plays: countDecision(users, 'direct play'),
    user_direct_streams: countDecision(users, 'copy'),
    user_transcodes: countDecision(users, 'transcode'),
  };
}

/** Whole seconds of a number of milliseconds; 0 for anything else. */
function secondsOf(record: RawRecord, name: string): number {
  const text = textOf(record, name);
  return /^\d+$/.test(text) ? Math.floor(Number(text) / 1000) : 0;
}

/** Beginning, end, position and what is left. `nowMs` is when it happened. */
export function streamTimes(record: RawRecord, trigger: string, nowMs: number, formats: DateFormats): Values {
  const started = wholeOf(record, 'started');
  const stopped = wholeOf(record, 'stopped');
  const played =
    trigger === 'on_play' ? 0 : Math.floor(nowMs / 1000) - (started ?? 0) - (wholeOf(record, 'paused_counter') ?? 0);
  const progress = secondsOf(record, 'view_offset');
  const length = secondsOf(record, 'duration');
  return {
    started_datestamp: utcDate(started, formats.date),
    started_timestamp: utcDate(started, formats.time),
    stopped_datestamp: utcDate(stopped, formats.date),
    stopped_timestamp: utcDate(stopped, formats.time),
    stream_duration: minutesOf(played),
    stream_duration_sec: played,
    stream_time: utcDate(played, formats.length),
    remaining_duration: minutesOf(length) - minutesOf(progress),
    remaining_duration_sec: length - progress,
    remaining_time: utcDate(length - progress, formats.length),
    progress_duration: minutesOf(progress),
    progress_duration_sec: progress,
    progress_time: utcDate(progress, formats.length),
    progress_percent: percentOf(progress, length),
    duration: minutesOf(length),
    duration_sec: length,
    duration_time: utcDate(length, formats.length),
  };
}

/** Delivery and connection. */
export const streamWords = (record: RawRecord): Values => ({
  ip_address: record.ip_address === undefined ? 'N/A' : textOf(record, 'ip_address'),
  view_offset: wordOr(record, 'view_offset', 0),
  transcode_decision: decisionOf(record),
  secure: record.secure === null ? 'unknown' : wordOr(record, 'secure', ''),
});

function wordOr(record: RawRecord, name: string, otherwise: ParameterValue): ParameterValue {
  const value = record[name];
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? value : otherwise;
}

function decisionOf(record: RawRecord): string {
  const decisions = [textOf(record, 'stream_video_decision'), textOf(record, 'stream_audio_decision')];
  if (decisions.includes('transcode')) return 'Transcode';
  return decisions.includes('copy') ? 'Direct Stream' : 'Direct Play';
}

const flag01 = (record: RawRecord, name: string): 0 | 1 => (record[name] === true || record[name] === 1 ? 1 : 0);

/** The marker that was reached; all 0 without one. */
export function markerParameters(marker: RawRecord): Values {
  return {
    marker_start: wholeOf(marker, 'start_time_offset') ?? 0,
    marker_end: wholeOf(marker, 'end_time_offset') ?? 0,
    credits_marker_first: flag01(marker, 'first'),
    credits_marker_final: flag01(marker, 'final'),
  };
}
