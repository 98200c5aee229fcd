/** From the staging area to everything that is no history. */
import { type SQL, sql } from 'drizzle-orm';
import type { ImportId, ServerId } from '#contract/ids.ts';
import type { Tx } from '#db/pool.ts';
import { staged } from './queries-staging.ts';

/** Tables whose rows keep the ids of the file, behind which they move where those are taken. */
const WITH_IDS = [
  'notifiers',
  'newsletters',
  'notification_log',
  'newsletter_log',
  'recently_added',
  'exports',
  'sign_ins',
  'devices',
] as const;
type WithIds = (typeof WITH_IDS)[number];

export interface OtherResult {
  readonly imported: Readonly<Record<string, number>>;
  readonly offsets: Readonly<Record<string, number>>;
}

const SELF = 's';
const plain = (columns: readonly string[]): Record<string, string> =>
  Object.fromEntries(columns.map((column) => [column, `${SELF}.${column}`]));

const MOST_OFTEN = {
  user: 'left join users u on u.plex_user_id = s.plex_user_id',
  section: 'left join "spyglass_import"."section_map" l on l.section_id = s.section_id',
};

interface Statement {
  /** Our column -> expression over the staged row `s` and the joins. */
  readonly columns: Readonly<Record<string, string>>;
  readonly joins?: string;
}

const BY_SERVER = 'SERVER';

/** What is kept beside, with the old number of what is gone. */
const withMissing = (found: string, number: string): string =>
  `nullif(case when ${found} is null and s.${number} is not null then jsonb_build_object('${number}', s.${number}) else '{}' end
    || coalesce(s.imported_values, '{}'), '{}')`;

/** Another server's newsletters may have come before: addresses that are out in the world keep their meaning. */
const UUID_TAKEN = 'exists (select from newsletter_log x where x.uuid = s.uuid)';

const STATEMENTS: Readonly<Record<WithIds, Statement>> = {
  notifiers: {
    columns: {
      ...plain(['agent_id', 'agent_name', 'agent_label', 'friendly_name', 'config_sealed', 'conditions']),
      ...plain(['conditions_logic', 'imported_values']),
      is_paused: 'true',
    },
  },
  newsletters: {
    columns: plain([
      'agent_id',
      'agent_name',
      'agent_label',
      'id_name',
      'friendly_name',
      'config',
      'email_config_sealed',
      'subject',
      'body',
      'message',
      'cron',
      'is_active',
      'imported_values',
    ]),
  },
  notification_log: {
    columns: {
      server_id: BY_SERVER,
      ...plain(['agent_id', 'agent_name', 'action', 'sent_at', 'is_success', 'user_name', 'session_key', 'rating_key']),
      ...plain([
        'parent_rating_key',
        'grandparent_rating_key',
        'subject',
        'body',
        'script_arguments',
        'tag',
        'poster_url',
      ]),
      user_id: 'u.id',
      notifier_id: 'n.id',
      imported_values: withMissing('n.id', 'notifier_id'),
    },
    joins: `${MOST_OFTEN.user} left join "spyglass_import"."notifiers_ids" n on n.old_id = s.notifier_id`,
  },
  newsletter_log: {
    columns: {
      ...plain([
        'agent_id',
        'agent_name',
        'action',
        'sent_at',
        'is_success',
        'subject',
        'body',
        'message',
        'start_date',
      ]),
      ...plain(['end_date', 'start_at', 'end_at', 'file_name', 'email_message_id']),
      uuid: `case when ${UUID_TAKEN} then null else s.uuid end`,
      newsletter_id: 'n.id',
      imported_values: `nullif(case when ${UUID_TAKEN} then jsonb_build_object('uuid', s.uuid) else '{}' end
        || coalesce(${withMissing('n.id', 'newsletter_id')}, '{}'), '{}')`,
    },
    joins: 'left join "spyglass_import"."newsletters_ids" n on n.old_id = s.newsletter_id',
  },
  recently_added: {
    columns: {
      server_id: `coalesce(v.server_id, ${BY_SERVER})`,
      library_id: 'l.library_id',
      ...plain(['rating_key', 'parent_rating_key', 'grandparent_rating_key', 'media_type', 'added_at', 'media_info']),
      imported_values: withMissing('l.library_id', 'section_id'),
    },
    joins: `${MOST_OFTEN.section} left join "spyglass_import"."server_map" v on v.machine_identifier = s.machine_identifier`,
  },
  exports: {
    columns: {
      server_id: BY_SERVER,
      library_id: 'l.library_id',
      user_id: 'u.id',
      ...plain([
        'rating_key',
        'media_type',
        'title',
        'file_format',
        'metadata_level',
        'media_info_level',
        'thumb_level',
      ]),
      ...plain(['art_level', 'logo_level', 'square_art_level', 'theme_level', 'custom_fields', 'individual_files']),
      ...plain(['file_size_bytes', 'state', 'exported_items', 'total_items', 'started_at']),
      imported_values: withMissing('l.library_id', 'section_id'),
    },
    joins: `${MOST_OFTEN.section} ${MOST_OFTEN.user}`,
  },
  sign_ins: {
    columns: {
      ...plain([
        'at',
        'is_success',
        'user_name',
        'role',
        'ip_address',
        'host',
        'user_agent',
        'expires_at',
        'imported_values',
      ]),
      user_id: 'u.id',
    },
    joins: MOST_OFTEN.user,
  },
  devices: {
    columns: plain([
      'device_id',
      'token_sealed',
      'token_hash',
      'name',
      'platform',
      'version',
      'friendly_name',
      'push_id',
      'official',
      'last_seen_at',
      'imported_values',
    ]),
  },
};

