import type { Stream } from '../actions.ts';
import { streamsOf } from '../playback/transcode.ts';
import type { Random } from '../random.ts';
import { type Attributes, numberOf } from '../wire/element.ts';
import type { Item, MediaVersion, Player } from '../world/types.ts';

/** A quality a client can ask for. Bitrates in kbps. */
interface Quality {
  readonly height: number;
  readonly width: number;
  readonly bitrate: number;
}

const P1080_12: Quality = { height: 1080, width: 1920, bitrate: 11_500 };
const P1080_8: Quality = { height: 1080, width: 1920, bitrate: 7600 };
const P720_4: Quality = { height: 720, width: 1280, bitrate: 3700 };
const P720_3: Quality = { height: 720, width: 1280, bitrate: 2800 };
const P480_2: Quality = { height: 480, width: 854, bitrate: 1350 };

/** What a connection carries, in kbps: the most a stream may need there without being converted. */
const CAPACITY: Readonly<Record<string, number>> = { lan: 120_000, wan: 14_000, cellular: 4000 };
const LADDER: Readonly<Record<string, readonly Quality[]>> = {
  lan: [P1080_12, P1080_8],
  wan: [P1080_12, P1080_8, P720_4],
  cellular: [P720_4, P720_3, P480_2],
};
/** The relay never carries more than this. */
const RELAY_LADDER: readonly Quality[] = [P480_2];
const RELAY_CAPACITY = 1900;

/** Browsers and old televisions play neither Matroska nor these codecs. */
const PICKY_PROFILES: ReadonlySet<string> = new Set(['Web', 'HTML TV App', 'Chromecast']);
const PICKY_VIDEO: ReadonlySet<string> = new Set(['hevc', 'vc1', 'mpeg2video', 'mpeg4', 'av1']);
const PICKY_AUDIO: ReadonlySet<string> = new Set(['truehd', 'dca', 'pcm', 'mp2']);

const HARDWARE = [
  {
    requested: true,
    decode: 'vaapi',
    decode_title: 'Intel (VAAPI)',
    encode: 'vaapi',
    encode_title: 'Intel (VAAPI)',
    full: true,
  },
  { requested: true, encode: 'vaapi', encode_title: 'Intel (VAAPI)', full: false },
] as const;

const container = (player: Player): Pick<Stream, 'container' | 'protocol'> =>
  PICKY_PROFILES.has(player.profile)
    ? { container: 'mp4', protocol: 'dash' }
    : { container: 'mkv', protocol: player.platform === 'iOS' || player.platform === 'tvOS' ? 'hls' : 'http' };

function convertedAudio(random: Random): NonNullable<Stream['audio']> {
  return random.chance(0.7)
    ? { decision: 'transcode', codec: 'aac', channels: 2, bitrate: 192 }
    : { decision: 'transcode', codec: 'opus', channels: 6, bitrate: 448 };
}

function convertedVideo(random: Random, quality: Quality): Pick<Stream, 'video' | 'hw'> {
  const video = { decision: 'transcode' as const, codec: random.chance(0.15) ? 'hevc' : 'h264', ...quality };
  return random.chance(0.75) ? { video, hw: random.pick(HARDWARE) } : { video };
}

/** Which of the source's versions is played: the largest the connection and the screen can take. */
function pickVersion(item: Item, capacity: number): number {
  const fits = item.media.findIndex(({ attrs }) => numberOf(attrs, 'bitrate') <= capacity);
  return fits < 0 ? Math.max(0, item.media.length - 1) : fits;
}

interface Needs {
  readonly video: boolean;
  readonly audio: boolean;
  readonly remux: boolean;
}

function needsOf(source: MediaVersion, player: Player, capacity: number): Needs {
  const picky = PICKY_PROFILES.has(player.profile);
  const { attrs } = source;
  return {
    video: numberOf(attrs, 'bitrate') > capacity || (picky && PICKY_VIDEO.has(String(attrs.videoCodec))),
    audio: PICKY_AUDIO.has(String(attrs.audioCodec)) && (picky || !player.local),
    remux: picky && attrs.container !== 'mp4',
  };
}

