/** Every recorded pair of inputs and outputs that concerns a fact of this room. */
import { describe, expect, test } from 'vitest';
import type { MediaType } from '#contract/enums.ts';
import { deriveStream } from './derive-stream.ts';
import type { ListedSession } from './facts.ts';
import { parseMetadata } from './parse-metadata.ts';
import { describeSession, parseSessions, type SessionEntry } from './parse-sessions.ts';
import { dynamicRange } from './tables/dynamic-range.ts';
import { isHardwareDecoder, isHardwareEncoder } from './tables/hardware.ts';
import { normalisePlatform } from './tables/platforms.ts';
import { qualityProfile } from './tables/quality-profiles.ts';
import { bareResolution, deliveredResolution, fullResolution, hasFullResolution } from './tables/resolutions.ts';
import { derivedCases, element, said } from './testing.ts';

type Row = Readonly<Record<string, unknown>>;
const row = (value: unknown): Row => value as Row;
const kbps = (value: unknown): number | null => (said(value) === null ? null : Number(value));

function entryOf(body: string, serverVersion: string | null = null): SessionEntry {
  const parsed = parseSessions(element('MediaContainer', {}, body), serverVersion);
  if (!parsed.ok) throw new Error(parsed.problem);
  const [entry] = parsed.value.entries;
  if (entry === undefined) throw new Error(parsed.value.problems.join());
  return entry;
}

const user = element('User', { id: 7, title: 'anna' });
const player = (attributes: Row = {}): string =>
  element('Player', { address: '192.0.2.50', local: '1', title: 'Den', product: 'Plex for Roku', ...attributes });
const video = (attributes: Row, ...children: string[]): string =>
  element('Video', { sessionKey: 1, ratingKey: 101, type: 'movie', title: 'T', ...attributes }, ...children);
const listed = (body: string): ListedSession => entryOf(body).listed;

test.each(derivedCases('platform'))('platform $platform of $product', (one) => {
  expect(normalisePlatform(said(one.platform), said(one.product))).toBe(said(one.platform_out));
});

test.each(derivedCases('connection'))('connection $player $session', (one) => {
  const session = one.session === null ? [] : [element('Session', row(one.session))];
  const found = listed(video({}, user, player(row(one.player)), ...session));
  const result = row(one.result);
  expect({
    player: found.player.title,
    ip_address: found.ipAddress,
    ip_address_public: found.ipAddressPublic,
    local: found.isLocal,
    relayed: found.isRelayed,
    secure: found.isSecure,
    location: found.location,
    bandwidth: found.bandwidthKbps,
    session_id: found.plexSessionId,
  }).toEqual({
    player: result.player,
    ip_address: said(result.ip_address),
    ip_address_public: said(result.ip_address_public),
    local: result.local === 1,
    relayed: result.relayed !== 0,
    secure: result.secure === null ? null : result.secure === 1,
    location: result.location,
    bandwidth: kbps(result.bandwidth),
    session_id: said(result.session_id),
  });
});

test.each(derivedCases('hardware'))('hardware $decode $encode', (one) => {
  const result = row(one.result);
  expect(isHardwareDecoder(said(one.decode))).toBe(result.transcode_hw_decoding === 1);
  expect(isHardwareEncoder(said(one.encode))).toBe(result.transcode_hw_encoding === 1);
});

test.each(derivedCases('transcoder_numbers'))('transcoder numbers $progress $speed $max', (one) => {
  const attributes = {
    key: '/transcode/sessions/abc',
    progress: one.progress,
    speed: one.speed,
    maxOffsetAvailable: one.max,
    throttled: one.throttled,
  };
  const { transcoder } = listed(video({}, user, player(), element('TranscodeSession', attributes)));
  const result = row(one.result);
  expect(transcoder?.id).toBe('abc');
  expect(transcoder?.isThrottled).toBe(result.transcode_throttled === 1);
  // Ours are exact, the recorded ones rounded.
  if (Number(one.progress) >= 0)
    expect(Math.abs((transcoder?.progressPercent ?? 0) - Number(result.transcode_progress))).toBeLessThanOrEqual(0.5);
  expect(Math.abs((transcoder?.speed ?? 0) - Number(result.transcode_speed))).toBeLessThanOrEqual(0.051);
  expect(
    Math.abs((transcoder?.availableToMs ?? 0) / 1000 - Math.max(0, Number(result.transcode_max_offset_available))),
  ).toBeLessThanOrEqual(0.5);
});