/** Rows of earlier imports for this server go; what people made here stays. */
export async function clearOthers(tx: Tx, serverId: ServerId, importId: ImportId): Promise<void> {
  for (const table of [...WITH_IDS].reverse())
    await tx.execute(sql`delete from ${sql.identifier(table)}
      where import_id in (select id from imports where server_id = ${serverId} and id <> ${importId})`);
}

const raw = (text: string, serverId: ServerId): SQL => sql.raw(text.replaceAll(BY_SERVER, String(Number(serverId))));

async function transformTable(
  tx: Tx,
  table: WithIds,
  serverId: ServerId,
  importId: ImportId,
): Promise<{ readonly imported: number; readonly offset: number }> {
  const { columns, joins = '' } = STATEMENTS[table];
  const target = sql.identifier(table);
  if (table === 'devices')
    await tx.execute(sql`delete from devices where device_id in (select device_id from ${staged('devices')})`);
  const { rows } = await tx.execute<{ offset: number }>(sql`select case
    when exists (select from ${target} t join ${staged(table)} s on s.id = t.id) then (select max(id) from ${target}) else 0 end as offset`);
  const offset = rows[0]?.offset ?? 0;
  const { rowCount } =
    await tx.execute(sql`insert into ${target} (id, import_id, ${sql.raw(Object.keys(columns).join(', '))})
    select s.id + ${offset}::int, ${importId}, ${raw(Object.values(columns).join(', '), serverId)}
    from ${staged(table)} s ${sql.raw(joins)} order by s.id`);
  await tx.execute(sql`create unlogged table ${staged(`${table}_ids`)} as
    select s.id as old_id, (s.id + ${offset}::int)::int as id from ${staged(table)} s`);
  return { imported: rowCount ?? 0, offset };
}

/** Agents, logs, newsletters, exports, devices, sign-ins. */
export async function transformOthers(tx: Tx, serverId: ServerId, importId: ImportId): Promise<OtherResult> {
  const imported: Record<string, number> = {};
  const offsets: Record<string, number> = {};
  const taken = await tx.execute(sql`select from ${staged('newsletter_log')} s where ${sql.raw(UUID_TAKEN)}`);
  imported.uuids_taken = taken.rowCount ?? 0;
  for (const table of WITH_IDS) {
    const result = await transformTable(tx, table, serverId, importId);
    imported[table] = result.imported;
    if (result.offset > 0) offsets[table] = result.offset;
  }
  const triggers = await tx.execute(sql`insert into notifier_triggers (notifier_id, trigger, is_enabled, subject, body)
    select n.id, s.trigger, s.is_enabled, s.subject, s.body
    from ${staged('notifier_triggers')} s join ${staged('notifiers_ids')} n on n.old_id = s.notifier_id`);
  imported.notifier_triggers = triggers.rowCount ?? 0;
  return { imported: { ...imported, ...(await transformCaches(tx, serverId)) }, offsets };
}

/** Caches and published addresses have keys of their own; the file's word replaces ours. */
async function transformCaches(tx: Tx, serverId: ServerId): Promise<Record<string, number>> {
  const count = async (statement: SQL): Promise<number> => (await tx.execute(statement)).rowCount ?? 0;
  return {
    continued_streams:
      await count(sql`insert into continued_streams (server_id, user_id, machine_id, media_type, stopped_at)
      select ${serverId}::int, u.id, s.machine_id, s.media_type, max(s.stopped_at)
      from ${staged('continued_streams')} s join users u on u.plex_user_id = s.plex_user_id group by 1, 2, 3, 4
      on conflict (server_id, user_id, machine_id, media_type) do update set stopped_at = greatest(continued_streams.stopped_at, excluded.stopped_at)`),
    external_lookups:
      await count(sql`insert into external_lookups (server_id, service, rating_key, external_id, thetvdb_id, imdb_id, url, kind, answer)
      select ${serverId}::int, service, rating_key, external_id, thetvdb_id, imdb_id, url, kind, answer from ${staged('external_lookups')}
      on conflict (server_id, service, rating_key) do update set external_id = excluded.external_id, thetvdb_id = excluded.thetvdb_id,
        imdb_id = excluded.imdb_id, url = excluded.url, kind = excluded.kind, answer = excluded.answer`),
    image_hashes:
      await count(sql`insert into image_hashes (server_id, hash, path, rating_key, width, height, opacity, background, blur, fallback)
      select ${serverId}::int, hash, path, rating_key, width, height, opacity, background, blur, fallback from ${staged('image_hashes')}
      on conflict (hash) do update set server_id = excluded.server_id, path = excluded.path, rating_key = excluded.rating_key`),
    hosted_images: await count(sql`insert into hosted_images (host, hash, title, url, delete_hash_sealed)
      select host, hash, title, url, delete_hash_sealed from ${staged('hosted_images')}
      on conflict (host, hash) do update set title = excluded.title, url = excluded.url, delete_hash_sealed = excluded.delete_hash_sealed`),
  };
}
