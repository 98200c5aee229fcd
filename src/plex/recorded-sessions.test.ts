import { describe, expect, test } from 'vitest';
import type { ListedSession, MediaSide } from './facts.ts';
import { parseMetadata } from './parse-metadata.ts';
import { describeSession, parseSessions, type SessionEntry } from './parse-sessions.ts';
import { fixtureText, recordedSessions, said } from './testing.ts';

const NAMES = [
  'sessions-clip-preroll',
  'sessions-clip-trailer',
  'sessions-clip-trailer-no-key',
  'sessions-empty',
  'sessions-episode-audio-transcode',
  'sessions-episode-direct-play',
  'sessions-episode-direct-stream',
  'sessions-live-direct',
  'sessions-live-with-key',
  'sessions-live-without-key',
  'sessions-many',
  'sessions-movie-direct-play',
  'sessions-movie-dlna',
  'sessions-movie-dolby-vision',
  'sessions-movie-hlg-second-media',
  'sessions-movie-interlaced-first-media',
  'sessions-movie-missing-metadata',
  'sessions-movie-optimized',
  'sessions-movie-relay',
  'sessions-movie-sd-second-part',
  'sessions-movie-star-codecs',
  'sessions-movie-transcode-hardware',
  'sessions-movie-transcode-software',
  'sessions-movie-unknown-user',
  'sessions-no-size',
  'sessions-photo',
  'sessions-track-direct-play',
  'sessions-track-theme-filtered',
  'sessions-track-transcode',
];

function describedFully(entry: SessionEntry): ListedSession {
  const key = entry.listed.item.ratingKey;
  if (key === null) return entry.listed;
  const file = `pms/metadata-${key}${key === '900901' ? '-live' : ''}.xml`;
  let text: string;
  try {
    text = fixtureText(file);
  } catch {
    return entry.listed;
  }
  const parsed = parseMetadata(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  const [found] = parsed.value.values;
  return found === undefined ? entry.listed : describeSession(entry, found);
}

/** Recorded names of the values of the file on the server; keyless items have fewer of them. */
const SOURCE: Readonly<Record<keyof MediaSide, string>> = {
  container: 'container',
  bitrateKbps: 'bitrate',
  videoCodec: 'video_codec',
  videoProfile: 'video_profile',
  videoBitrateKbps: 'video_bitrate',
  videoBitDepth: 'video_bit_depth',
  videoWidth: 'width',
  videoHeight: 'height',
  videoResolution: 'video_resolution',
  videoFullResolution: 'video_full_resolution',
  videoFrameRate: 'video_framerate',
  videoScanType: 'video_scan_type',
  videoDynamicRange: 'video_dynamic_range',
  aspectRatio: 'aspect_ratio',
  audioCodec: 'audio_codec',
  audioProfile: 'audio_profile',
  audioBitrateKbps: 'audio_bitrate',
  audioChannels: 'audio_channels',
  audioChannelLayout: 'audio_channel_layout',
  audioLanguage: 'audio_language',
  audioLanguageCode: 'audio_language_code',
  subtitleCodec: 'subtitle_codec',
  subtitleLanguage: 'subtitle_language',
  subtitleLanguageCode: 'subtitle_language_code',
  subtitleIsForced: 'subtitle_forced',
};

const DELIVERED: Readonly<Partial<Record<keyof MediaSide, string>>> = {
  container: 'stream_container',
  bitrateKbps: 'stream_bitrate',
  videoCodec: 'stream_video_codec',
  videoBitrateKbps: 'stream_video_bitrate',
  videoBitDepth: 'stream_video_bit_depth',
  videoWidth: 'stream_video_width',
  videoHeight: 'stream_video_height',
  videoResolution: 'stream_video_resolution',
  videoFullResolution: 'stream_video_full_resolution',
  videoFrameRate: 'stream_video_framerate',
  videoScanType: 'stream_video_scan_type',
  videoDynamicRange: 'stream_video_dynamic_range',
  aspectRatio: 'stream_aspect_ratio',
  audioCodec: 'stream_audio_codec',
  audioProfile: 'stream_audio_profile',
  audioBitrateKbps: 'stream_audio_bitrate',
  audioChannels: 'stream_audio_channels',
  audioChannelLayout: 'stream_audio_channel_layout',
  audioLanguage: 'stream_audio_language',
  audioLanguageCode: 'stream_audio_language_code',
  subtitleCodec: 'stream_subtitle_codec',
  subtitleLanguage: 'stream_subtitle_language',
  subtitleLanguageCode: 'stream_subtitle_language_code',
  subtitleIsForced: 'stream_subtitle_forced',
};

type Row = Readonly<Record<string, unknown>>;

const flagText = (value: boolean): string => (value ? '1' : '0');

const recordedSide = (names: Readonly<Partial<Record<keyof MediaSide, string>>>, row: Row): Record<string, unknown> =>
  Object.fromEntries(Object.entries(names).map(([ours, theirs]) => [ours, said(row[theirs])]));

const ourSide = (names: Readonly<Partial<Record<keyof MediaSide, string>>>, side: MediaSide, row: Row) =>
  Object.fromEntries(
    Object.keys(names).map((name) => {
      const value = side[name as keyof MediaSide];
      // The recording has no "no subtitle" and, for photos, no size of the delivered picture.
      if (name === 'subtitleIsForced')
        return [name, said(row[names.subtitleIsForced ?? '']) === null ? null : flagText(value === true)];
      const isPhotoSize = names === DELIVERED && (name === 'videoWidth' || name === 'videoHeight');
      if (isPhotoSize && row.media_type === 'photo') return [name, null];
      return [name, said(value)];
    }),
  );

const streamRow = ({ stream }: ListedSession) => ({
  transcode_decision: stream.decision,
  stream_container_decision: stream.containerDecision,
  stream_video_decision: stream.videoDecision,
  stream_audio_decision: stream.audioDecision,
  stream_subtitle_decision: stream.subtitleDecision,
  quality_profile: stream.qualityProfile,
  transcode_protocol: stream.transcodeProtocol,
  transcode_container: stream.transcodeContainer,
  transcode_video_codec: stream.transcodeVideoCodec,
  transcode_audio_codec: stream.transcodeAudioCodec,
  transcode_audio_channels: stream.transcodeAudioChannels,
  transcode_width: stream.transcodeWidth,
  transcode_height: stream.transcodeHeight,
  transcode_hw_requested: flagText(stream.isHwRequested),
  transcode_hw_decoding: flagText(stream.isHwDecoding),
  transcode_hw_encoding: flagText(stream.isHwEncoding),
  transcode_hw_full_pipeline: flagText(stream.isHwFullPipeline),
  transcode_hw_decode: stream.hwDecode,
  transcode_hw_decode_title: stream.hwDecodeTitle,
  transcode_hw_encode: stream.hwEncode,
  transcode_hw_encode_title: stream.hwEncodeTitle,
  subtitles: flagText(stream.hasSubtitles),
  optimized_version: flagText(stream.isOptimizedVersion),
  optimized_version_title: stream.optimizedVersionTitle,
});

const sessionRow = (session: ListedSession) => ({
  session_key: session.sessionKey,
  session_id: session.plexSessionId,
  state: session.state,
  view_offset: session.item.mediaType === 'photo' ? null : session.viewOffsetMs,
  machine_id: session.player.machineId,
  player: session.player.title,
  device: session.player.device,
  platform: session.player.platform,
  platform_version: session.player.platformVersion,
  product: session.player.product,
  product_version: session.player.productVersion,
  profile: session.player.profile,
  ip_address: session.ipAddress,
  ip_address_public: session.ipAddressPublic,
  location: session.location,
  local: flagText(session.isLocal),
  relayed: flagText(session.isRelayed),
  secure: session.isSecure === null ? null : flagText(session.isSecure),
  bandwidth: session.bandwidthKbps,
  live_uuid: session.liveUuid,
  throttled: flagText(session.transcoder?.isThrottled ?? false),
});

const itemRow = ({ item }: ListedSession) => ({
  media_type: item.mediaType,
  rating_key: item.ratingKey,
  parent_rating_key: item.parentRatingKey,
  grandparent_rating_key: item.grandparentRatingKey,
  title: item.title,
  parent_title: item.parentTitle,
  grandparent_title: item.grandparentTitle,
  original_title: item.originalTitle,
  full_title: item.fullTitle,
  media_index: item.mediaIndex,
  parent_media_index: item.parentMediaIndex,
  guid: item.guid,
  thumb: item.thumb,
  grandparent_thumb: item.grandparentThumb,
  art: item.art,
  added_at: item.addedAt,
  live: flagText(item.isLive),
});

const pick = (row: Row, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, said(row[name])]));
const texts = (row: Row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, said(value)]));