test.each(derivedCases('source_resolution'))(
  'source resolution $media_video_resolution $video_stream_scan_types',
  (one) => {
    const streams = (one.video_stream_scan_types as string[]).map((scanType, index) =>
      element('Stream', { id: index + 1, streamType: 1, scanType }),
    );
    const media = element(
      'Media',
      { id: 1, videoResolution: one.media_video_resolution },
      element('Part', { id: 2 }, ...streams),
    );
    const parsed = parseMetadata(element('MediaContainer', {}, video({}, media)));
    if (!parsed.ok) throw new Error(parsed.problem);
    const entry = entryOf(video({}, media, user, player()));
    const { source } = deriveStream(entry.delivery, parsed.value.values[0]?.media ?? null).stream;
    const result = row(one.result);
    expect(source.videoResolution).toBe(said(result.video_resolution));
    expect(source.videoFullResolution).toBe(result.video_full_resolution);
  },
);

test.each(derivedCases('stream_resolution'))(
  'stream resolution $media_type $media_video_resolution $stream_width',
  (one) => {
    const resolution = deliveredResolution(said(one.media_video_resolution), kbps(one.stream_width));
    const result = row(one.result);
    expect(resolution).toBe(said(result.stream_video_resolution));
    if (hasFullResolution(one.media_type as MediaType))
      expect(fullResolution(resolution, said(one.stream_scan_type))).toBe(result.stream_video_full_resolution);
    else expect(result).not.toHaveProperty('stream_video_full_resolution');
  },
);

test.each(derivedCases('dynamic_range'))('dynamic range $extendedDisplayTitle $server_version', (one) => {
  const stream = {
    bitDepth: kbps(one.bitDepth),
    colorTrc: said(one.colorTrc),
    doviProfile: said(one.DOVIProfile),
    title: said(one.extendedDisplayTitle),
  };
  expect(dynamicRange(stream, said(one.server_version))).toBe(one.result);
});

test.each(derivedCases('audio_layout'))('audio layout $channels $audioChannelLayout', (one) => {
  const stream = element('Stream', {
    id: 3,
    streamType: 2,
    channels: one.channels,
    audioChannelLayout: one.audioChannelLayout,
  });
  const media = element('Media', { id: 1, audioChannels: one.channels }, element('Part', { id: 2 }, stream));
  const parsed = parseMetadata(element('MediaContainer', {}, video({}, media)));
  if (!parsed.ok) throw new Error(parsed.problem);
  const entry = entryOf(video({}, media, user, player()));
  const found = deriveStream(entry.delivery, parsed.value.values[0]?.media ?? null).stream;
  expect(found.source.audioChannelLayout).toBe(said(one.session_audio_channel_layout));
  expect(found.delivered.audioChannelLayout).toBe(said(one.session_stream_audio_channel_layout));
});

test.each(derivedCases('quality_profile'))(
  'quality $kind $source_bitrate $stream_bitrate $stream_video_decision',
  (one) => {
    const kinds: Readonly<Record<string, MediaType>> = { video: 'movie', audio: 'track', photo: 'photo' };
    const type = kinds[String(one.kind)] ?? (one.kind as MediaType);
    const decision =
      one.stream_video_decision === 'transcode'
        ? 'transcode'
        : one.stream_video_decision === 'copy'
          ? 'copy'
          : 'direct play';
    expect(qualityProfile(type, decision, kbps(one.stream_bitrate), kbps(one.source_bitrate))).toBe(one.result);
  },
);

test.each(derivedCases('optimized_version_profile'))('optimized version $proxyType', (one) => {
  const media = (selected: string | null): string =>
    element('Media', { id: 1, proxyType: one.proxyType, title: 'Mobile', selected });
  const entry = entryOf(video({}, media('1'), user, player()));
  const result = row(one.result);
  expect(entry.listed.stream.isOptimizedVersion).toBe(result.optimized_version === 1);
  expect(entry.listed.stream.optimizedVersionTitle).toBe(result.optimized_version_title);
});

