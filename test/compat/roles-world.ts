/** An installation with the imported sample, somebody of every role, and a browser or a key for each. */
import { sql } from 'drizzle-orm';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { createAuth } from '#auth/auth.ts';
import { hashOfToken } from '#auth/sessions.ts';
import { openHistory } from '#cli/open-history.ts';
import { openItemsAlone } from '#cli/open-items-testing.ts';
import { openNative } from '#cli/open-native.ts';
import { openExportsAlone, openLibrariesAlone, openPeopleAlone } from '#cli/open-people-testing.ts';
import { openStatisticsAlone } from '#cli/open-statistics-testing.ts';
import { systemClock } from '#clock';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import { accountSessions, accounts, apiKeys } from '#db/schema/index.ts';
import { createHistoryReader } from '#history/read-history.ts';
import { createApp } from '#http/app.ts';
import { CSRF_KEY } from '#http/auth-testing.ts';
import { csrfToken } from '#http/csrf.ts';
import { createLiveHub, type LiveHub } from '#http/live-hub.ts';
import { aNativeLive } from '#http/native-live-testing.ts';
import { aNotifierDesk } from '#http/native-testing.ts';
import { httpDeps } from '#http/testing.ts';
import { silentLog } from '#log';
import { createActivityReader } from '#monitoring/activity.ts';
import type { Command } from '#tautulli/api-v2/command.ts';
import { COMMANDS } from '#tautulli/api-v2/commands.ts';
import { createRegistry } from '#tautulli/api-v2/registry.ts';
import { testBox } from '#tautulli/import/import-testing.ts';
import { startSampleApi } from './sample-api.ts';

/** Who asks. The first three are browsers that have signed in. */
export const BROWSERS = ['admin account', 'viewer', 'guest'] as const;
export const KEYS = ['read key', 'write key', 'admin key'] as const;
export const ASKERS = ['anonymous', ...BROWSERS, ...KEYS] as const;
export type Asker = (typeof ASKERS)[number];

/** Plex's numbers of the people whose history is the viewer's and the guest's. */
const PEOPLE = { viewer: 1_045_002, guest: 1_045_003 } as const;
/** The libraries that are shared with the viewer, by Plex's numbers; of the guest it is not known. */
const SHARED = [1, 2];

export interface World {
  readonly db: Db;
  readonly app: FastifyInstance;
  readonly hub: LiveHub;
  /** Our number of the person behind an account. */
  readonly people: Readonly<Record<'viewer' | 'guest', number>>;
  /** Of the compatible API; each says that it ran and does nothing. */
  readonly commands: readonly Command[];
  headersOf(asker: Asker): Record<string, string>;
  ask(asker: Asker, request: InjectOptions): Promise<{ status: number; body: string; type: string }>;
  close(): Promise<void>;
}

const tokenOf = (asker: string): string => asker.replace(/\W/g, '-').padEnd(43, '0');

function headersOf(asker: Asker): Record<string, string> {
  if (asker === 'anonymous') return {};
  const token = tokenOf(asker);
  if (KEYS.some((key) => key === asker)) return { 'x-api-key': token };
  return { cookie: `spyglass=${token}`, 'x-spyglass-csrf': csrfToken(CSRF_KEY, hashOfToken(token)) };
}

async function letIn(db: Db, people: World['people']): Promise<void> {
  await db.insert(accounts).values({ username: 'the-owner', role: 'owner' });
  for (const [asker, role, userId] of [
    ['admin account', 'admin', null],
    ['viewer', 'viewer', people.viewer],
    ['guest', 'guest', people.guest],
  ] as const) {
    const [row] = await db
      .insert(accounts)
      .values({ username: `${role}-name`, role, userId: userId as never })
      .returning({ id: accounts.id });
    await db.insert(accountSessions).values({
      ...{ tokenHash: hashOfToken(tokenOf(asker)), accountId: row!.id, lastSeenAt: new Date() },
      expiresAt: new Date(systemClock().now() + 3_600_000),
    });
  }
  for (const scope of ['read', 'write', 'admin'] as const)
    await db.insert(apiKeys).values({ name: scope, scope, keyHash: hashOfToken(tokenOf(`${scope} key`)) });
}

