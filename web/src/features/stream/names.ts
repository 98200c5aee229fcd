/** How codecs are written for people; others are shown in capitals. */
const CODECS: Readonly<Record<string, string>> = {
  h264: 'H.264',
  hevc: 'HEVC',
  h265: 'HEVC',
  av1: 'AV1',
  vp9: 'VP9',
  mpeg4: 'MPEG-4',
  mpeg2video: 'MPEG-2',
  vc1: 'VC-1',
  truehd: 'TrueHD',
  dca: 'DTS',
  'dca-ma': 'DTS-HD MA',
  opus: 'Opus',
  vorbis: 'Vorbis',
  eac3: 'EAC3',
};

const CHANNELS: Readonly<Record<number, string>> = { 1: '1.0', 2: '2.0', 3: '2.1', 6: '5.1', 7: '6.1', 8: '7.1' };

/** `hevc` as `HEVC`; null is unknown. */
export const codecName = (codec: string | null): string | null =>
  codec === null || codec === '' ? null : (CODECS[codec.toLowerCase()] ?? codec.toUpperCase());

/** 6 channels as `5.1`; null is unknown. */
export const channelsName = (channels: number | null): string | null =>
  channels === null ? null : (CHANNELS[channels] ?? String(channels));

/** `4k` as `4K`, `sd` as `SD`; `1080p` stays. A way to scan without lines, as music has, is none. */
export const resolutionName = (resolution: string | null): string | null => {
  if (resolution === null || /^[pi]?$/i.test(resolution)) return null;
  return /^\d+[pi]$/i.test(resolution) ? resolution.toLowerCase() : resolution.toUpperCase();
};
