import { type DeliveredStream, readPlayStream, readRunningStream } from '#history/read-stream.ts';
import { SEES_ALL } from '#users/visible.ts';
import { renderRow } from '../../legacy-rows/column.ts';
import { ITEM_COLUMNS } from '../../legacy-rows/item-columns.ts';
import { SAME_AS, STREAM_COLUMNS } from '../../legacy-rows/stream-columns.ts';
import { defineCommand, type ReadyCommand } from '../command.ts';
import type { Json, JsonObject } from '../json.ts';

type Row = Readonly<Record<string, unknown>>;

/** In the order in which clients are used to them. */
const NAMES = [
  'bitrate',
  'video_full_resolution',
  'optimized_version',
  'optimized_version_profile',
  'optimized_version_title',
  'synced_version',
  'synced_version_profile',
  'container',
  'video_codec',
  'video_bitrate',
  'video_width',
  'video_height',
  'video_framerate',
  'video_dynamic_range',
  'aspect_ratio',
  'audio_codec',
  'audio_bitrate',
  'audio_channels',
  'audio_language',
  'audio_language_code',
  'subtitle_codec',
  'subtitle_forced',
  'subtitle_language',
  'stream_bitrate',
  'stream_video_full_resolution',
  'quality_profile',
  'stream_container_decision',
  'stream_container',
  'stream_video_decision',
  'stream_video_codec',
  'stream_video_bitrate',
  'stream_video_width',
  'stream_video_height',
  'stream_video_framerate',
  'stream_video_dynamic_range',
  'stream_audio_decision',
  'stream_audio_codec',
  'stream_audio_bitrate',
  'stream_audio_channels',
  'stream_audio_language',
  'stream_audio_language_code',
  'subtitles',
  'stream_subtitle_decision',
  'stream_subtitle_codec',
  'stream_subtitle_forced',
  'stream_subtitle_language',
  'transcode_hw_decoding',
  'transcode_hw_encoding',
  'video_decision',
  'audio_decision',
  'media_type',
  'title',
  'grandparent_title',
  'original_title',
  'current_session',
  'pre_tautulli',
] as const;

/** Of very old rows only the file and the transcoder are known; clients see the stream made of these (API notes 16). */
function completed(row: Row): Row {
  if (row.stream_container) return row;
  return {
    ...row,
    pre_tautulli: 1,
    stream_video_full_resolution: row.video_full_resolution,
    stream_container: row.transcode_container || row.container,
    stream_video_decision: row.video_decision,
    stream_video_codec: row.transcode_video_codec || row.video_codec,
    stream_video_width: row.transcode_width || row.video_width || row.width,
    stream_video_height: row.transcode_height || row.video_height || row.height,
    stream_audio_decision: row.audio_decision,
    stream_audio_codec: row.transcode_audio_codec || row.audio_codec,
    stream_audio_channels: row.transcode_audio_channels || row.audio_channels,
    video_width: row.width,
    video_height: row.height,
  };
}

/** Nothing, zero and unknown are all an empty text. */
const orBlank = (value: unknown): Json => (typeof value === 'number' && value !== 0 ? value : String(value || ''));

/** A photo has a size and no track. */
const NO_TRACK: Row = { video_width: '', video_height: '', stream_video_width: '', stream_video_height: '' };

/** Without a transcoder even a kind of track that is not there plays as it is; imported rows say themselves. */
const untouched = (decisions: Row): Row => ({
  video_decision: decisions.video_decision || 'direct play',
  audio_decision: decisions.audio_decision || 'direct play',
});

/** A stream as clients know it (API notes 16). */
export function presentStream({ item, stream, isImported }: DeliveredStream, isRunning: boolean): JsonObject {
  const rendered = renderRow(STREAM_COLUMNS, { ...stream });
  const typed = renderRow(STREAM_COLUMNS, { ...stream, importedValues: null });
  const same = Object.fromEntries(Object.entries(SAME_AS).map(([name, other]) => [name, typed[other]]));
  const isConverted = stream.transcodeProtocol !== null || stream.transcodeContainer !== null;
  const { title, grandparent_title, original_title } = renderRow(ITEM_COLUMNS, { ...item });
  const row = completed({
    ...same,
    ...(isImported || isConverted || stream.deliveredContainer === null ? {} : untouched(same)),
    ...rendered,
    quality_profile: stream.qualityProfile,
    ...(item.mediaType === 'photo' ? NO_TRACK : {}),
    media_type: item.mediaType,
    title,
    grandparent_title,
    original_title,
    current_session: isRunning ? 1 : 0,
  });
  return Object.fromEntries(NAMES.map((name) => [name, orBlank(row[name])]));
}

export const streamDataCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_stream_data',
    summary: 'How one play or live session was delivered',
    params: { row_id: { kind: 'id' }, session_key: { kind: 'text' }, id: { kind: 'id' } },
    madeOf: 'records and streams',
    async handle({ row_id, session_key, id }, { db }) {
      const playId = id === undefined ? row_id : id;
      if (playId !== undefined) {
        const found = playId === null ? null : await readPlayStream(db, SEES_ALL, playId);
        return found === null ? {} : presentStream(found, false);
      }
      if (session_key === undefined || session_key === '') return null;
      const found = await readRunningStream(db, session_key);
      return found === null ? {} : presentStream(found, true);
    },
  }),
];
