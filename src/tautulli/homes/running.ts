import { type Homes, inTable, OUR_PERSON } from './home.ts';
import { PLAY_HOMES } from './plays.ts';
import { STREAM_HOMES } from './streams.ts';

const { session_history: plays, session_history_metadata: items } = PLAY_HOMES;
const { session_history_media_info: streams } = STREAM_HOMES;

/** The columns that a table of the history has under the same name. */
const as = (homes: Homes, columns: readonly string[]): Homes =>
  Object.fromEntries(Object.entries(homes).filter(([column]) => columns.includes(column)));

const ITEM = [
  'rating_key',
  'parent_rating_key',
  'grandparent_rating_key',
  'title',
  'parent_title',
  'grandparent_title',
  'original_title',
  'full_title',
  'media_index',
  'parent_media_index',
  'thumb',
  'parent_thumb',
  'grandparent_thumb',
  'year',
  'originally_available_at',
  'added_at',
  'guid',
  'channel_call_sign',
  'channel_id',
  'channel_identifier',
  'channel_title',
  'channel_thumb',
  'channel_vcn',
];

/** What only the history keeps of a stream. */
const NOT_OF_STREAM = new Set([
  'id',
  'rating_key',
  'duration',
  'video_bit_depth',
  'video_codec_level',
  'stream_video_bit_depth',
  'stream_video_codec_level',
  'stream_subtitle_container',
  'transcode_hw_requested',
  'transcode_hw_full_pipeline',
  'transcode_hw_decode',
  'transcode_hw_decode_title',
  'transcode_hw_encode',
  'transcode_hw_encode_title',
]);

const OF_MARKER = { derived: 'the kind of the marker, which the item has' };

/** `sessions`: what was playing when the file was written, until the server itself says what plays. */
export const RUNNING_HOMES = {
  sessions: {
    id: { dropped: 'nothing refers to it; session_key names the row' },
    ...inTable('sessions', {
      session_key: ['session_key', 'of several rows with the same one the newest counts'],
      session_id: 'plex_session_id',
      transcode_key: ['transcode_id', 'without the path before it'],
      live_uuid: 'live_uuid',
      media_type: ['media_type', 'kinds other than ours stay in sessions.imported_values'],
      live: 'is_live',
      started: ['started_at', 'seconds become a moment'],
      stopped: ['last_seen_at', 'it is when the stream was seen last; seconds become a moment'],
      paused_counter: ['paused_ms', 'seconds become milliseconds; the rest of the time counts as sessions.watched_ms'],
      last_paused: ['paused_since', 'of a paused stream; seconds become a moment'],
      state: ['state', 'states other than ours stay in sessions.imported_values'],
      user_id: ['user_id', OUR_PERSON],
      user: ['imported_values', 'only where it is another name than users.username'],
      ip_address: ['ip_address', 'what is no address stays in sessions.imported_values'],
      bandwidth: 'bandwidth_kbps',
      location: ['location', 'words other than ours stay in sessions.imported_values'],
      secure: 'is_secure',
      relayed: 'is_relayed',
      view_offset: 'view_offset_ms',
      duration: 'duration_ms',
      buffer_count: 'buffer_count',
      buffer_last_triggered: ['buffer_warned_at', 'seconds become a moment'],
      watched: 'is_watched',
      marker: 'marker',
      initial_stream: 'is_initial',
    }),
    friendly_name: { derived: 'the person has it' },
    section_id: { home: 'item_snapshots.section_id' },
    ...as(items, ITEM),
    ...as(plays, ['player', 'product', 'platform', 'machine_id', 'quality_profile']),
    ...Object.fromEntries(Object.entries(streams).filter(([column]) => !NOT_OF_STREAM.has(column))),
    intro: OF_MARKER,
    credits: OF_MARKER,
    commercial: OF_MARKER,
    write_attempts: { dropped: 'a play that is over is kept until it has been written' },
    rating_key_websocket: { dropped: 'the next event says it again' },
    raw_stream_info: {
      derived: 'what the other columns do not say is taken into the descriptions of item, stream and player',
    },
  },
} as const satisfies Readonly<Record<string, Homes>>;