/** Streams of the viewer, of the guest and of somebody else, each like their latest play. */
const goLive = (db: Db) =>
  db.execute(sql`insert into sessions (server_id, session_key, user_id, item_id, item_snapshot_id, stream_snapshot_id, player_id,
      media_type, is_live, state, started_at, last_seen_at, view_offset_ms, view_offset_at, watched_ms, paused_ms, buffer_count,
      ip_address, location, is_relayed, is_transcode_throttled)
    select p.server_id, 'live-' || p.id, p.user_id, i.item_id, p.item_snapshot_id, p.stream_snapshot_id, p.player_id,
      i.media_type, p.is_live, 'playing', now(), now(), 1000, now(), 1000, 0, 0, p.ip_address, coalesce(p.location, 'wan'), false, false
    from user_totals t join plays p on p.id = t.latest_play_id join item_snapshots i on i.id = p.item_snapshot_id
    where not i.is_placeholder`);

const idOf = async (db: Db, plexUserId: number): Promise<number> =>
  (await db.execute<{ id: number }>(sql`select id from users where plex_user_id = ${plexUserId}`)).rows[0]?.id ?? 0;

/** Commands as they are declared that only say that they ran: some delete everything there is. */
const commands: readonly Command[] = COMMANDS.map(({ name, summary, access, refusal, isOpen, params }) => ({
  ...{ name, summary, access, refusal, isOpen, params },
  state: 'ready',
  run: async () => 'it ran',
}));

export async function startWorld(): Promise<World> {
  const sample = await startSampleApi();
  const { db } = sample.database;
  const clock = systemClock();
  const people = { viewer: await idOf(db, PEOPLE.viewer), guest: await idOf(db, PEOPLE.guest) };
  await db.execute(sql`update servers set token_sealed = '-', url = 'http://plex.example:32400'
    where id = (select min(id) from servers)`);
  await db.execute(sql`update server_access set token_sealed = null where user_id = ${people.guest}`);
  await db.execute(sql`insert into server_access (server_id, user_id, token_sealed, section_ids)
    select min(id), ${people.viewer}::int, '-', ${sql.param(SHARED)}::int[] from servers
    on conflict (server_id, user_id) do update set token_sealed = excluded.token_sealed, section_ids = excluded.section_ids`);
  await db.execute(sql`update users set friendly_name = 'Nickname ' || username`);
  await goLive(db);
  await letIn(db, people);
  const imageUrl = (server: number, path: string): string => `/api/v3/images/${server}/${hashOfToken(path)}`;
  const context = () => ({ now: clock.now(), timeZone: 'America/New_York' });
  const common = { settings: async () => DEFAULT_SETTINGS, context, imageUrl };
  const activity = createActivityReader({ db, clock, imageUrl });
  const history = createHistoryReader({ db, ...common });
  const auth = createAuth({ db: () => db, clock, log: silentLog, box: testBox, declaredKey: undefined });
  const hub = createLiveHub({
    ...{ clock, log: silentLog, isStillIn: auth.isStillIn, onRevoked: auth.onRevoked },
    ...{ snapshot: activity.activity, sessionsByIds: activity.sessionsByIds, serverById: activity.server },
  });
  const app = await createApp(
    httpDeps({
      ...{ auth, apiV2: { ...sample.apiV2, registry: createRegistry(commands) }, csrfKey: CSRF_KEY, liveHub: hub },
      ...{ activity: activity.activity, servers: activity.servers },
      ...{ historyPage: history.page, playDetail: history.detail },
      native: openNative({
        ...{ db: () => db, live: aNativeLive, notifiers: aNotifierDesk, ...common },
        people: openPeopleAlone({ db: () => db, ...common }),
        history: openHistory({ db: () => db, reader: () => history, ...common }),
        libraries: openLibrariesAlone({ db: () => db, ...common }),
        exports: openExportsAlone(() => db),
        statistics: openStatisticsAlone({ db: () => db, ...common }),
        items: openItemsAlone({ db: () => db, ...common }),
      }),
    }),
  );
  return {
    ...{ db, app, hub, people, commands, headersOf },
    async ask(asker, request) {
      const response = await app.inject({ ...request, headers: { ...request.headers, ...headersOf(asker) } });
      return { status: response.statusCode, body: response.body, type: String(response.headers['content-type'] ?? '') };
    },
    async close() {
      await hub.close();
      await app.close();
      await sample.close();
    },
  };
}
