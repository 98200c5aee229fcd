import { LOCATIONS, SESSION_STATES } from '#contract/enums.ts';
import { asRecorded, parseRow } from '../../legacy-rows/column.ts';
import { PLAY_COLUMNS } from '../../legacy-rows/play-columns.ts';
import { ipAddress } from '../source/ip-address.ts';
import type { CopyValue, Issues, Load, RawRow } from '../source/load.ts';
import { boolean01, epochSeconds, integer, type Note, rawText, text } from '../source/normalise.ts';
import { describeItem, ITEM_STAGE, readMediaType } from './items.ts';
import { canonicalAddress, describePlayer, PLAYER_STAGE } from './plays.ts';
import { MAX_ID, MAX_SMALL, small } from './row-id.ts';
import { copyValue, stage } from './stage.ts';
import { withStreamInfo } from './stream-info.ts';
import { describeStream, STREAM_STAGE } from './streams.ts';

/** Streams that ran when the file was written; `no` numbers their descriptions, too. */
export const RUNNING_STAGE = stage('running_streams', {
  no: 'integer',
  session_key: 'text',
  plex_session_id: 'text',
  rating_key: 'text',
  live_uuid: 'text',
  transcode_id: 'text',
  plex_user_id: 'bigint',
  user_name: 'text',
  media_type: 'text',
  is_live: 'boolean',
  state: 'text',
  started_at: 'timestamptz',
  last_seen_at: 'timestamptz',
  view_offset_ms: 'bigint',
  duration_ms: 'bigint',
  watched_ms: 'bigint',
  paused_ms: 'bigint',
  paused_since: 'timestamptz',
  buffer_count: 'integer',
  buffer_warned_at: 'timestamptz',
  ip_address: 'inet',
  location: 'text',
  is_relayed: 'boolean',
  is_secure: 'boolean',
  bandwidth_kbps: 'integer',
  is_initial: 'boolean',
  is_watched: 'boolean',
  marker: 'smallint',
  imported_values: 'jsonb',
});

const silent: Note = () => undefined;

/** Behind the numbers of the descriptions that plays have. */
const FIRST_NO = MAX_ID;

/** `sessions`: who was watching, with descriptions like those of plays. */
export const runningLoad: Load = {
  table: 'sessions',
  stages: [ITEM_STAGE, STREAM_STAGE, PLAYER_STAGE, RUNNING_STAGE],
  begin({ emit, issue, columns }) {
    let no = FIRST_NO;
    return {
      row(row) {
        const running = describeRunning(row, issue);
        if (running === null) return;
        no += 1;
        const whole = withStreamInfo(row, issue);
        const present = new Set([...columns, ...Object.keys(whole)]);
        emit(ITEM_STAGE.name, [no, ...describeItem(whole, issue, small(row.section_id, null))]);
        emit(STREAM_STAGE.name, [no, ...describeStream(whole, present, text(whole.quality_profile), issue)]);
        emit(PLAYER_STAGE.name, [no, ...describePlayer(whole, issue)]);
        emit(RUNNING_STAGE.name, [no, ...running]);
      },
    };
  },
};

interface Times {
  readonly started: number;
  readonly seen: number;
  readonly pausedSeconds: number;
}

/** Null for a row that does not say which stream it is, or when it ran. */
function describeRunning(row: RawRow, issue: Issues): readonly CopyValue[] | null {
  const id = asRecorded(row.id ?? null);
  const sessionKey = text(row.session_key);
  const userId = integer(row.user_id, silent) ?? 0;
  const seen = epochSeconds(row.stopped, silent);
  const started = epochSeconds(row.started, silent) ?? seen;
  if (sessionKey === null || started === null) {
    issue('incomplete_row', { id });
    return null;
  }
  const times = {
    started,
    seen: seen ?? started,
    pausedSeconds: Math.max(0, integer(row.paused_counter, silent) ?? 0),
  };
  for (const detail of network(row).unfit) issue('does_not_fit', { id, detail });
  const address = ipAddress(row.ip_address, (kind) => issue(kind, { id, detail: rawText(row.ip_address) ?? '' }));
  return [
    sessionKey,
    text(row.session_id),
    text(row.rating_key),
    text(row.live_uuid),
    text(row.transcode_key)?.split('/').at(-1) ?? null,
    userId,
    text(row.user),
    readMediaType(rawText(row.media_type)),
    boolean01(row.live, silent) ?? false,
    stateOf(row),
    ...progressOf(row, times),
    address,
    ...networkOf(row),
    boolean01(row.initial_stream, silent) ?? true,
    boolean01(row.watched, silent) ?? false,
    small(row.marker, 0, MAX_SMALL),
    keptOf(row, times, address),
  ];
}

const stateOf = (row: RawRow): string => SESSION_STATES.find((state) => state === rawText(row.state)) ?? 'playing';

/** From the start to the last warning of buffering, in the order of the stage. */
function progressOf(row: RawRow, { started, seen, pausedSeconds }: Times): CopyValue[] {
  const isPaused = rawText(row.state) === 'paused';
  return [
    started,
    seen,
    Math.max(0, integer(row.view_offset, silent) ?? 0),
    integer(row.duration, silent),
    // What the row does not tell apart is taken as watched, as the replaced program does when it ends.
    Math.max(0, seen - started - pausedSeconds) * 1000,
    pausedSeconds * 1000,
    isPaused ? (epochSeconds(row.last_paused, silent) ?? seen) : null,
    small(row.buffer_count, 0),
    epochSeconds(row.buffer_last_triggered, silent),
  ];
}

const network = (row: RawRow) => parseRow(PLAY_COLUMNS, row, 'exact');

function networkOf(row: RawRow): CopyValue[] {
  const [bandwidth = null, location = null, secure = null, relayed = null] = network(row).values;
  return [
    LOCATIONS.find((one) => one === location) ?? 'lan',
    relayed === true,
    copyValue(secure),
    copyValue(bandwidth),
  ];
}

/** What the columns above do not give back. */
function keptOf(row: RawRow, times: Times, address: string | null): CopyValue {
  const pairs: readonly (readonly [string, string | number | null])[] = [
    ['state', stateOf(row)],
    ['started', times.started],
    ['stopped', times.seen],
    ['paused_counter', times.pausedSeconds],
    ['ip_address', address === null ? null : canonicalAddress(address)],
    ['media_type', readMediaType(rawText(row.media_type))],
    ['section_id', integer(row.section_id, silent)],
    ['user_id', integer(row.user_id, silent) ?? 0],
  ];
  const kept: Record<string, unknown> = { ...network(row).imported };
  for (const [name, ours] of pairs) {
    const raw = row[name];
    if (raw !== undefined && raw !== ours) kept[name] = asRecorded(raw);
  }
  // These have a value here whatever stood there.
  for (const name of ['location', 'relayed']) if (text(row[name]) === null) kept[name] = asRecorded(row[name] ?? null);
  return Object.keys(kept).length === 0 ? null : { json: kept };
}