describe('decisions', () => {
  const streamOf = (kind: number, decision: unknown, more: Row): string[] =>
    decision === 'no stream' ? [] : [element('Stream', { id: kind, streamType: kind, decision, ...more })];

  test.each(derivedCases('decisions'))(
    'live $live part $part_decision video $video_stream_decision audio $audio_stream_decision $transcode_session',
    (one) => {
      const part = element(
        'Part',
        { id: 2, decision: one.part_decision },
        ...streamOf(1, one.video_stream_decision, { codec: 'mpeg2video' }),
        ...streamOf(2, one.audio_stream_decision, { codec: 'ac3', channels: 6, selected: 1 }),
        ...streamOf(3, one.subtitle_stream_decision, { codec: 'srt', selected: 1 }),
      );
      const media = element('Media', { id: 1, container: 'mpegts' }, part);
      const transcode = one.transcode_session === null ? [] : [element('TranscodeSession', row(one.transcode_session))];
      const entry = entryOf(video({ live: one.live }, media, user, player(), ...transcode));
      const parsed = parseMetadata(element('MediaContainer', {}, video({}, media)));
      if (!parsed.ok) throw new Error(parsed.problem);
      const { stream } = describeSession(entry, {
        item: entry.listed.item,
        media: parsed.value.values[0]?.media ?? [],
      });
      const result = row(one.result);
      expect({
        transcode_decision: stream.decision,
        stream_container_decision: stream.containerDecision,
        stream_container: stream.delivered.container,
        stream_video_decision: stream.videoDecision,
        stream_audio_decision: stream.audioDecision,
        stream_subtitle_decision: stream.subtitleDecision,
        stream_video_codec: stream.delivered.videoCodec,
        stream_audio_codec: stream.delivered.audioCodec,
        stream_audio_channels: said(stream.delivered.audioChannels),
        stream_audio_channel_layout: stream.delivered.audioChannelLayout,
        transcode_video_codec: stream.transcodeVideoCodec,
        transcode_audio_codec: stream.transcodeAudioCodec,
      }).toEqual(
        Object.fromEntries(
          [
            'transcode_decision',
            'stream_container_decision',
            'stream_container',
            'stream_video_decision',
            'stream_audio_decision',
            'stream_subtitle_decision',
            'stream_video_codec',
            'stream_audio_codec',
            'stream_audio_channels',
            'stream_audio_channel_layout',
            'transcode_video_codec',
            'transcode_audio_codec',
          ].map((name) => [name, said(result[name])]),
        ),
      );
    },
  );
});

test.each(derivedCases('subtitles_flag'))('subtitles $id $selected', (one) => {
  const stream = element('Stream', { id: one.id, streamType: 3, selected: one.selected });
  const media = element('Media', { id: 1 }, element('Part', { id: 2 }, stream));
  expect(listed(video({}, media, user, player())).stream.hasSubtitles).toBe(one.subtitles === 1);
});

test.each(derivedCases('full_title'))('full title of $element $type', (one) => {
  const attributes = { ratingKey: 1, type: one.type, ...row(one.attributes) };
  const parsed = parseMetadata(
    element('MediaContainer', { librarySectionTitle: one.library }, element(String(one.element), attributes)),
  );
  if (!parsed.ok) throw new Error(parsed.problem);
  const result = row(one.result);
  const item = parsed.value.values[0]?.item;
  expect(item?.mediaType).toBe(result.media_type);
  // A playlist has none in the recording; ours is its title.
  if (result.full_title !== undefined) expect(item?.fullTitle).toBe(result.full_title);
});

test.each(derivedCases('show_duration'))('show duration $duration', (one) => {
  const show = element('Directory', { ratingKey: 1, type: 'show', title: 'T', duration: one.duration });
  const parsed = parseMetadata(element('MediaContainer', {}, show));
  if (!parsed.ok) throw new Error(parsed.problem);
  expect(said(parsed.value.values[0]?.item.durationMs)).toBe(/^\d+$/.test(String(one.result)) ? one.result : null);
});

test.each([
  ['1080p', '1080'],
  ['4K', '4k'],
  ['sd', 'sd'],
  [null, null],
])('the bare resolution of %s is %s', (sent, expected) => {
  expect(bareResolution(sent)).toBe(expected);
});
