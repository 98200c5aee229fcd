import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SessionId, SessionKey, UserId } from '#contract/ids.ts';
import { noItemFacts } from '#plex/no-facts.ts';
import { aListed } from '../outbox/testing.ts';
import { renderText } from '../text/render-text.ts';
import type { Parameters } from '../text/values.ts';
import { buildParameters } from './build-parameters.ts';
import type { RawRecord } from './raw-record.ts';
import { contextOf, RecordedSettings } from './testing.ts';
import type { CreatedEvent, ParameterContext, ParameterEvent, StreamEvent } from './types.ts';

const { base_settings: settings } = z
  .object({ base_settings: RecordedSettings })
  .parse(
    JSON.parse(
      readFileSync(new URL('../../../test/fixtures/notifications/parameter-cases.json', import.meta.url), 'utf8'),
    ),
  );

const STARTED = Date.UTC(2024, 2, 5, 18, 0, 0, 900);
const NOW = STARTED + 90_000;

const context = (record: RawRecord): ParameterContext => ({
  ...contextOf(settings, NOW),
  words: { stream: () => record, item: () => record },
});

const streamEvent = (trigger: StreamEvent['trigger'], changes: Partial<StreamEvent['stream']> = {}): StreamEvent => ({
  kind: 'stream',
  trigger,
  stream: {
    sessionId: 1 as SessionId,
    sessionKey: '42' as SessionKey,
    userId: 1 as UserId,
    listed: aListed(),
    state: 'playing',
    startedAt: STARTED,
    stoppedAt: null,
    viewOffsetMs: 61_000,
    durationMs: 120_000,
    watchedMs: 0,
    pausedMs: 30_200,
    bufferCount: 2,
    isInitial: true,
    isWatched: false,
    marker: null,
    ...changes,
  },
  person: {
    userId: 7,
    username: 'marge',
    friendlyName: 'Marge',
    email: null,
    thumb: null,
    isAdmin: false,
    isHomeUser: true,
    isAllowSync: false,
    isRestricted: false,
    keepHistory: true,
    isDeleted: false,
    allowGuest: false,
    sharedLibraries: ['1', '2'],
  },
  liveStreams: [
    { sessionKey: '42', userId: 7, location: 'lan', bandwidthKbps: 1000, decision: 'copy' },
    { sessionKey: '43', userId: 8, location: null, bandwidthKbps: null, decision: null },
  ],
  poster: null,
});

const text = (parameters: Parameters, template: string): string =>
  renderText(template, { parameters, evaluatesExpressions: false, unknown: 'text' });

const built = (event: ParameterEvent, record: RawRecord, template: string): string =>
  text(buildParameters(event, context(record)), template);

const film = { media_type: 'movie', full_title: 'Film', title: 'Film', duration: '120000' };

describe('a stream', () => {
  test.each([
    ['on_play', '{stream_duration_sec} {stopped_unixtime}|{streams}', '0 |2'],
    ['on_newdevice', '{stream_duration_sec} {stopped_unixtime}|{streams}', '60 |2'],
    ['on_pause', '{stream_duration_sec} {stopped_unixtime}|{streams}', '60 1709661690|2'],
    ['on_stop', '{stream_duration_sec} {stopped_unixtime}|{streams} {user_streams}', '60 1709661690|1 0'],
  ] as const)('%s: its times, and who plays beside it', (trigger, template, expected) => {
    expect(built(streamEvent(trigger), film, template)).toBe(expected);
  });

  test('says who plays, and how far', () => {
    const template =
      '{user} {username} {user_email}[{user_id}] {progress_percent}% {remaining_duration_sec} {initial_stream}';
    expect(built(streamEvent('on_pause'), film, template)).toBe('Marge marge [7] 51% 59 1');
  });

  test('says where the marker is', () => {
    const marker = { id: 3, type: 'credits', startMs: 5000, endMs: 9000, isFirst: true, isFinal: false };
    const template = '{marker_start}-{marker_end} {credits_marker_first}{credits_marker_final}';
    expect(built(streamEvent('on_credits', { marker }), film, template)).toBe('5000-9000 10');
    expect(built(streamEvent('on_intro', { marker: { ...marker, type: 'intro' } }), film, template)).toBe(
      '5000-9000 00',
    );
  });

  test.each([
    [{ secure: null }, 'unknown'],
    [{ secure: 0 }, '0'],
    [{ secure: 1 }, '1'],
    [{}, ''],
  ])('%j is secure: %s', (record, expected) => {
    expect(built(streamEvent('on_play'), { ...film, ...record }, '{secure}')).toBe(expected);
  });

  test('keeps everything else that is known of it', () => {
    const record = { ...film, bif_thumb: '/x', markers: [{ id: 1 }], shared: true, transcode_hw_decode: 'vaapi' };
    const template =
      '{bif_thumb} {markers} {shared} {shared_libraries} {transcode_hw_decode} {transcode_hw_decode_codec}';
    expect(built(streamEvent('on_play'), record, template)).toBe("/x [{'id': 1}] True ['1', '2'] vaapi vaapi");
  });
});

