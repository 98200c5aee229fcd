import type { Attributes } from '../wire/element.ts';
import type { AudioPreset, SubtitlePreset, VideoTrackPreset } from './preset-types.ts';

const LANGUAGES: Readonly<Record<string, readonly [name: string, tag: string]>> = {
  eng: ['English', 'en'],
  fra: ['Français', 'fr'],
  deu: ['Deutsch', 'de'],
  spa: ['Español', 'es'],
  jpn: ['日本語', 'ja'],
  ita: ['Italiano', 'it'],
};
const CHANNEL_LAYOUTS: Readonly<Record<number, string>> = { 1: 'mono', 2: 'stereo', 6: '5.1(side)', 8: '7.1' };
const CHANNEL_NAMES: Readonly<Record<number, string>> = { 1: 'Mono', 2: 'Stereo', 6: '5.1', 8: '7.1' };

const nameOf = (code: string | undefined): string => (code === undefined ? 'Unknown' : (LANGUAGES[code]?.[0] ?? code));

function language(code: string | undefined): Attributes {
  if (code === undefined) return {};
  return { language: nameOf(code), languageCode: code, languageTag: LANGUAGES[code]?.[1] };
}

/** Encoders work in blocks of 16 lines. */
const codedHeight = (height: number): number => Math.ceil(height / 16) * 16;

/** The wire attributes of a video stream. */
export function videoStream(id: number, video: VideoTrackPreset): Attributes {
  return {
    id,
    streamType: 1,
    default: true,
    codec: video.codec,
    index: 0,
    bitrate: video.bitrate,
    ...language('eng'),
    ...video.dolbyVision,
    bitDepth: video.bitDepth ?? 8,
    chromaLocation: video.chromaLocation ?? 'left',
    chromaSubsampling: '4:2:0',
    codedHeight: codedHeight(video.height),
    codedWidth: video.width,
    ...video.colour,
    frameRate: video.frameRate ?? 23.976,
    hasScalingMatrix: false,
    height: video.height,
    level: video.level,
    profile: video.profile,
    refFrames: video.refFrames ?? 4,
    scanType: video.scanType ?? 'progressive',
    width: video.width,
    displayTitle: video.displayTitle,
    extendedDisplayTitle: video.displayTitle,
  };
}

function codecName(audio: AudioPreset): string {
  if (audio.codec !== 'dca') return audio.codec.toUpperCase();
  return audio.profile === 'ma' ? 'DTS-HD MA' : 'DTS';
}

/** The wire attributes of an audio stream at position `index` of its file. */
export function audioStream(id: number, audio: AudioPreset, index: number, loudness: Attributes = {}): Attributes {
  const format = `${codecName(audio)} ${CHANNEL_NAMES[audio.channels] ?? audio.channels}`;
  const display = `${nameOf(audio.lang)} (${format})`;
  return {
    id,
    streamType: 2,
    selected: audio.selected,
    default: audio.selected,
    codec: audio.codec,
    index,
    channels: audio.channels,
    bitrate: audio.bitrate,
    ...language(audio.lang),
    audioChannelLayout: audio.layout ?? CHANNEL_LAYOUTS[audio.channels],
    bitDepth: audio.bitDepth,
    bitrateMode: audio.bitrateMode,
    profile: audio.profile,
    samplingRate: audio.samplingRate ?? 48_000,
    title: audio.title,
    displayTitle: display,
    extendedDisplayTitle: audio.title === undefined ? display : `${audio.title} (${nameOf(audio.lang)} ${format})`,
    ...loudness,
  };
}

const TEXT_FORMATS: ReadonlySet<string> = new Set(['srt', 'ass']);

/** The wire attributes of a subtitle stream; external files have a `key` and no place in the container. */
export function subtitleStream(id: number, subtitle: SubtitlePreset, index: number): Attributes {
  const { external = false, codec, title } = subtitle;
  const name = `${nameOf(subtitle.lang)}${subtitle.forced ? ' Forced' : ''}`;
  const kind = `${codec.toUpperCase()}${external ? ' External' : ''}`;
  return {
    id,
    streamType: 3,
    key: external ? `/library/streams/${id}` : undefined,
    codec,
    index: external ? undefined : index,
    ...language(subtitle.lang),
    format: external && TEXT_FORMATS.has(codec) ? codec : undefined,
    forced: subtitle.forced,
    hearingImpaired: subtitle.sdh,
    headerCompression: !external && codec === 'pgs' ? true : undefined,
    title,
    displayTitle: `${name} (${kind})`,
    extendedDisplayTitle: title === undefined ? `${name} (${kind})` : `${title} (${name} ${kind})`,
  };
}

/** A lyrics file beside a track. */
export const lyricsStream = (id: number): Attributes => ({
  id,
  streamType: 4,
  key: `/library/streams/${id}`,
  codec: 'lrc',
  format: 'lrc',
  timed: true,
  minLines: 5,
  provider: 'com.plexapp.agents.lyricfind',
  displayTitle: 'LRC (External)',
  extendedDisplayTitle: 'LRC (External)',
});
