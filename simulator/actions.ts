import { z } from 'zod';

const Video = z.object({
  decision: z.enum(['copy', 'transcode']),
  codec: z.string().optional(),
  bitrate: z.number().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
});

const Audio = z.object({
  decision: z.enum(['copy', 'transcode']),
  codec: z.string().optional(),
  bitrate: z.number().optional(),
  channels: z.number().optional(),
});

const Subtitle = z.object({
  decision: z.enum(['copy', 'transcode', 'burn']).optional(),
  codec: z.string().optional(),
  location: z.string().optional(),
});

const Hardware = z.object({
  requested: z.boolean().optional(),
  decode: z.string().optional(),
  decode_title: z.string().optional(),
  encode: z.string().optional(),
  encode_title: z.string().optional(),
  full: z.boolean().optional(),
});

/** How a client receives an item; an empty object is direct play. Bitrates in kbps. */
export const Stream = z.object({
  media: z.number().int().optional(),
  part: z.number().int().optional(),
  audio_index: z.number().int().optional(),
  subtitle_index: z.number().int().optional(),
  container: z.string().optional(),
  protocol: z.string().optional(),
  video: Video.optional(),
  audio: Audio.optional(),
  subtitle: Subtitle.optional(),
  bitrate: z.number().optional(),
  hw: Hardware.optional(),
  throttled: z.boolean().optional(),
  progress: z.number().optional(),
  /** The transcoder stays this many percent points ahead of the client, instead of at `progress`. */
  ahead_percent: z.number().optional(),
  speed: z.number().optional(),
  max_offset: z.number().optional(),
  min_offset: z.number().optional(),
});
export type Stream = z.infer<typeof Stream>;

/** Something playable that is in no library: a pre-roll, theme music, an online clip. */
export const OutsideItem = z.object({
  rating_key: z.union([z.string(), z.number()]).optional(),
  key: z.string().optional(),
  type: z.enum(['clip', 'track', 'movie', 'episode']).optional(),
  subtype: z.string().optional(),
  title: z.string(),
  guid: z.string().optional(),
  duration: z.number().optional(),
  thumb: z.string().optional(),
  media: z.string().optional(),
  extraType: z.number().optional(),
  sourceTitle: z.string().optional(),
  sourceIcon: z.string().optional(),
  year: z.number().optional(),
  index: z.number().optional(),
  /** The server answers 404 when asked for it. */
  unknown: z.boolean().optional(),
});
export type OutsideItem = z.infer<typeof OutsideItem>;

const ItemRef = z.union([z.string(), OutsideItem]);

const PlayerOverride = z.object({
  title: z.string().optional(),
  device: z.string().optional(),
  platform: z.string().optional(),
  platformVersion: z.string().optional(),
  product: z.string().optional(),
  profile: z.string().optional(),
  version: z.string().optional(),
  address: z.string().optional(),
  remotePublicAddress: z.string().optional(),
  local: z.boolean().optional(),
  location: z.string().optional(),
  secure: z.boolean().optional(),
  relayed: z.boolean().optional(),
});

const common = { at_ms: z.number().optional() };
const ofSession = { ...common, session: z.string(), silent: z.boolean().optional() };

const Start = z.object({
  ...ofSession,
  action: z.literal('start'),
  user: z.string().optional(),
  player: z.string().optional(),
  item: ItemRef.optional(),
  channel: z.string().optional(),
  view_offset_ms: z.number().optional(),
  state: z.enum(['playing', 'paused', 'buffering']).optional(),
  stream: Stream.optional(),
  report_interval_ms: z.number().optional(),
  machine: z.string().optional(),
  player_override: PlayerOverride.optional(),
  listed: z.boolean().optional(),
  buffering_first: z.boolean().optional(),
  no_session_element: z.boolean().optional(),
  rating_key_in_session: z.boolean().optional(),
  location: z.string().optional(),
  bandwidth: z.number().optional(),
  speed: z.number().optional(),
});
export type StartAction = z.infer<typeof Start>;