/** Some people read along: text goes with the stream or is converted, pictures have to be burnt in. */
function subtitlesFor(random: Random, source: MediaVersion): Pick<Stream, 'subtitle' | 'subtitle_index'> {
  const tracks: Attributes[] = source.parts[0] === undefined ? [] : streamsOf(source.parts[0], 3);
  if (tracks.length === 0 || !random.chance(0.25)) return {};
  const index = random.int(0, tracks.length - 1);
  const codec = String(tracks[index]?.codec);
  const isText = codec === 'srt' || codec === 'ass';
  return { subtitle_index: index, subtitle: isText ? { decision: 'transcode', codec: 'ass' } : { decision: 'burn' } };
}

function videoDelivery(random: Random, item: Item, player: Player): Stream {
  const capacity = player.relayed ? RELAY_CAPACITY : (CAPACITY[player.location] ?? 14_000);
  const media = pickVersion(item, capacity);
  const source = item.media[media];
  if (source === undefined) return {};
  const chosen: Stream = media > 0 ? { media } : {};
  const needs = needsOf(source, player, capacity);
  const subtitles = subtitlesFor(random, source);
  const burns = subtitles.subtitle?.decision === 'burn';
  if (!needs.video && !needs.audio && !needs.remux && !burns) {
    return subtitles.subtitle_index === undefined ? chosen : { ...chosen, subtitle_index: subtitles.subtitle_index };
  }
  const ladder = player.relayed ? RELAY_LADDER : (LADDER[player.location] ?? [P720_4]);
  const video =
    needs.video || burns ? convertedVideo(random, random.pick(ladder)) : { video: { decision: 'copy' as const } };
  const audio =
    needs.audio || (needs.video && random.chance(0.5)) ? convertedAudio(random) : { decision: 'copy' as const };
  return {
    ...chosen,
    ...container(player),
    ...video,
    audio,
    ...subtitles,
    throttled: random.chance(0.4),
    speed: random.int(12, 90) / 10,
    ahead_percent: random.int(2, 20),
  };
}

/** Lossless music is converted where the connection is dear. */
function audioDelivery(random: Random, item: Item, player: Player): Stream {
  const lossless = numberOf(item.media[0]?.attrs ?? {}, 'bitrate') > 400;
  if (!lossless || player.location === 'lan' || random.chance(0.4)) return {};
  return {
    container: 'ogg',
    protocol: 'http',
    audio: { decision: 'transcode', codec: 'opus', channels: 2, bitrate: 128 },
    ahead_percent: 40,
  };
}

/** How a player would receive an item, given its connection and what it can play. */
export const deliver = (random: Random, item: Item, player: Player): Stream =>
  item.kind === 'track' ? audioDelivery(random, item, player) : videoDelivery(random, item, player);

/** The same stream in another quality, for connections that get better or worse; null when nothing is converted. */
export function otherQuality(random: Random, stream: Stream, player: Player): Stream | null {
  if (stream.video?.decision !== 'transcode') return null;
  const ladder = (LADDER[player.location] ?? [P720_4]).filter(({ bitrate }) => bitrate !== stream.video?.bitrate);
  return ladder.length === 0 ? null : { ...stream, video: { ...stream.video, ...random.pick(ladder) } };
}

/** A tuner's picture is interlaced; everything but the televisions at home has it converted. */
export const deliverLive = (random: Random, player: Player): Stream =>
  player.local && !PICKY_PROFILES.has(player.profile)
    ? {}
    : {
        container: 'mkv',
        protocol: 'hls',
        ...convertedVideo(random, player.location === 'cellular' ? P480_2 : P720_4),
        audio: { decision: 'transcode', codec: 'aac', channels: 2, bitrate: 192 },
        progress: -1,
      };
