import type { AudioPreset } from './preset-types.ts';

const BT2020 = { colorPrimaries: 'bt2020', colorRange: 'tv', colorSpace: 'bt2020nc' };
export const HDR10 = { ...BT2020, colorTrc: 'smpte2084' };
export const HLG = { ...BT2020, colorTrc: 'arib-std-b67' };
export const SDR = { colorPrimaries: 'bt709', colorRange: 'tv', colorSpace: 'bt709', colorTrc: 'bt709' };

/** The Dolby Vision attributes of a video stream. */
export const dolbyVision = (profile: number, compatibility: number) => ({
  DOVIBLCompatID: compatibility,
  DOVIBLPresent: true,
  DOVIELPresent: profile === 7,
  DOVILevel: 6,
  DOVIPresent: true,
  DOVIProfile: profile,
  DOVIRPUPresent: true,
  DOVIVersion: '1.0',
});

/** Progressive 16:9 at film speed. */
export const film = { aspectRatio: '1.78', videoFrameRate: '24p' } as const;
export const mp4 = { audioProfile: 'lc', optimizedForStreaming: 1, has64bitOffsets: false } as const;
export const stereo: AudioPreset = {
  codec: 'aac',
  channels: 2,
  bitrate: 160,
  lang: 'eng',
  selected: true,
  profile: 'lc',
};
export const size = {
  uhd: { width: 3840, height: 2160 },
  fhd: { width: 1920, height: 1080 },
  hd: { width: 1280, height: 720 },
} as const;
