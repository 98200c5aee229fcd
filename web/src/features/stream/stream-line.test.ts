import { beforeAll, expect, test } from 'vitest';
import type { StreamView } from '#contract/media.ts';
import { STREAMS } from '../../../dev/streams.ts';
import { speakEnglish } from '../../testing.ts';
import { decisionBadge, streamLine } from './stream-line.ts';

beforeAll(speakEnglish);

const words = (stream: StreamView): string =>
  streamLine(stream)
    .map(({ from, text }) => (from === null ? text : `${from} > ${text}`))
    .join(', ')
    .replaceAll('\u00a0', ' ');

test.each<[string, StreamView, string]>([
  ['unchanged', STREAMS.direct, '1080p H.264, EAC3 5.1'],
  ['unchanged, high range', STREAMS.direct4k, '4K HEVC HDR10, TrueHD 7.1'],
  ['only the sound', STREAMS.copy, '1080p H.264, EAC3 5.1 > AAC 2.0'],
  ['everything', STREAMS.hardware, '4K HEVC HDR10 > 1080p H.264 SDR, TrueHD 7.1 > AAC 2.0, burn-in subtitles'],
  ['music', STREAMS.music, 'FLAC 2.0'],
  ['an unknown source', { ...STREAMS.copy, isSourceKnown: false }, '1080p H.264, AAC 2.0'],
  [
    'converted subtitles',
    { ...STREAMS.direct, hasSubtitles: true, subtitleDecision: 'transcode' },
    '1080p H.264, EAC3 5.1, converted subtitles',
  ],
])('%s', (_, stream, expected) => {
  expect(words(stream)).toBe(expected);
});

test('nothing known says so', () => {
  const nothing = { ...STREAMS.music.source, audioCodec: null, audioChannels: null };
  expect(words({ ...STREAMS.music, source: nothing, delivered: nothing })).toBe('Stream details unknown');
});

const pace = (speed: number | null, isThrottled = false) => ({ speed, isThrottled });

test.each<[string, StreamView, ReturnType<typeof pace> | null, string, string]>([
  ['direct play', STREAMS.direct, null, 'ok', 'Direct play'],
  ['direct stream', STREAMS.copy, pace(3), 'info', 'Direct stream'],
  ['hardware', STREAMS.hardware, pace(1.84), 'warn', 'Transcode HW 1.8×'],
  ['software, too slow', STREAMS.software, pace(0.8), 'danger', 'Transcode SW 0.8×'],
  ['throttled stands still on purpose', STREAMS.hardware, pace(0, true), 'warn', 'Transcode HW · throttled'],
  ['unknown speed', STREAMS.software, pace(null), 'warn', 'Transcode SW'],
  ['only the sound', { ...STREAMS.software, videoDecision: 'copy' }, pace(8), 'warn', 'Transcode 8.0×'],
])('badge: %s', (_, stream, transcoder, tone, text) => {
  expect(decisionBadge(stream, transcoder)).toEqual({ tone, text });
});
