import type { SessionView } from '#contract/activity.ts';
import type { MediaSideView, NetworkView, StreamView } from '#contract/media.ts';

const NOTHING: MediaSideView = {
  container: null,
  bitrateKbps: null,
  videoCodec: null,
  videoProfile: null,
  videoBitrateKbps: null,
  videoBitDepth: null,
  videoWidth: null,
  videoHeight: null,
  videoFullResolution: null,
  videoFrameRate: null,
  videoDynamicRange: null,
  audioCodec: null,
  audioBitrateKbps: null,
  audioChannels: null,
  audioChannelLayout: null,
  audioLanguage: null,
  subtitleCodec: null,
  subtitleLanguage: null,
  subtitleIsForced: null,
};

const UHD: MediaSideView = {
  ...NOTHING,
  container: 'mkv',
  bitrateKbps: 58_300,
  videoCodec: 'hevc',
  videoProfile: 'main 10',
  videoBitrateKbps: 53_900,
  videoBitDepth: 10,
  videoWidth: 3840,
  videoHeight: 1606,
  videoFullResolution: '4k',
  videoFrameRate: '24p',
  videoDynamicRange: 'HDR10',
  audioCodec: 'truehd',
  audioBitrateKbps: 4400,
  audioChannels: 8,
  audioChannelLayout: '7.1',
  audioLanguage: 'English',
};

const FHD: MediaSideView = {
  ...NOTHING,
  container: 'mkv',
  bitrateKbps: 8200,
  videoCodec: 'h264',
  videoProfile: 'high',
  videoBitrateKbps: 7600,
  videoBitDepth: 8,
  videoWidth: 1920,
  videoHeight: 1080,
  videoFullResolution: '1080p',
  videoFrameRate: '24p',
  videoDynamicRange: 'SDR',
  audioCodec: 'eac3',
  audioBitrateKbps: 640,
  audioChannels: 6,
  audioChannelLayout: '5.1(side)',
  audioLanguage: 'English',
};

const MUSIC: MediaSideView = {
  ...NOTHING,
  container: 'flac',
  bitrateKbps: 912,
  audioCodec: 'flac',
  audioBitrateKbps: 912,
  audioChannels: 2,
  audioChannelLayout: 'stereo',
};

const DIRECT: Omit<StreamView, 'source' | 'delivered'> = {
  decision: 'direct play',
  containerDecision: 'direct play',
  videoDecision: 'direct play',
  audioDecision: 'direct play',
  subtitleDecision: null,
  qualityProfile: 'Original',
  isSourceKnown: true,
  transcodeProtocol: null,
  isHwDecoding: false,
  isHwEncoding: false,
  hwDecodeTitle: null,
  hwEncodeTitle: null,
  hasSubtitles: false,
  isOptimizedVersion: false,
};

const H264 = {
  ...FHD,
  container: 'mpegts',
  audioCodec: 'aac',
  audioChannels: 2,
  audioChannelLayout: 'stereo',
  audioBitrateKbps: 256,
};

const TRANSCODE: Omit<StreamView, 'source' | 'delivered'> = {
  ...DIRECT,
  decision: 'transcode',
  containerDecision: 'transcode',
  videoDecision: 'transcode',
  audioDecision: 'transcode',
  transcodeProtocol: 'hls',
  qualityProfile: '12 Mbps 1080p',
};

/** Ways to deliver a stream, as a server would describe them. */
export const STREAMS = {
  direct4k: { ...DIRECT, source: UHD, delivered: UHD },
  direct: { ...DIRECT, source: FHD, delivered: FHD },
  copy: {
    ...DIRECT,
    decision: 'copy',
    containerDecision: 'copy',
    videoDecision: 'copy',
    audioDecision: 'transcode',
    source: FHD,
    delivered: { ...FHD, container: 'mpegts', audioCodec: 'aac', audioChannels: 2, audioChannelLayout: 'stereo' },
  },
  hardware: {
    ...TRANSCODE,
    subtitleDecision: 'burn',
    hasSubtitles: true,
    isHwDecoding: true,
    isHwEncoding: true,
    hwDecodeTitle: 'Intel (VAAPI)',
    hwEncodeTitle: 'Intel (VAAPI)',
    source: { ...UHD, subtitleCodec: 'pgs', subtitleLanguage: 'Deutsch', subtitleIsForced: false },
    delivered: { ...H264, bitrateKbps: 12_400, subtitleCodec: 'burn' },
  },
  software: {
    ...TRANSCODE,
    qualityProfile: '4 Mbps 720p',
    source: { ...FHD, videoCodec: 'mpeg2video', videoFullResolution: '1080i', audioCodec: 'mp2', audioChannels: 2 },
    delivered: { ...H264, bitrateKbps: 4000, videoFullResolution: '720p', videoWidth: 1280, videoHeight: 720 },
  },
  music: { ...DIRECT, videoDecision: null, source: MUSIC, delivered: MUSIC },
} as const satisfies Record<string, StreamView>;

/** Where streams go. Rates in kbps. */
export const network = (location: NetworkView['location'], bandwidthKbps: number | null): NetworkView => ({
  ipAddress: location === 'lan' ? '192.168.1.42' : '203.0.113.24',
  location,
  isRelayed: false,
  isSecure: true,
  bandwidthKbps,
});

/** How fast the conversion goes. */
export const transcoder = (speed: number, isThrottled = false): SessionView['transcoder'] => ({
  speed,
  progressPercent: 64,
  isThrottled,
  availableToMs: null,
});