const streamActions = [
  z.object({ ...ofSession, action: z.enum(['pause', 'resume', 'error', 'progress', 'programme', 'vanish']) }),
  z.object({ ...ofSession, action: z.literal('seek'), view_offset_ms: z.number() }),
  z.object({ ...ofSession, action: z.literal('buffer'), recover: z.boolean().optional() }),
  z.object({ ...ofSession, action: z.literal('transcode_change'), stream: Stream.optional() }),
  z.object({
    ...ofSession,
    action: z.literal('next'),
    item: ItemRef,
    view_offset_ms: z.number().optional(),
    stream: Stream.optional(),
  }),
  z.object({ ...ofSession, action: z.literal('channel'), channel: z.string() }),
  z.object({ ...ofSession, action: z.literal('stop'), view_offset_ms: z.number().optional() }),
] as const;

const Fault = z.object({
  ...common,
  action: z.literal('fault'),
  path: z.string().optional(),
  service: z.enum(['pms', 'plextv']).optional(),
  times: z.number().int().positive().optional(),
  status: z.number().int().optional(),
  /** 503 with the XML body of a server that is still starting. */
  maintenance: z.boolean().optional(),
  /** The body is cut in the middle, the length is right. */
  malformed: z.boolean().optional(),
  /** The body ends early while the announced length promises more. */
  truncated: z.boolean().optional(),
  empty: z.boolean().optional(),
  drop: z.boolean().optional(),
  delay_ms: z.number().optional(),
  /** The body is padded to this size. */
  oversize_mb: z.number().positive().optional(),
});
export type FaultAction = z.infer<typeof Fault>;

const serverActions = [
  z.object({ ...common, action: z.enum(['ws_close', 'ws_abort']), refuse: z.boolean().optional() }),
  z.object({
    ...common,
    action: z.enum(['ws_accept', 'ws_silence', 'ws_unsilence', 'ws_mute', 'ws_unmute', 'ws_cut_frame']),
  }),
  z.object({ ...common, action: z.literal('ws_raw'), message: z.unknown() }),
  z.object({ ...common, action: z.enum(['server_down', 'server_up', 'fault_clear']) }),
  Fault,
  z.object({
    ...common,
    action: z.literal('remote_access'),
    reachable: z.boolean(),
    account: z.object({ mappingState: z.string().optional(), mappingError: z.string().optional() }).optional(),
  }),
  z.object({
    ...common,
    action: z.literal('pref'),
    id: z.string(),
    value: z.union([z.string(), z.number(), z.boolean()]),
  }),
  z.object({ ...common, action: z.literal('plextv_token'), valid: z.boolean() }),
  z.object({ ...common, action: z.literal('plextv_release'), version: z.string() }),
] as const;

const Add = z.object({
  ...common,
  action: z.literal('add'),
  what: z.enum(['movie', 'episodes', 'show', 'album']),
  name: z.string(),
  title: z.string().optional(),
  section: z.number().int().optional(),
  show: z.string().optional(),
  season: z.number().int().optional(),
  first: z.number().int().optional(),
  count: z.number().int().optional(),
  announce_season: z.boolean().optional(),
  artist: z.string().optional(),
  tracks: z.number().int().optional(),
  announce: z.boolean().optional(),
});
export type AddAction = z.infer<typeof Add>;

const libraryActions = [
  Add,
  z.object({ ...common, action: z.enum(['remove', 'announce']), name: z.string() }),
  z.object({ ...common, action: z.literal('refresh'), item: z.string() }),
] as const;

/** What the simulator can be told to do; names and members as in scenario files. */
export const Action = z.discriminatedUnion('action', [Start, ...streamActions, ...serverActions, ...libraryActions]);
export type Action = z.infer<typeof Action>;
type ActionNamed<N extends Action['action']> = Extract<Action, { action: N }>;

/** The actions that change a running stream. */
export type StreamAction = ActionNamed<
  | 'pause'
  | 'resume'
  | 'error'
  | 'progress'
  | 'programme'
  | 'vanish'
  | 'seek'
  | 'buffer'
  | 'transcode_change'
  | 'next'
  | 'channel'
  | 'stop'
>;
