/** What published programs read from the answers, in the types they insist on (API notes, clients 1). */
import { z } from 'zod';

/** Anything a client fails on when it is missing or of another kind; more members are welcome. */
const shape = z.looseObject;

export const int = z.number().int();
/** A key as lists have it. */
const key = z.union([int, z.literal(''), z.null()]);
export const flag = z.union([z.literal(0), z.literal(1)]);
const textOrNull = z.string().nullable();
/** Clients convert it with `int()`. */
const countOrBlank = z.union([int, z.literal('')]);

export const Envelope = z.strictObject({
  response: z.strictObject({
    result: z.enum(['success', 'error']),
    message: textOrNull,
    data: z.unknown(),
  }),
});

export const TautulliInfo = shape({
  tautulli_install_type: z.string(),
  tautulli_version: z.string().regex(/^v\d+\.\d+\.\d+$/),
  tautulli_branch: z.string(),
  tautulli_commit: textOrNull,
  tautulli_platform: z.string(),
  tautulli_platform_release: z.string(),
  tautulli_platform_version: z.string(),
  tautulli_platform_linux_distro: z.string(),
  tautulli_platform_device_name: z.string(),
  tautulli_python_version: z.string(),
});

export const ServerInfo = shape({
  pms_identifier: z.string(),
  pms_ip: z.string(),
  pms_name: z.string(),
  pms_platform: z.string(),
  pms_plexpass: flag,
  pms_port: int,
  pms_ssl: flag,
  pms_url_manual: flag,
  pms_url: z.string(),
  pms_version: z.string(),
});

export const HistoryRow = shape({
  id: int.nullable(),
  row_id: int.nullable(),
  reference_id: int.nullable(),
  date: int,
  started: int,
  stopped: int,
  duration: int,
  play_duration: int,
  paused_counter: int,
  percent_complete: int,
  watched_status: z.union([z.literal(0), z.literal(0.25), z.literal(0.5), z.literal(0.75), z.literal(1)]),
  group_count: int.nullable(),
  group_ids: textOrNull,
  live: int.nullable(),
  secure: int.nullable(),
  relayed: int.nullable(),
  rating_key: key,
  parent_rating_key: key,
  grandparent_rating_key: key,
  year: key,
  media_index: key,
  parent_media_index: key,
  state: textOrNull,
  session_key: z.union([int, z.string(), z.null()]),
  user_id: int,
  user: textOrNull,
  friendly_name: textOrNull,
  full_title: z.string(),
  title: z.string(),
  parent_title: z.string(),
  grandparent_title: z.string(),
  original_title: textOrNull,
  media_type: z.string(),
  guid: textOrNull,
  thumb: textOrNull,
  user_thumb: textOrNull,
  ip_address: textOrNull,
  location: textOrNull,
  machine_id: textOrNull,
  platform: textOrNull,
  player: textOrNull,
  product: textOrNull,
  originally_available_at: textOrNull,
  transcode_decision: z.string(),
});

const table = <T extends z.ZodType>(row: T) =>
  shape({ recordsFiltered: int, recordsTotal: int, draw: int, data: z.array(row) });

/** Plays of the sample that an accident left without an end, or with a text for a year; programs never liked those. */
const isDamaged = (row: unknown): boolean => {
  const damaged = z.union([shape({ stopped: z.null() }), shape({ year: z.string().min(1) })]);
  return damaged.safeParse(row).success;
};

const HealthyRows = z.preprocess(
  (rows) => (Array.isArray(rows) ? rows.filter((row) => !isDamaged(row)) : rows),
  z.array(HistoryRow),
);

export const HistoryTable = shape({
  recordsFiltered: int,
  recordsTotal: int,
  draw: int,
  filter_duration: z.string(),
  total_duration: z.string(),
  data: HealthyRows,
});

export const User = shape({
  row_id: int,
  user_id: int,
  username: z.string(),
  friendly_name: textOrNull,
  email: textOrNull,
  thumb: textOrNull,
  is_admin: flag,
  is_active: flag,
  do_notify: flag,
  keep_history: flag,
  allow_guest: flag,
  is_home_user: flag.nullable(),
  is_allow_sync: flag.nullable(),
  is_restricted: flag.nullable(),
  shared_libraries: z.array(z.string()),
});

export const LibraryName = shape({ section_id: int, section_name: z.string(), section_type: z.string() });

export const LibrariesTable = table(
  shape({ section_id: int, section_name: z.string(), section_type: z.string(), plays: int, is_active: flag }),
);

export const UsersTable = table(shape({ user_id: int, friendly_name: textOrNull, plays: int, duration: int }));

const StatRow = shape({
  rating_key: key,
  section_id: z.union([int, z.literal('')]),
  title: z.string(),
  year: key,
  art: textOrNull,
  thumb: textOrNull,
  total_plays: int,
  users_watched: countOrBlank,
});

export const MediaCard = shape({
  stat_id: z.string(),
  stat_type: z.string().optional(),
  stat_title: z.string(),
  rows: z.array(StatRow),
});
export const AnyCard = shape({ stat_id: z.string(), rows: z.array(shape({})) });

export const WatchTime = z.array(shape({ query_days: int, total_plays: int, total_time: int })).min(1);
export const UserStats = z.array(shape({ user_id: int, total_plays: int, friendly_name: textOrNull }));
export const Graph = shape({
  categories: z.array(z.union([z.string(), int])),
  series: z.array(shape({ name: z.string(), data: z.array(z.number()) })),
});

/** Numbers, numbers as text and nothing are all taken by those who read it. */
const loose = z.union([z.number(), z.string()]);
export const StreamData = shape({
  bitrate: loose,
  video_codec: z.string(),
  video_width: loose,
  video_height: loose,
  video_framerate: z.string(),
  video_dynamic_range: z.string(),
  audio_codec: z.string(),
  audio_channels: loose,
  stream_bitrate: loose,
  stream_video_codec: z.string(),
  stream_video_decision: z.string(),
  stream_audio_decision: z.string(),
  stream_container: z.string(),
  container: z.string(),
  quality_profile: z.string(),
  optimized_version: loose,
  current_session: loose,
  pre_tautulli: loose,
});

export const Notifier = shape({
  id: int,
  agent_id: int,
  agent_name: z.string(),
  agent_label: z.string(),
  friendly_name: textOrNull,
  active: flag,
  last_triggered: int.nullable(),
  last_success: flag.nullable(),
});
export const NotifierConfig = Notifier.pick({ id: true, agent_id: true, agent_name: true, agent_label: true }).extend({
  config: shape({}),
  config_options: z.array(shape({ name: z.string(), label: z.string(), input_type: z.string() })),
  actions: z.record(z.string(), flag),
  notify_text: z.record(z.string(), z.strictObject({ subject: z.string(), body: z.string() })),
  custom_conditions: z.array(shape({ parameter: z.string(), operator: z.string(), value: z.array(z.unknown()) })),
  custom_conditions_logic: z.string(),
});
export const NotificationLog = table(
  shape({ id: int, timestamp: int, notifier_id: int.nullable(), notify_action: z.string(), success: flag }),
);
export const ExportsTable = table(
  shape({ export_id: int, timestamp: int, media_type: z.string(), complete: int, exists: z.boolean() }),
);
export const Nothing = z.strictObject({});
