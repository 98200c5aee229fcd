/** Recorded inputs and outputs of single values of a session, as clients read them. */
import { expect, test } from 'vitest';
import { parseMetadata } from '#plex/parse-metadata.ts';
import { describeSession, parseSessions } from '#plex/parse-sessions.ts';
import { derivedCases, element } from '#plex/testing.ts';
import { durationText } from './commands/duration-text.ts';
import type { JsonObject } from './json.ts';
import { presentMetadata } from './present-metadata.ts';
import { presentSession } from './present-session.ts';

type Row = Readonly<Record<string, unknown>>;
const row = (value: unknown): Row => value as Row;

const USER = element('User', { id: 7, title: 'anna' });
const player = (attributes: Row = {}): string =>
  element('Player', { address: '192.0.2.50', local: '1', title: 'Den', product: 'Plex for Roku', ...attributes });

interface World {
  readonly item?: Row;
  /** What the session says of the version; the item's own description says the same where `file` is missing. */
  readonly media?: string;
  readonly file?: string;
  readonly player?: Row;
  readonly more?: readonly string[];
}

const NO_MEDIA = element('Media', { id: 1 }, element('Part', { id: 2 }));

function presented({ item = {}, media = NO_MEDIA, file = media, ...world }: World): JsonObject {
  const attributes = { sessionKey: 1, ratingKey: 101, type: 'movie', title: 'T', ...item };
  const body = element('Video', attributes, media, USER, player(world.player), ...(world.more ?? []));
  const parsed = parseSessions(element('MediaContainer', {}, body), null);
  const described = parseMetadata(element('MediaContainer', {}, element('Video', attributes, file)));
  const [entry] = parsed.ok ? parsed.value.entries : [];
  const [found] = described.ok ? described.value.values : [];
  if (entry === undefined || found === undefined) throw new Error('nothing was parsed');
  return presentSession(describeSession(entry, found), { person: {} });
}

const transcoder = (attributes: Row): string =>
  element('TranscodeSession', { key: '/transcode/sessions/abc', ...attributes });

test.each(derivedCases('platform'))('platform $platform of $product', (one) => {
  expect(presented({ player: { platform: one.platform, product: one.product } })).toMatchObject({
    platform: one.platform_out,
    platform_name: one.platform_name_out,
  });
});

test.each(derivedCases('connection'))('connection $player $session', (one) => {
  const more = one.session === null ? [] : [element('Session', row(one.session))];
  expect(presented({ player: row(one.player), more })).toMatchObject(row(one.result));
});

test.each(derivedCases('hardware'))('hardware $decode $encode', (one) => {
  const more = [
    transcoder({
      transcodeHwDecoding: one.decode,
      transcodeHwEncoding: one.encode,
      transcodeHwRequested: one.requested,
    }),
  ];
  expect(presented({ more })).toMatchObject(row(one.result));
});

test.each(derivedCases('transcoder_numbers'))('transcoder numbers $progress $speed $min $max', (one) => {
  const { progress, speed, throttled } = one;
  const more = [transcoder({ progress, speed, throttled, minOffsetAvailable: one.min, maxOffsetAvailable: one.max })];
  expect(presented({ more })).toMatchObject(row(one.result));
});

test.each(derivedCases('stream_resolution'))('stream $media_type $media_video_resolution $stream_width', (one) => {
  const stream = { id: 3, streamType: 1, width: one.stream_width, scanType: one.stream_scan_type };
  const media = element(
    'Media',
    { id: 1, videoResolution: one.media_video_resolution },
    element('Part', { id: 2 }, element('Stream', stream)),
  );
  const result = row(one.result);
  const shown = presented({ item: { type: one.media_type }, media });
  expect(shown).toMatchObject(result);
  if (!('stream_video_full_resolution' in result)) expect(shown.stream_video_full_resolution).toBeUndefined();
});

test.each(derivedCases('source_resolution'))('source $media_video_resolution $video_stream_scan_types', (one) => {
  const streams = (one.video_stream_scan_types as string[]).map((scanType, index) =>
    element('Stream', { id: index + 1, streamType: 1, scanType }),
  );
  const media = element(
    'Media',
    { id: 1, videoResolution: one.media_video_resolution },
    element('Part', { id: 2 }, ...streams),
  );
  expect(presented({ media })).toMatchObject(row(one.result));
});

