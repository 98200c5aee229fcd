import { type Anomaly, LOCATIONS } from '#contract/enums.ts';
import { digest } from '#history/digest.ts';
import { asRecorded, parseRow } from '../../legacy-rows/column.ts';
import { ITEM_COLUMNS } from '../../legacy-rows/item-columns.ts';
import { PLAY_COLUMNS, PLAYER_COLUMNS } from '../../legacy-rows/play-columns.ts';
import { ipAddress } from '../source/ip-address.ts';
import type { Issues, Load, RawRow } from '../source/load.ts';
import { epochSeconds, integer, rawText, text } from '../source/normalise.ts';
import { readMediaType } from './items.ts';
import { playerColumns } from './model-columns.ts';
import { createReferences } from './references.ts';
import { MAX_ID } from './row-id.ts';
import { copyValue, jsonOrNull, stage } from './stage.ts';
import { createSums, SUMS_STAGE } from './sums.ts';

const PLAYER_KEYS = [...PLAYER_COLUMNS.map((column) => column.ours), 'importedValues'];

/** Distinct players. */
export const PLAYER_STAGE = stage('players', { no: 'integer', hash: 'bytea' }, playerColumns(PLAYER_KEYS));

export const PLAY_STAGE = stage('plays', {
  id: 'bigint',
  reference_id: 'bigint',
  player_no: 'integer',
  plex_user_id: 'bigint',
  user_name: 'text',
  media_type: 'text',
  section_id: 'bigint',
  rating_key: 'text',
  parent_rating_key: 'text',
  grandparent_rating_key: 'text',
  started_at: 'timestamptz',
  stopped_at: 'timestamptz',
  watched_ms: 'bigint',
  paused_ms: 'bigint',
  bandwidth_kbps: 'integer',
  location: 'text',
  is_secure: 'boolean',
  is_relayed: 'boolean',
  view_offset_ms: 'bigint',
  ip_address: 'inet',
  quality_profile: 'text',
  anomalies: 'text[]',
  imported_values: 'jsonb',
  odd_keys: 'jsonb',
});

const silent = (): void => undefined;
/** They stand with the item; the play only keeps how it wrote them where that is another way. */
const KEY_COLUMNS = ITEM_COLUMNS.filter(({ kind }) => kind === 'key');

/** `session_history`: the plays themselves and the devices they ran on. */
export const playsLoad: Load = {
  table: 'session_history',
  stages: [PLAYER_STAGE, PLAY_STAGE, SUMS_STAGE],
  begin({ emit, issue, columns }) {
    const sums = createSums(PLAY_SUMS);
    const playerNumbers = new Map<string, number>();
    const references = createReferences(columns.has('reference_id'));
    const numberPlayer = (row: RawRow): number => {
      const key = PLAYER_COLUMNS.map((column) => JSON.stringify(asRecorded(row[column.column] ?? null))).join();
      const known = playerNumbers.get(key);
      if (known !== undefined) return known;
      const no = playerNumbers.size + 1;
      playerNumbers.set(key, no);
      emit(PLAYER_STAGE.name, [no, ...describePlayer(row, issue)]);
      return no;
    };
    return {
      row(row) {
        const id = Number(row.id ?? row.rowid);
        if (!(id > 0 && id <= MAX_ID)) {
          issue('id_too_large', { id });
          return;
        }
        addPlay(sums, id, row);
        emit(PLAY_STAGE.name, [id, references.of(id, row), numberPlayer(row), ...describePlay(id, row, issue)]);
      },
      end: () => sums.emit(emit),
    };
  },
};

const PLAY_SUMS = ['plays', 'plays.id', 'plays.user_id', 'plays.started', 'plays.stopped', 'plays.paused_counter'];

function addPlay(sums: ReturnType<typeof createSums>, id: number, row: RawRow): void {
  const times = readTimes(row);
  sums.add('plays', 1);
  sums.add('plays.id', id);
  sums.add('plays.user_id', integer(row.user_id, silent) ?? 0);
  sums.add('plays.started', times.startedAt);
  sums.add('plays.stopped', times.stoppedAt);
  sums.add('plays.paused_counter', times.pausedSeconds);
}

/** Spellings that later releases corrected (migration notes 2, fix 1). */
const PLATFORMS: Readonly<Record<string, string>> = { windows: 'Windows', macos: 'macOS' };

/** hash and the columns of a device's row. */
export function describePlayer(row: RawRow, issue: Issues) {
  const platform = text(row.platform);
  const corrected = platform === null ? undefined : PLATFORMS[platform];
  if (corrected !== undefined) issue('platform_corrected', { id: asRecorded(row.id ?? null), detail: platform ?? '' });
  const healed = corrected === undefined ? row : { ...row, platform: corrected };
  const { values, imported } = parseRow(PLAYER_COLUMNS, healed, 'exact');
  const facts = Object.fromEntries(PLAYER_COLUMNS.map((column, index) => [column.ours, values[index] ?? null]));
  // The same digest as a recorded player's, which knows its device besides.
  const kept = imported === null ? {} : { importedValues: imported };
  return [digest({ ...facts, device: null, ...kept }), ...values.map(copyValue), jsonOrNull(imported)];
}

