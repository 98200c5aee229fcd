/** Stand-ins for the rest of the program, for tests of the web side. */
import { type ManualClock, manualClock } from '#clock-testing';
import type { Activity, ServerView, SessionView } from '#contract/activity.ts';
import type { HistoryRow, PlayDetail } from '#contract/history.ts';
import type { ImportView, UploadView } from '#contract/imports.ts';
import type { MediaSideView } from '#contract/media.ts';
import { silentLog } from '#log';
import { dispatchDeps } from '#tautulli/api-v2/testing.ts';
import { ALWAYS_IN, anAuth, anElsewhere, CSRF_KEY } from './auth-testing.ts';
import type { HttpDeps } from './deps.ts';
import { createLiveHub, type LiveHub, type LiveHubDeps } from './live-hub.ts';
import { aNativeApi } from './native-testing.ts';
import { systemDeps } from './system-testing.ts';

const AT = '2026-11-24T16:05:16.000Z';

const side: MediaSideView = {
  container: 'mkv',
  bitrateKbps: 12_000,
  videoCodec: 'hevc',
  videoProfile: 'main 10',
  videoBitrateKbps: 11_000,
  videoBitDepth: 10,
  videoWidth: 1920,
  videoHeight: 1080,
  videoFullResolution: '1080p',
  videoFrameRate: '24p',
  videoDynamicRange: 'HDR10',
  audioCodec: 'eac3',
  audioBitrateKbps: 640,
  audioChannels: 6,
  audioChannelLayout: '5.1(side)',
  audioLanguage: 'English',
  subtitleCodec: null,
  subtitleLanguage: null,
  subtitleIsForced: null,
};

const described = {
  server: { id: 1, name: 'Harbour' },
  user: { id: 7, name: 'Ada', username: 'ada', avatar: null },
  item: {
    id: 3,
    mediaType: 'movie',
    isLive: false,
    ratingKey: '101',
    parentRatingKey: null,
    grandparentRatingKey: null,
    title: 'The Long Tide',
    parentTitle: null,
    grandparentTitle: null,
    originalTitle: null,
    editionTitle: null,
    fullTitle: 'The Long Tide',
    year: 2019,
    mediaIndex: null,
    parentMediaIndex: null,
    durationMs: 7_200_000,
    libraryName: 'Movies',
    contentRating: 'PG',
    summary: 'A tide that is long.',
    genres: ['Drama'],
    channelTitle: null,
    poster: '/api/v3/images/1/a.b',
    backdrop: null,
  },
  player: {
    title: 'Living room',
    device: 'Shield',
    platform: 'Android',
    platformVersion: '11',
    product: 'Plex for Android (TV)',
    productVersion: '10.1',
  },
  network: { ipAddress: '192.168.1.20', location: 'lan', isRelayed: false, isSecure: true, bandwidthKbps: 12_000 },
} as const;

const stream: SessionView['stream'] = {
  decision: 'direct play',
  containerDecision: null,
  videoDecision: 'direct play',
  audioDecision: 'direct play',
  subtitleDecision: null,
  qualityProfile: 'Original',
  isSourceKnown: true,
  source: side,
  delivered: side,
  transcodeProtocol: null,
  isHwDecoding: false,
  isHwEncoding: false,
  hwDecodeTitle: null,
  hwEncodeTitle: null,
  hasSubtitles: false,
  isOptimizedVersion: false,
};

/** A live stream with the number `id`. */
export const aSession = (id: number, changes: Partial<SessionView> = {}): SessionView => ({
  id,
  ...described,
  item: { ...described.item, genres: [...described.item.genres] },
  sessionKey: String(id),
  stream,
  state: 'playing',
  startedAt: AT,
  lastSeenAt: AT,
  viewOffsetMs: 60_000,
  viewOffsetAt: AT,
  pausedSince: null,
  watchedMs: 60_000,
  pausedMs: 0,
  bufferCount: 0,
  transcoder: null,
  isConfirmed: true,
  canStop: true,
  ...changes,
});

/** A server with the number `id`, well heard. */
export const aServer = (id: number): ServerView => ({
  id,
  name: 'Harbour',
  machineIdentifier: 'abc',
  version: '1.41.0',
  platform: 'Linux',
  url: 'http://127.0.0.1:32400',
  link: { state: 'ok', since: AT, problem: null, retryAt: null },
  isPinned: false,
});