describe('a new item', () => {
  const item = { item: noItemFacts('movie'), media: [] };
  const created: CreatedEvent = {
    kind: 'created',
    trigger: 'on_created',
    item,
    children: [],
    isManual: false,
    liveStreams: [],
    poster: { url: 'https://x/1', title: 'Film' },
  };
  const track = (type: string, members: RawRecord): RawRecord => ({ type, selected: 0, ...members });
  const record: RawRecord = {
    ...film,
    media_info: [
      {
        id: '1',
        container: 'mkv',
        height: '800',
        parts: [
          { id: '2', file: '/a/first.mkv', selected: 0, streams: [] },
          {
            id: '3',
            file: '/a/second.mkv',
            file_size: '2048',
            selected: 1,
            streams: [
              track('1', { video_codec: 'hevc' }),
              track('2', { audio_codec: 'aac' }),
              track('2', { audio_codec: 'dca', selected: 1 }),
              track('3', { subtitle_codec: 'srt' }),
            ],
          },
        ],
      },
      { id: '9', container: 'avi' },
    ],
  };

  test('is described by its first version, the part and the tracks that are selected there', () => {
    const template = '{container} {video_height} {filename} {file_size} {video_codec} {audio_codec} {subtitle_codec}';
    expect(built(created, record, template)).toBe('mkv 800 second.mkv 2.00 kB hevc dca srt');
  });

  test('has nothing of a stream, but says so where it can', () => {
    const template = '[{user}{player}{session_key}] {ip_address} {view_offset} {transcode_hw_decode} {update_version}';
    expect(built(created, film, template)).toBe('[] N/A 0 {transcode_hw_decode} {update_version}');
  });

  test('is shown with its poster', () => {
    expect(built(created, film, '{poster_title}: {poster_url}')).toBe('Film: https://x/1');
  });

  test('by hand, stands for its children whatever the settings say', () => {
    const season = { media_type: 'season', rating_key: '5', title: 'Season 1', parent_title: 'Show' };
    const ungrouped = { ...context(season), settings: { ...context(season).settings, groupsByParent: false } };
    const name = (isManual: boolean): string =>
      text(buildParameters({ ...created, isManual }, ungrouped), '{season_name}');
    expect([name(false), name(true)]).toEqual(['Show', 'Season 1']);
  });
});

describe('a server', () => {
  const told = (facts: Readonly<Record<string, string | number | null>>, template: string): string =>
    built({ kind: 'server', trigger: 'on_pmsupdate', facts }, {}, template);

  test('says what is told of it, and nothing of streams', () => {
    const template = '{action} {server_port} {update_version}[{update_url}] {update_channel} {title} {current_hour}';
    expect(told({ update_version: '1.2', update_url: null }, template)).toBe('pmsupdate 32400 1.2[] Public {title} 13');
  });

  test.each([
    [1_725_184_800, '2024-09-01'],
    [null, ''],
    ['soon', ''],
  ])('released at %s: %j', (update_release_date, expected) => {
    expect(told({ update_release_date }, '{update_release_date}')).toBe(expected);
  });

  test('that nobody knows is blank', () => {
    const parameters = buildParameters(
      { kind: 'server', trigger: 'on_plexpydbcorrupt', facts: {} },
      { ...context({}), server: null },
    );
    expect(text(parameters, '[{server_name}{server_port}]')).toBe('[]');
  });
});
