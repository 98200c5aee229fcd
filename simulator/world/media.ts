import { Problem } from '#problem';
import type { Attributes } from '../wire/element.ts';
import { FULL_HD } from './fhd-presets.ts';
import type { AudioPreset, VideoPreset } from './preset-types.ts';
import { SMALL } from './small-presets.ts';
import { audioStream, lyricsStream, subtitleStream, videoStream } from './streams.ts';
import type { MediaVersion, Part } from './types.ts';
import { ULTRA_HD } from './uhd-presets.ts';
import type { NextIds } from './world.ts';

const VIDEO: Readonly<Record<string, VideoPreset>> = { ...ULTRA_HD, ...FULL_HD, ...SMALL };

interface AudioFilePreset extends AudioPreset {
  readonly container: string;
}

const track = { channels: 2, selected: true, samplingRate: 44_100 } as const;
const AUDIO: Readonly<Record<string, AudioFilePreset>> = {
  flac: { ...track, codec: 'flac', container: 'flac', bitrate: 912, bitDepth: 16 },
  'flac-hires': { ...track, codec: 'flac', container: 'flac', bitrate: 2840, samplingRate: 96_000, bitDepth: 24 },
  mp3: { ...track, codec: 'mp3', container: 'mp3', bitrate: 320, bitrateMode: 'cbr' },
  aac: { ...track, codec: 'aac', container: 'mp4', bitrate: 256, profile: 'lc' },
  alac: { ...track, codec: 'alac', container: 'mp4', bitrate: 845, bitDepth: 16 },
  opus: { ...track, codec: 'opus', container: 'ogg', bitrate: 128, samplingRate: 48_000 },
};

export interface VideoFile {
  readonly durationMs: number;
  readonly folder: string;
  readonly file: string;
  /** Over how many files the version is spread. */
  readonly parts?: number;
  /** Whether preview thumbnails exist. */
  readonly indexes?: boolean;
}

export interface AudioFile {
  readonly durationMs: number;
  readonly folder: string;
  readonly file: string;
  readonly lyrics?: boolean;
}

