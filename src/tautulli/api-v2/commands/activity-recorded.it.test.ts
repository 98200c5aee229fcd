/** Recorded session lists, from what the server said over our tables to what clients read. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessions } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { readLive } from '#monitoring/activity-live.ts';
import { recordedCases, recordedSessions } from '#plex/testing.ts';
import { presentActivity } from './activity.ts';
import { play, recordedList, watchedServer } from './activity-testing.ts';

/** Lists of the default world. */
const NAMES = recordedCases('current_activity')
  .filter(
    ({ routes = [], config }) => routes.length === 1 && routes[0]?.file?.startsWith('pms/') && config === undefined,
  )
  .map(({ id }) => id)
  .filter((id) => id !== 'sessions-malformed' && id !== 'sessions-truncated');

/** Who it is depends on the account service, which is not asked here. */
const PERSONAL = new Set([
  ...['user', 'row_id', 'user_id', 'username', 'friendly_name', 'user_thumb', 'email', 'is_active', 'is_admin'],
  ...['is_home_user', 'is_allow_sync', 'is_restricted', 'do_notify', 'shared_libraries'],
]);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

type Row = Readonly<Record<string, unknown>>;

async function told(): Promise<Row[]> {
  const { streams } = await readLive(database.db);
  return JSON.parse(JSON.stringify(presentActivity(streams).sessions));
}

const compared = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !PERSONAL.has(name) && name !== '_cache_time'));

test.each(NAMES)('%s', async (name) => {
  await play(database, await watchedServer(database), await recordedList(name));
  const [ours, recorded] = [(await told()).map(compared), recordedSessions(name).map(compared)];
  // Of an item that its server does not describe the recording says nothing; we say what the session tells.
  if (name === 'sessions-movie-missing-metadata') expect(ours).toMatchObject(recorded);
  else expect(ours).toEqual(recorded);
});

test.each(['sessions-many', 'sessions-movie-transcode-software', 'sessions-live-with-key'])(
  '%s: of rows without an entry every member is there',
  async (name) => {
    await play(database, await watchedServer(database), await recordedList(name));
    const full = await told();
    await database.db.update(sessions).set({ listed: null });
    for (const [index, row] of (await told()).entries()) {
      const names = Object.keys(full[index] ?? {}).filter((one) => one !== 'epg_identifier');
      expect(Object.keys(row)).toEqual(expect.arrayContaining(names));
      const same = [
        'title',
        'transcode_decision',
        'stream_video_codec',
        'audio_codec',
        'bandwidth',
        'progress_percent',
      ];
      for (const one of same) expect([one, row[one]]).toEqual([one, full[index]?.[one]]);
    }
  },
);
