import type { PlayerRow } from '#catalogue/views.ts';
import { LOCATIONS } from '#contract/enums.ts';
import type { Kind, LegacyColumn } from './column.ts';

export type PlayerColumn = LegacyColumn<keyof PlayerRow & string>;

const player = (column: string, ours: PlayerColumn['ours'], kind: Kind = 'text'): PlayerColumn => ({
  column,
  ours,
  kind,
  blank: '',
});

/** The device's columns of `session_history` <-> `players`. */
export const PLAYER_COLUMNS: readonly PlayerColumn[] = [
  player('machine_id', 'machineId'),
  player('player', 'title', 'required'),
  player('platform', 'platform'),
  player('platform_version', 'platformVersion'),
  player('product', 'product'),
  player('product_version', 'productVersion'),
  player('profile', 'profile'),
];

/**
 * The play's own columns of `session_history` <-> `plays`, as far as they correspond one to one. Unknown is NULL here:
 * rows of old releases have NULL in them, and there are millions of those.
 */
export const PLAY_COLUMNS: readonly LegacyColumn<string>[] = [
  { column: 'bandwidth', ours: 'bandwidthKbps', kind: 'integer', blank: null },
  { column: 'location', ours: 'location', kind: 'text', oneOf: LOCATIONS, blank: null },
  { column: 'secure', ours: 'isSecure', kind: 'flag?', blank: null },
  { column: 'relayed', ours: 'isRelayed', kind: 'flag?', blank: null },
  { column: 'view_offset', ours: 'viewOffsetMs', kind: 'integer', blank: null },
];