export interface PhotoFile {
  readonly folder: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

/** Makes stored versions, each with fresh numbers. */
export interface MediaMaker {
  video(preset: string, file: VideoFile): MediaVersion;
  audio(preset: string, file: AudioFile): MediaVersion;
  photo(file: PhotoFile): MediaVersion;
  /** The numbers the next version would get. */
  ids(): NextIds;
}

const EXTENSIONS: Readonly<Record<string, string>> = { mpegts: 'ts' };
const AUDIO_EXTENSIONS: Readonly<Record<string, string>> = { mp4: 'm4a', ogg: 'opus' };
/** Kilobits per second times milliseconds are bits. */
const sizeInBytes = (bitrateKbps: number, durationMs: number): number => Math.floor((bitrateKbps * durationMs) / 8);
const LOUDNESS = {
  albumGain: '-7.12',
  albumPeak: '1.000000',
  albumRange: '5.840912',
  gain: '-7.12',
  loudness: '-10.88',
  lra: '4.65',
  peak: '0.988553',
};

interface Counter {
  media: number;
  part: number;
  stream: number;
}

const FILE_TIME = 1_700_000_000;
const partKey = (id: number, extension: string): string => `/library/parts/${id}/${FILE_TIME + id}/file.${extension}`;

function videoPart(p: VideoPreset, file: VideoFile, number: number, next: Counter): Part {
  const parts = file.parts ?? 1;
  const id = next.part++;
  const streams: Attributes[] = [videoStream(next.stream++, p.video)];
  for (const audio of p.audio) streams.push(audioStream(next.stream++, audio, streams.length));
  for (const subtitle of p.subtitles) streams.push(subtitleStream(next.stream++, subtitle, streams.length));
  const duration = Math.floor(file.durationMs / parts);
  const name = `${file.file}${parts > 1 ? ` - pt${number + 1}` : ''}.${EXTENSIONS[p.container] ?? p.container}`;
  const attrs: Attributes = {
    id,
    key: partKey(id, p.container),
    duration,
    file: `${file.folder}/${name}`,
    size: sizeInBytes(p.bitrate, duration),
    audioProfile: p.audioProfile ?? p.audio[0].profile,
    container: p.container,
    has64bitOffsets: p.has64bitOffsets,
    indexes: (file.indexes ?? true) && p.optimisedFor === undefined ? 'sd' : undefined,
    optimizedForStreaming: p.optimizedForStreaming,
    videoProfile: p.videoProfile,
  };
  return { attrs, streams };
}

function videoVersion(p: VideoPreset, file: VideoFile, next: Counter): MediaVersion {
  const attrs: Attributes = {
    id: next.media++,
    duration: file.durationMs,
    bitrate: p.bitrate,
    width: p.video.width,
    height: p.video.height,
    aspectRatio: p.aspectRatio,
    audioChannels: p.audio[0].channels,
    audioCodec: p.audio[0].codec,
    videoCodec: p.video.codec,
    videoResolution: p.videoResolution,
    container: p.container,
    videoFrameRate: p.videoFrameRate,
    optimizedForStreaming: p.optimizedForStreaming,
    audioProfile: p.audioProfile ?? p.audio[0].profile,
    has64bitOffsets: p.has64bitOffsets,
    videoProfile: p.videoProfile,
    proxyType: p.optimisedFor === undefined ? undefined : 42,
    target: p.optimisedFor,
    title: p.optimisedFor === undefined ? undefined : `Optimized for ${p.optimisedFor}`,
  };
  const parts = Array.from({ length: file.parts ?? 1 }, (_, number) => videoPart(p, file, number, next));
  return { attrs, parts };
}

function audioVersion(p: AudioFilePreset, file: AudioFile, next: Counter): MediaVersion {
  const id = next.media++;
  const partId = next.part++;
  const streams = [audioStream(next.stream++, p, 0, LOUDNESS)];
  if (file.lyrics) streams.push(lyricsStream(next.stream++));
  const extension = AUDIO_EXTENSIONS[p.container] ?? p.container;
  const common = { audioProfile: p.profile, optimizedForStreaming: p.container === 'mp4' ? 0 : undefined };
  const part: Part = {
    attrs: {
      id: partId,
      key: partKey(partId, extension),
      duration: file.durationMs,
      file: `${file.folder}/${file.file}.${extension}`,
      size: sizeInBytes(p.bitrate, file.durationMs),
      container: p.container,
      hasThumbnail: 1,
      ...common,
    },
    streams,
  };
  const attrs: Attributes = {
    id,
    duration: file.durationMs,
    bitrate: p.bitrate,
    audioChannels: p.channels,
    audioCodec: p.codec,
    container: p.container,
    ...common,
  };
  return { attrs, parts: [part] };
}

function photoVersion(file: PhotoFile, next: Counter): MediaVersion {
  const partId = next.part++;
  const attrs: Attributes = {
    id: next.media++,
    width: file.width,
    height: file.height,
    aspectRatio: file.width > file.height ? '1.50' : '0.67',
    container: 'jpeg',
    aperture: 'f/2.8',
    exposure: '1/250',
    iso: 200,
    lens: 'Norvik 35mm f/2.8',
    make: 'Norvik',
    model: 'N-1 Mark II',
  };
  const part: Attributes = {
    id: partId,
    key: partKey(partId, 'jpg'),
    file: `${file.folder}/${file.file}.jpg`,
    size: 2_400_000 + partId * 137,
    container: 'jpeg',
    orientation: 1,
  };
  return { attrs, parts: [{ attrs: part, streams: [] }] };
}

function presetOf<T>(table: Readonly<Record<string, T>>, name: string): T {
  const preset = table[name];
  if (preset === undefined) throw new Problem('invalid', `There is no media preset ${name}`);
  return preset;
}

/** A maker whose numbers start at `from`. */
export function makeMedia(from: NextIds): MediaMaker {
  const next: Counter = { ...from };
  return {
    video: (preset, file) => videoVersion(presetOf(VIDEO, preset), file, next),
    audio: (preset, file) => audioVersion(presetOf(AUDIO, preset), file, next),
    photo: (file) => photoVersion(file, next),
    ids: () => ({ ...next }),
  };
}
