/** Builders with defaults for tests of the monitoring room. */
import type { RatingKey, SessionKey } from '#contract/ids.ts';
import type { ItemFacts, ListedSession, MediaSide, PlaybackReport, StreamFacts } from '#plex/facts.ts';
import { NO_SIDE, NO_STREAM, NOTHING_PLAYED, noItemFacts } from '#plex/no-facts.ts';

export const sessionKey = (text: string): SessionKey => text as SessionKey;
export const ratingKey = (text: string): RatingKey => text as RatingKey;

export const anItem = (over: Partial<ItemFacts> = {}): ItemFacts => ({
  ...noItemFacts('movie'),
  ratingKey: ratingKey('101'),
  guid: `plex://movie/${over.ratingKey ?? '101'}`,
  sectionId: 1,
  libraryName: 'Films',
  title: 'Tide',
  fullTitle: 'Tide',
  year: 2020,
  durationMs: 6_000_000,
  thumb: '/library/metadata/101/thumb/1',
  originallyAvailableAt: '2020-05-01',
  addedAt: 1_700_000_000,
  updatedAt: 1_700_000_000,
  ...over,
});

export const aSide = (over: Partial<MediaSide> = {}): MediaSide => ({
  ...NO_SIDE,
  container: 'mkv',
  bitrateKbps: 8000,
  videoCodec: 'h264',
  videoBitrateKbps: 7500,
  videoBitDepth: 8,
  videoWidth: 1920,
  videoHeight: 1080,
  videoResolution: '1080',
  videoFullResolution: '1080p',
  videoFrameRate: '24p',
  videoScanType: 'progressive',
  videoDynamicRange: 'SDR',
  aspectRatio: '1.78',
  audioCodec: 'aac',
  audioBitrateKbps: 256,
  audioChannels: 2,
  audioChannelLayout: 'stereo',
  audioLanguage: 'English',
  audioLanguageCode: 'eng',
  ...over,
});

export const aStream = (over: Partial<StreamFacts> = {}): StreamFacts => ({
  ...NO_STREAM,
  containerDecision: 'direct play',
  videoDecision: 'direct play',
  audioDecision: 'direct play',
  qualityProfile: 'Original',
  source: aSide(),
  isSourceKnown: true,
  delivered: aSide(),
  ...over,
});

export const aListed = (
  over: Partial<Omit<ListedSession, 'item'>> & { readonly item?: Partial<ItemFacts> } = {},
): ListedSession => ({
  sessionKey: sessionKey('1'),
  plexSessionId: 'sid-1',
  state: 'playing',
  viewOffsetMs: 0,
  hasPosition: true,
  account: { accountId: 71, name: 'anna', thumb: null },
  player: {
    machineId: 'tv-1',
    title: 'Living room',
    device: null,
    platform: 'Roku',
    platformVersion: null,
    product: 'Plex for Roku',
    productVersion: null,
    profile: null,
  },
  stream: aStream(),
  transcoder: null,
  played: NOTHING_PLAYED,
  file: null,
  ipAddress: '192.168.1.20',
  ipAddressPublic: null,
  location: 'lan',
  isLocal: true,
  isRelayed: false,
  isSecure: true,
  bandwidthKbps: 9000,
  liveUuid: null,
  ...over,
  item: anItem(over.item),
});

export const aReport = (over: Partial<PlaybackReport> = {}): PlaybackReport => ({
  sessionKey: sessionKey('1'),
  ratingKey: ratingKey('101'),
  liveUuid: null,
  state: 'playing',
  viewOffsetMs: 0,
  transcodeId: null,
  ...over,
});
