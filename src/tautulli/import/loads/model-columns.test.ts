import { getTableColumns } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { itemSnapshots, players, streamSnapshots } from '#db/schema/index.ts';
import { ITEM_STAGE } from './items.ts';
import { PLAYER_STAGE } from './plays.ts';
import { STREAM_STAGE } from './streams.ts';

/** How a staging table names the types of the database. */
const SPELLING: Readonly<Record<string, string>> = {
  'timestamp (3) with time zone': 'timestamptz',
  real: 'double precision',
};
/** Columns that only the staging tables have. */
const OWN = ['no', 'identity'];

test.each([
  ['item_snapshots', ITEM_STAGE, itemSnapshots],
  ['stream_snapshots', STREAM_STAGE, streamSnapshots],
  ['players', PLAYER_STAGE, players],
])('the columns staged for %s are its own', (_name, stage, model) => {
  const ours = Object.fromEntries(
    Object.values(getTableColumns(model)).map((column) => {
      const type = column.getSQLType();
      return [column.name, SPELLING[type] ?? type];
    }),
  );
  const staged = Object.entries(stage.columns).filter(([name]) => !OWN.includes(name));
  expect(staged.length).toBeGreaterThan(5);
  expect(Object.fromEntries(staged)).toEqual(Object.fromEntries(staged.map(([name]) => [name, ours[name]])));
});