interface Times {
  readonly startedAt: number;
  readonly stoppedAt: number;
  readonly pausedSeconds: number;
  readonly anomalies: readonly Anomaly[];
  readonly isInMilliseconds: boolean;
}

/** Longer than any calendar; the sums of lengths must stay exact. */
const LONGEST_PAUSE_SECONDS = 4_102_444_800;

/** What is impossible stays as it is and is flagged (migration notes 3). */
function readTimes(row: RawRow): Times {
  const note = { impossible: false, milliseconds: false };
  const onNote = (kind: string): void => {
    if (kind === 'milliseconds') note.milliseconds = true;
    else note.impossible = true;
  };
  const started = epochSeconds(row.started, onNote);
  const stopped = epochSeconds(row.stopped, onNote);
  const startedAt = started ?? stopped ?? 0;
  const stoppedAt = stopped ?? startedAt;
  const paused = integer(row.paused_counter, silent) ?? 0;
  const isPausedPossible = Math.abs(paused) <= LONGEST_PAUSE_SECONDS;
  const pausedSeconds = isPausedPossible ? paused : 0;
  const anomalies: Anomaly[] = [];
  if (stopped === null) anomalies.push('no_stop');
  if (started === null || started === 0 || note.impossible || !isPausedPossible) anomalies.push('impossible_time');
  if (stoppedAt < startedAt || pausedSeconds < 0) anomalies.push('negative_length');
  else if (pausedSeconds > stoppedAt - startedAt) anomalies.push('pause_exceeds_length');
  return { startedAt, stoppedAt, pausedSeconds, anomalies, isInMilliseconds: note.milliseconds };
}

/** The time columns as they stood, where they cannot be told from ours. */
function keepTimes(row: RawRow, times: Times, kept: Record<string, unknown>): void {
  const pairs: readonly [string, number][] = [
    ['started', times.startedAt],
    ['stopped', times.stoppedAt],
    ['paused_counter', times.pausedSeconds],
  ];
  for (const [name, ours] of pairs) {
    const raw = row[name];
    if (raw !== undefined && raw !== ours) kept[name] = asRecorded(raw);
  }
}

function keepOther(row: RawRow, address: string | null, userId: unknown, kept: Record<string, unknown>): void {
  const { ip_address: rawAddress, user_id: rawUser, section_id: rawSection, media_type: rawType } = row;
  if (rawAddress !== undefined && rawAddress !== (address === null ? null : canonicalAddress(address)))
    kept.ip_address = asRecorded(rawAddress);
  if (rawUser !== undefined && rawUser !== (userId ?? 0)) kept.user_id = asRecorded(rawUser);
  if (rawSection !== undefined && rawSection !== integer(rawSection, silent)) kept.section_id = asRecorded(rawSection);
  if (rawType !== undefined && rawType !== readMediaType(rawText(rawType))) kept.media_type = asRecorded(rawType);
}

/** As the database writes it. */
export const canonicalAddress = (address: string): string =>
  address.includes(':') ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;

function describePlay(id: number, row: RawRow, issue: Issues) {
  const times = readTimes(row);
  for (const anomaly of times.anomalies) issue(anomaly, { id });
  if (times.isInMilliseconds) issue('milliseconds', { id });
  const { values, imported, unfit } = parseRow(PLAY_COLUMNS, row, 'exact');
  for (const detail of unfit) issue('does_not_fit', { id, detail });
  const [bandwidth = null, location = null, secure = null, relayed = null, viewOffset = null] = values;
  const userId = integer(row.user_id, silent);
  if (userId === null) issue('user_missing', { id });
  const address = ipAddress(row.ip_address, (kind) => issue(kind, { id, detail: rawText(row.ip_address) ?? '' }));
  const kept: Record<string, unknown> = { ...imported };
  keepTimes(row, times, kept);
  keepOther(row, address, userId, kept);
  return [
    userId ?? 0,
    rawText(row.user),
    readMediaType(rawText(row.media_type)),
    integer(row.section_id, silent),
    text(row.rating_key),
    text(row.parent_rating_key),
    text(row.grandparent_rating_key),
    times.startedAt,
    times.stoppedAt,
    (times.stoppedAt - times.startedAt - times.pausedSeconds) * 1000,
    times.pausedSeconds * 1000,
    copyValue(bandwidth),
    copyValue(LOCATIONS.find((one) => one === location) ?? null),
    copyValue(secure),
    copyValue(relayed),
    copyValue(viewOffset),
    address,
    text(row.quality_profile),
    times.anomalies.length === 0 ? null : times.anomalies,
    Object.keys(kept).length === 0 ? null : { json: kept },
    jsonOrNull(parseRow(KEY_COLUMNS, row, 'exact').imported),
  ];
}
