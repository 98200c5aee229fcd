/** The tables of the recorded world: how they begin, and what they hold in the end, in the words of the recording. */
import { eq } from 'drizzle-orm';
import { SETTING_NAMES, type Settings } from '#config/settings.ts';
import { TRIGGERS } from '#contract/enums.ts';
import type { ServerId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import {
  continuedStreams,
  libraries,
  notificationOutbox,
  notifiers,
  notifierTriggers,
  players,
  plays,
  serverAccounts,
  servers,
  sessions,
  users,
  watchGroups,
} from '#db/schema/index.ts';
import type { TestDatabase } from '#db/testing.ts';
import { fixtureJson } from '#plex/testing.ts';
import { TAUTULLI_NAMES } from '#tautulli/import/config-ini/foreign-names.ts';
import { renderPlays } from '#tautulli/import/render-testing.ts';
import { NEVER_COMPARED } from './deviations.ts';
import { differentRows, type Values } from './event-results.ts';

const TABLES = [
  notificationOutbox,
  continuedStreams,
  plays,
  watchGroups,
  sessions,
  libraries,
  serverAccounts,
  servers,
  users,
  players,
  notifierTriggers,
  notifiers,
];

export async function emptyTables(db: Db): Promise<void> {
  for (const table of TABLES) await db.delete(table);
}

const recorded = (name: string): readonly Values[] =>
  (fixtureJson(`expected/${name}.json`) as { result: { rows: readonly Values[] } }).result.rows;

/** The server with its people and libraries, and an agent that wants to know everything. */
export async function foundWorld(db: Db): Promise<ServerId> {
  const [server] = await db
    .insert(servers)
    .values({ name: 'Lanternhouse', url: 'http://192.0.2.10:32400', tokenSealed: '-' })
    .returning({ id: servers.id });
  const [agent] = await db
    .insert(notifiers)
    .values({ agentId: 25, agentName: 'webhook', agentLabel: 'Webhook', configSealed: '-' })
    .returning({ id: notifiers.id });
  if (server === undefined || agent === undefined) throw new Error('the world could not be made');
  await db
    .insert(notifierTriggers)
    .values(TRIGGERS.map((trigger) => ({ notifierId: agent.id, trigger, isEnabled: true })));
  await db.insert(users).values(
    recorded('refresh-users').map((row) => ({
      plexUserId: Number(row.user_id),
      username: String(row.username),
      isOwner: row.is_admin === 1,
    })),
  );
  await db.insert(libraries).values(
    recorded('refresh-libraries').map((row) => ({
      serverId: server.id,
      sectionId: Number(row.section_id),
      name: String(row.section_name),
      type: row.section_type as 'movie' | 'show' | 'artist' | 'photo',
    })),
  );
  return server.id;
}

/** The statements that recordings use to change tables; what they remember of the server's updates says nothing of streams. */
export async function changeTables(db: Db, statement: string): Promise<void> {
  const [, table, id] =
    /^UPDATE (users|library_sections) SET keep_history = 0 WHERE \w+ = (\d+)$/.exec(statement) ?? [];
  if (table === 'users')
    await db
      .update(users)
      .set({ keepHistory: false })
      .where(eq(users.plexUserId, Number(id)));
  else if (table === 'library_sections')
    await db
      .update(libraries)
      .set({ keepHistory: false })
      .where(eq(libraries.sectionId, Number(id)));
  else if (!statement.includes('notify_log')) throw new Error(`no meaning for ${statement}`);
}

/** Settings by the names of the recording; some mean nothing here. */
export function settingsOf(config: Readonly<Record<string, string | number>>): Partial<Settings> {
  const rows = Object.entries(config).flatMap(([name, raw]) => {
    const meaning = TAUTULLI_NAMES.find(name);
    if (meaning === undefined) throw new Error(`no setting is ${name}`);
    if (meaning.setting === null) return [];
    return [{ key: meaning.setting, value: meaning.read(String(raw)) }];
  });
  const changed = new Set<string>(rows.map(({ key }) => key));
  const all = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
  return Object.fromEntries(SETTING_NAMES.filter((name) => changed.has(name)).map((name) => [name, all[name]]));
}

/** Both sides count in their own way. */
const NOT_COMPARED = new Set(['id', 'reference_id', ...NEVER_COMPARED]);

/** Where the rows of the plays are others than the recorded ones; ids go by their order. */
export async function historyDifferences(
  database: TestDatabase,
  final: Readonly<Record<string, readonly Values[]>>,
): Promise<string[]> {
  const rendered = await renderPlays(database);
  const order = new Map(rendered.map(({ id }, index) => [id, index + 1]));
  const history = rendered.map(({ id, history: row }) => ({
    ...row,
    order: order.get(id),
    group: order.get(Number(row.reference_id)),
  }));
  const theirs = (final.session_history ?? []).map((row) => ({ ...row, order: row.id, group: row.reference_id }));
  return [
    ...differentRows('history', history, theirs, NOT_COMPARED),
    ...differentRows(
      'metadata',
      rendered.map(({ metadata }) => metadata ?? {}),
      final.session_history_metadata ?? [],
      NOT_COMPARED,
    ),
    ...differentRows(
      'media',
      rendered.map(({ mediaInfo }) => mediaInfo ?? {}),
      final.session_history_media_info ?? [],
      NOT_COMPARED,
    ),
  ];
}