describe.each(NAMES)('%s', (name) => {
  const parsed = parseSessions(fixtureText(`pms/${name}.xml`), null);
  if (!parsed.ok) throw new Error(parsed.problem);
  const sessions = parsed.value.entries.map(describedFully);
  const rows = [...recordedSessions(name)].sort((a, b) => Number(a.session_key) - Number(b.session_key));

  test('lists the same sessions', () => {
    expect(parsed.value.problems).toEqual([]);
    expect(sessions.map((session) => said(session.sessionKey))).toEqual(rows.map((row) => row.session_key));
  });

  test.each(sessions.map((session, index) => ({ session, row: rows[index] as Row })))(
    'session $session.sessionKey',
    ({ session, row }) => {
      const isKeyless = session.item.ratingKey === null;
      expect(texts(sessionRow(session))).toEqual(pick(row, Object.keys(sessionRow(session))));
      // The recording knows nothing of an item that the server does not describe; we keep what the list said.
      if (name === 'sessions-movie-missing-metadata') return;
      const ours = itemRow(session);
      // Of a live programme the recording also asked the guide, which the session list already quotes.
      if (!session.item.isLive) expect(texts(ours)).toEqual(pick(row, Object.keys(ours)));
      expect(texts(streamRow(session))).toEqual(pick(row, Object.keys(streamRow(session))));
      expect(ourSide(DELIVERED, session.stream.delivered, row)).toEqual(recordedSide(DELIVERED, row));
      expect(session.stream.isSourceKnown).toBe(!isKeyless);
      expect(ourSide(SOURCE, session.stream.source, row)).toEqual(recordedSide(SOURCE, row));
    },
  );
});
