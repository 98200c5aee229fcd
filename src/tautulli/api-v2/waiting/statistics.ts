import { type WaitingCommand, waitingCommand } from '../command.ts';

/** Commands that wait for the room statistics. */
export const statisticsWaiting: readonly WaitingCommand[] = [
  waitingCommand({
    name: 'get_home_stats',
    summary: 'The cards of most played, most active and last watched',
    room: 'statistics',
    params: {
      grouping: { kind: 'boolean' },
      time_range: { kind: 'integer' },
      stats_type: { kind: 'text' },
      stats_start: { kind: 'integer' },
      stats_count: { kind: 'integer' },
      stat_id: { kind: 'text' },
      section_id: { kind: 'id' },
      user_id: { kind: 'id' },
      before: { kind: 'text' },
      after: { kind: 'text' },
    },
  }),
  waitingCommand({
    name: 'get_concurrent_streams_by_stream_type',
    summary: 'Most streams at the same time, day by day and by delivery',
    room: 'statistics',
    params: { time_range: { kind: 'integer' }, user_id: { kind: 'ids' } },
  }),
  waitingCommand({
    name: 'get_plays_by_date',
    summary: 'Plays or hours, day by day',
    room: 'statistics',
    params: {
      time_range: { kind: 'integer' },
      y_axis: { kind: 'text' },
      user_id: { kind: 'ids' },
      grouping: { kind: 'boolean' },
    },
  }),
  waitingCommand({
    name: 'get_plays_by_dayofweek',
    summary: 'Plays or hours by day of the week',
    room: 'statistics',
    params: {
      time_range: { kind: 'integer' },
      y_axis: { kind: 'text' },
      user_id: { kind: 'ids' },
      grouping: { kind: 'boolean' },
    },
  }),
  waitingCommand({
    name: 'get_plays_by_hourofday',
    summary: 'Plays or hours by hour of the day',
    room: 'statistics',
    params: {
      time_range: { kind: 'integer' },
      y_axis: { kind: 'text' },
      user_id: { kind: 'ids' },
      grouping: { kind: 'boolean' },
    },
  }),
  waitingCommand({
    name: 'get_plays_by_source_resolution',
    summary: 'Plays or hours by resolution of the file',
    room: 'statistics',
    params: {
      time_range: { kind: 'integer' },
      y_axis: { kind: 'text' },
      user_id: { kind: 'ids' },
      grouping: { kind: 'boolean' },
    },
  }),
  waitingCommand({
    name: 'get_plays_by_stream_resolution',
    summary: 'Plays or hours by resolution as delivered',
    room: 'statistics',
    params: {
      time_range: { kind: 'integer' },
      y_axis: { kind: 'text' },
      user_id: { kind: 'ids' },
      grouping: { kind: 'boolean' },
    },
  }),
  waitingCommand({
    name: 'get_plays_by_stream_type',
    summary: 'Plays or hours, day by day and by delivery',
    room: 'statistics',
    params: {
      time_range: { kind: 'integer' },
      y_axis: { kind: 'text' },
      user_id: { kind: 'ids' },
      grouping: { kind: 'boolean' },
    },
  }),
  waitingCommand({
    name: 'get_plays_by_top_10_platforms',
    summary: 'Plays or hours of the ten busiest platforms',
    room: 'statistics',
    params: {
      time_range: { kind: 'integer' },
      y_axis: { kind: 'text' },
      user_id: { kind: 'ids' },
      grouping: { kind: 'boolean' },
    },
  }),
  waitingCommand({
    name: 'get_plays_by_top_10_users',
    summary: 'Plays or hours of the ten busiest users',
    room: 'statistics',
    params: {
      time_range: { kind: 'integer' },
      y_axis: { kind: 'text' },
      user_id: { kind: 'ids' },
      grouping: { kind: 'boolean' },
    },
  }),
  waitingCommand({
    name: 'get_plays_per_month',
    summary: 'Plays or hours, month by month',
    room: 'statistics',
    params: {
      time_range: { kind: 'integer' },
      y_axis: { kind: 'text' },
      user_id: { kind: 'ids' },
      grouping: { kind: 'boolean' },
    },
  }),
  waitingCommand({
    name: 'get_stream_type_by_top_10_platforms',
    summary: 'Delivery on the ten busiest platforms',
    room: 'statistics',
    params: {
      time_range: { kind: 'integer' },
      y_axis: { kind: 'text' },
      user_id: { kind: 'ids' },
      grouping: { kind: 'boolean' },
    },
  }),
  waitingCommand({
    name: 'get_stream_type_by_top_10_users',
    summary: 'Delivery to the ten busiest users',
    room: 'statistics',
    params: {
      time_range: { kind: 'integer' },
      y_axis: { kind: 'text' },
      user_id: { kind: 'ids' },
      grouping: { kind: 'boolean' },
    },
  }),
];
