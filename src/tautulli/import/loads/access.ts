import { createHash } from 'node:crypto';
import { ipAddress } from '../source/ip-address.ts';
import type { Load, RawRow } from '../source/load.ts';
import { boolean01, epochSeconds, integer, type Note, rawText, text } from '../source/normalise.ts';
import { keep } from './keep.ts';
import { MAX_SMALL, rowId, small } from './row-id.ts';
import { stage } from './stage.ts';

export const SIGN_IN_STAGE = stage('sign_ins', {
  id: 'bigint',
  at: 'timestamptz',
  is_success: 'boolean',
  plex_user_id: 'bigint',
  user_name: 'text',
  role: 'text',
  ip_address: 'inet',
  host: 'text',
  user_agent: 'text',
  expires_at: 'timestamptz',
  imported_values: 'jsonb',
});

export const DEVICE_STAGE = stage('devices', {
  id: 'bigint',
  device_id: 'text',
  token_sealed: 'text',
  token_hash: 'text',
  name: 'text',
  platform: 'text',
  version: 'text',
  friendly_name: 'text',
  push_id: 'text',
  official: 'smallint',
  last_seen_at: 'timestamptz',
  imported_values: 'jsonb',
});

const silent: Note = () => undefined;

/** ISO 8601, with or without an offset, to epoch seconds. */
function isoSeconds(value: RawRow[string] | undefined): number | null {
  const written = text(value);
  const time = written === null ? Number.NaN : Date.parse(written);
  return Number.isNaN(time) ? null : time / 1000;
}

/** `user_login`: sign-ins. Their live tokens are worth nothing here and are left behind. */
export const signInsLoad: Load = {
  table: 'user_login',
  stages: [SIGN_IN_STAGE],
  begin({ emit, issue, columns }) {
    return {
      row(row) {
        const id = rowId(row, issue);
        if (id === null) return undefined;
        // Without its token a sign-in is over; how long it would have lasted is kept beside.
        const expires = text(row.jwt_token) === null ? null : isoSeconds(row.expiry);
        const address = ipAddress(row.ip_address, silent);
        emit(SIGN_IN_STAGE.name, [
          id,
          epochSeconds(row.timestamp, (kind) => issue(kind, { id })) ?? 0,
          columns.has('success') ? (boolean01(row.success, silent) ?? true) : true,
          integer(row.user_id, silent),
          rawText(row.user),
          rawText(row.user_group),
          address,
          rawText(row.host),
          rawText(row.user_agent),
          expires,
          keep(row, {
            ip_address: () => address,
            user_id: (old) => integer(old.user_id, silent),
            timestamp: (old) => epochSeconds(old.timestamp, silent) ?? 0,
            expiry: (old) => (expires === null ? null : rawText(old.expiry)),
          }),
        ]);
        return undefined;
      },
    };
  },
};

const DEVICE_SPELLING = {
  device_name: (row: RawRow) => text(row.device_name),
  platform: (row: RawRow) => text(row.platform),
  version: (row: RawRow) => text(row.version),
  friendly_name: (row: RawRow) => text(row.friendly_name),
  onesignal_id: (row: RawRow) => text(row.onesignal_id),
  official: (row: RawRow) => small(row.official, 0, MAX_SMALL),
  last_seen: (row: RawRow) => epochSeconds(row.last_seen, silent),
};

/** `mobile_devices`: the tokens keep working. */
export const devicesLoad: Load = {
  table: 'mobile_devices',
  stages: [DEVICE_STAGE],
  begin({ emit, issue, seal }) {
    const seen = new Set<string>();
    return {
      row(row) {
        const id = rowId(row, issue);
        if (id === null) return undefined;
        const deviceId = text(row.device_id);
        if (deviceId === null) return issue('incomplete_row', { id });
        if (seen.has(deviceId)) return issue('duplicate_key', { id });
        seen.add(deviceId);
        const token = text(row.device_token);
        emit(DEVICE_STAGE.name, [
          id,
          deviceId,
          token === null ? null : seal(token),
          token === null ? null : createHash('sha256').update(token).digest('hex'),
          text(row.device_name),
          text(row.platform),
          text(row.version),
          text(row.friendly_name),
          text(row.onesignal_id),
          small(row.official, 0, MAX_SMALL),
          epochSeconds(row.last_seen, silent),
          keep(row, DEVICE_SPELLING),
        ]);
        return undefined;
      },
    };
  },
};