test.each(derivedCases('audio_layout'))('audio layout $channels $audioChannelLayout', (one) => {
  const { channels, audioChannelLayout } = one;
  const stream = element('Stream', { id: 3, streamType: 2, channels, audioChannelLayout });
  const media = element('Media', { id: 1, audioChannels: channels }, element('Part', { id: 2 }, stream));
  expect(presented({ media })).toMatchObject({
    audio_channel_layout: one.session_audio_channel_layout,
    stream_audio_channel_layout: one.session_stream_audio_channel_layout,
  });
  const described = parseMetadata(
    element('MediaContainer', {}, element('Video', { type: 'movie', ratingKey: 1, title: 'T' }, media)),
  );
  const found = described.ok ? (described.value.values[0] ?? null) : null;
  expect(presentMetadata(found, { withMedia: true }).media_info).toMatchObject([
    { audio_channel_layout: one.item_media, parts: [{ streams: [{ audio_channel_layout: one.item_stream }] }] },
  ]);
});

test.each(derivedCases('quality_profile'))('quality $kind $source_bitrate $stream_bitrate', (one) => {
  const version = (bitrate: unknown, decision: unknown, audioDecision: unknown): string =>
    element(
      'Media',
      { id: 1, bitrate },
      element(
        'Part',
        { id: 2 },
        ...(one.kind === 'video' ? [element('Stream', { id: 3, streamType: 1, decision })] : []),
        element('Stream', { id: 4, streamType: 2, decision: audioDecision }),
      ),
    );
  const type = one.kind === 'video' ? 'movie' : one.kind;
  const media = version(one.stream_bitrate, one.stream_video_decision, one.stream_audio_decision);
  const shown = presented({ item: { type }, media, file: version(one.source_bitrate, null, null) });
  expect(shown.quality_profile).toBe(one.result);
});

test.each(derivedCases('optimized_version_profile'))('optimized $source_bitrate $proxyType', (one) => {
  const version = { id: 1, proxyType: one.proxyType, title: 'Mobile' };
  const file = element('Media', {
    ...version,
    bitrate: one.source_bitrate,
    videoResolution: one.source_video_resolution,
  });
  expect(presented({ media: element('Media', version), file })).toMatchObject(row(one.result));
});

test.each(derivedCases('decisions'))(
  'live $live part $part_decision video $video_stream_decision audio $audio_stream_decision $transcode_session',
  (one) => {
    const stream = (kind: number, decision: unknown, more: Row): string[] =>
      decision === 'no stream' ? [] : [element('Stream', { id: kind, streamType: kind, decision, ...more })];
    const part = element(
      'Part',
      { id: 2, decision: one.part_decision },
      ...stream(1, one.video_stream_decision, { codec: 'mpeg2video' }),
      ...stream(2, one.audio_stream_decision, { codec: 'ac3', channels: 6, selected: 1 }),
      ...stream(3, one.subtitle_stream_decision, { codec: 'srt', selected: 1 }),
    );
    const more = one.transcode_session === null ? [] : [element('TranscodeSession', row(one.transcode_session))];
    const media = element('Media', { id: 1, container: 'mpegts' }, part);
    expect(presented({ item: { live: one.live }, media, more })).toMatchObject(row(one.result));
  },
);

test.each(derivedCases('subtitles_flag'))('subtitles $id $selected', (one) => {
  const stream = element('Stream', { id: one.id, streamType: 3, selected: one.selected });
  const media = element('Media', { id: 1 }, element('Part', { id: 2 }, stream));
  expect(presented({ media }).subtitles).toBe(one.subtitles);
});

test.each(derivedCases('progress'))('progress $media_duration $item_duration $view_offset', (one) => {
  const media = element('Media', { id: 1, duration: one.media_duration }, element('Part', { id: 2, indexes: 'sd' }));
  const item = { duration: one.item_duration, viewOffset: one.view_offset };
  expect(presented({ item, media })).toMatchObject(row(one.result));
});

test.each(derivedCases('full_title'))('full title of $element $type', (one) => {
  const item = element(String(one.element), { ratingKey: 1, type: one.type, ...row(one.attributes) });
  const parsed = parseMetadata(element('MediaContainer', { librarySectionTitle: one.library }, item));
  const found = parsed.ok ? (parsed.value.values[0] ?? null) : null;
  const shown = presentMetadata(found, { withMedia: false });
  const result = row(one.result);
  expect(shown).toMatchObject(result);
  expect('full_title' in shown).toBe('full_title' in result);
});

test.each(derivedCases('show_duration'))('show duration $duration', (one) => {
  const show = element('Directory', { ratingKey: 1, type: 'show', title: 'T', duration: one.duration });
  const parsed = parseMetadata(element('MediaContainer', {}, show));
  const found = parsed.ok ? (parsed.value.values[0] ?? null) : null;
  expect(presentMetadata(found, { withMedia: false }).duration).toBe(one.result);
});

test.each(derivedCases('human_duration_seconds'))('$seconds seconds', (one) => {
  expect(durationText(Number(one.seconds))).toBe(one.text);
});
