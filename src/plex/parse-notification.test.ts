import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseNotification } from './parse-notification.ts';
import { fixtureText } from './testing.ts';

const parseFixture = (name: string) => parseNotification(fixtureText(`ws/${name}`));
const playing = (report: object) => ({ kind: 'notification', notification: { kind: 'playing', reports: [report] } });
const report = {
  sessionKey: '11',
  ratingKey: '101',
  liveUuid: null,
  state: 'playing',
  viewOffsetMs: 1_260_000,
  transcodeId: null,
};
const change = {
  ratingKey: '102',
  sectionId: 1,
  typeNumber: 1,
  state: 0,
  metadataState: 'created',
  parentRatingKey: null,
  rootRatingKey: null,
  title: 'Paper Lanterns of Vael',
};
const timeline = (over: object) => ({
  kind: 'notification',
  notification: { kind: 'timeline', changes: [{ ...change, ...over }] },
});

const EXPECTED: Readonly<Record<string, object>> = {
  'playing-buffering.json': playing({ ...report, state: 'buffering' }),
  'playing-error.json': playing({ ...report, state: 'error' }),
  'playing-paused.json': playing({ ...report, state: 'paused' }),
  'playing-playing.json': playing(report),
  'playing-stopped.json': playing({ ...report, state: 'stopped' }),
  'playing-legacy-children.json': playing({ ...report, viewOffsetMs: 1_270_000 }),
  'playing-live.json': playing({
    ...report,
    sessionKey: '19',
    ratingKey: '900901',
    liveUuid: '1a1a1a1a-0000-4000-8000-000000000019',
    viewOffsetMs: 0,
    transcodeId: 'lvtr4ns0000000000000019',
  }),
  'playing-transcode.json': playing({
    ...report,
    sessionKey: '12',
    viewOffsetMs: 305_000,
    transcodeId: 'swtr4ns0000000000000012',
  }),
  'reachability-down.json': { kind: 'notification', notification: { kind: 'reachability', isReachable: false } },
  'reachability-up.json': { kind: 'notification', notification: { kind: 'reachability', isReachable: true } },
  'timeline-movie-created.json': timeline({}),
  'timeline-deleted.json': timeline({ state: 9, metadataState: 'deleted' }),
  'timeline-movie-done.json': timeline({ state: 5, metadataState: null }),
  'timeline-movie-processing.json': timeline({ state: 1, metadataState: 'queued' }),
  'timeline-episode-created.json': timeline({
    ratingKey: '222',
    sectionId: 2,
    typeNumber: 4,
    parentRatingKey: '211',
    rootRatingKey: '201',
    title: 'Tumbler',
  }),
  'timeline-season-created.json': timeline({
    ratingKey: '212',
    sectionId: 2,
    typeNumber: 3,
    parentRatingKey: '201',
    rootRatingKey: '201',
    title: 'Season 2',
  }),
  'timeline-track-created.json': timeline({
    ratingKey: '322',
    sectionId: 3,
    typeNumber: 10,
    parentRatingKey: '311',
    rootRatingKey: '301',
    title: 'Low Tide (Reprise)',
  }),
  'not-json.txt': { kind: 'problem' },
  'empty-playing.json': { kind: 'problem' },
};

test.each(readdirSync(new URL('../../test/fixtures/plex/ws/', import.meta.url)))('%s', (name) => {
  expect(parseFixture(name)).toMatchObject(EXPECTED[name] ?? { kind: 'ignored' });
});

const message = (type: string, list: string, entries: unknown): string =>
  JSON.stringify({ NotificationContainer: { type, size: 1, [list]: entries } });
const playingMessage = (...entries: unknown[]): string => message('playing', 'PlaySessionStateNotification', entries);

describe('lists', () => {
  test('hands on every entry of a list', () => {
    const parsed = parseNotification(
      playingMessage(
        { sessionKey: '1', state: 'paused' },
        { sessionKey: 2, ratingKey: 7, state: 'playing', viewOffset: '9' },
      ),
    );
    expect(parsed).toMatchObject({
      notification: {
        reports: [
          { sessionKey: '1', ratingKey: null, state: 'paused', viewOffsetMs: 0 },
          { sessionKey: '2', ratingKey: '7', state: 'playing', viewOffsetMs: 9 },
        ],
      },
    });
  });

  test('keeps the good entries beside a broken one', () => {
    const parsed = parseNotification(
      playingMessage(null, { sessionKey: 'x', state: 'playing' }, { sessionKey: '3', state: 'stopped' }),
    );
    expect(parsed).toMatchObject({ notification: { reports: [{ sessionKey: '3' }] } });
  });
});

test.each([
  ['', 'problem'],
  ['null', 'problem'],
  ['[]', 'problem'],
  ['"playing"', 'problem'],
  ['{"NotificationContainer":{}}', 'problem'],
  ['{"NotificationContainer":{"type":7}}', 'problem'],
  ['{"type":"__proto__"}', 'ignored'],
  ['{"type":"constructor"}', 'ignored'],
  [message('playing', 'PlaySessionStateNotification', {}), 'problem'],
  [message('playing', 'PlaySessionStateNotification', []), 'problem'],
  [playingMessage({ sessionKey: '1', state: 'dancing' }), 'ignored'],
  [playingMessage({ sessionKey: '', state: 'playing' }), 'ignored'],
  [message('timeline', 'TimelineEntry', [{ identifier: 'com.plexapp.plugins.library' }]), 'ignored'],
])('%s is %s', (body, kind) => {
  expect(parseNotification(body).kind).toBe(kind);
});

test('what cannot be stored is left out of texts', () => {
  const parsed = parseNotification(playingMessage({ sessionKey: '1', state: 'playing', transcodeSession: 'a\u0000b' }));
  expect(parsed).toMatchObject({ notification: { reports: [{ transcodeId: 'ab' }] } });
});