/** What is happening, with these streams. */
export const anActivity = (sessions: SessionView[] = []): Activity => ({
  at: AT,
  sessions,
  servers: [aServer(1)],
  lastPlay: { id: 5, userName: 'Ada', title: 'The Long Tide', stoppedAt: AT, percentComplete: 97 },
});

const aRow: HistoryRow = {
  playId: 5,
  groupId: 4,
  playCount: 2,
  ...described,
  item: { ...described.item, genres: [...described.item.genres] },
  decision: 'direct play',
  resolution: '1080p',
  startedAt: AT,
  stoppedAt: AT,
  watchedMs: 7_000_000,
  pausedMs: 1_000,
  percentComplete: 97,
  isWatched: true,
  endedReason: 'stopped',
};

const aPlay: PlayDetail = {
  row: aRow,
  stream,
  viewOffsetMs: 7_000_000,
  play: { startedAt: AT, stoppedAt: AT, watchedMs: 7_000_000, pausedMs: 1_000 },
  streamChanges: [],
  note: null,
  isImported: false,
  segments: [
    {
      playId: 5,
      startedAt: AT,
      stoppedAt: AT,
      watchedMs: 7_000_000,
      pausedMs: 1_000,
      percentComplete: 97,
      endedReason: 'stopped',
      playerTitle: 'Living room',
    },
  ],
};

/** A hub that reads from `sessions` and `servers`, on a clock that stands still. */
export function aLiveHub(changes: Partial<LiveHubDeps> = {}): { hub: LiveHub; clock: ManualClock } {
  const clock = manualClock();
  const hub = createLiveHub({
    clock,
    log: silentLog,
    snapshot: async () => anActivity([aSession(1)]),
    sessionsByIds: async (_visible, ids) => ids.map((id) => aSession(id)),
    serverById: async (_visible, id) => aServer(id),
    ...ALWAYS_IN,
    ...changes,
  });
  return { hub, clock };
}

const anImport: ImportView = {
  id: 4,
  state: 'running',
  origin: 'tautulli.db',
  isDryRun: true,
  startedAt: AT,
  finishedAt: null,
  progress: { stage: 'load', what: 'session_history', done: 1, total: 2, rowsDone: 1, rowsTotal: 2 },
  isCancelling: false,
  problem: null,
  report: null,
  confirmation: null,
};

const anUpload: UploadView = { id: '0'.repeat(32), name: 'tautulli.db', sizeBytes: 9, offset: 3, chunkBytes: 4 };

/** Imports that are always under way. */
const anImportDesk = (): ReturnType<HttpDeps['imports']> => ({
  start: async () => anImport,
  current: async () => ({ running: anImport, latest: null }),
  byId: async () => anImport,
  cancel: async () => ({ ...anImport, isCancelling: true }),
  uploads: {
    begin: async () => ({ ...anUpload, offset: 0 }),
    get: async () => anUpload,
    write: async () => anUpload,
    remove: async () => undefined,
    file: async () => ({ path: '/nonexistent/tautulli.db', name: 'tautulli.db' }),
    sweep: async () => undefined,
    close: async () => undefined,
  },
});

/** Everything the web side needs, answering well; `changes` replace parts. */
export function httpDeps(changes: Partial<HttpDeps> = {}): HttpDeps {
  const { hub, clock } = aLiveHub();
  return {
    version: '1.2.3',
    auth: anAuth(),
    elsewhere: anElsewhere(),
    csrfKey: CSRF_KEY,
    apiV2: dispatchDeps(),
    basePath: '',
    web: { trustedProxies: [], tls: undefined, isHstsSent: false, frameAncestors: [] },
    webDir: '/nonexistent/web',
    log: silentLog,
    clock,
    activity: async () => anActivity([aSession(1)]),
    servers: async () => [aServer(1)],
    addServer: async () => aServer(2),
    terminate: async () => undefined,
    historyPage: async () => ({ rows: [aRow], nextCursor: '1.1' }),
    playDetail: async () => aPlay,
    native: aNativeApi(stream),
    ready: async () => ({ status: 'ready', database: 'ok', servers: 1, version: '1.2.3' }),
    ...systemDeps(),
    liveHub: hub,
    imports: () => anImportDesk(),
    imageSigner: { open: (_serverId, name) => `/library/metadata/1/thumb/${name}` },
    images: {
      get: async () => ({ bytes: Buffer.from('picture'), contentType: 'image/png', etag: '"e"' }),
      close: async () => undefined,
    },
    ...changes,
  };
}
