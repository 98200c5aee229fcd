/** Rows of the old tables that are no plays, made from ours. */
import type { TestDatabase } from '#db/testing.ts';
import { ask, type OldRow, testBox } from './import-testing.ts';

type Row = Record<string, unknown>;

/** An old table: SQL for its columns from ours, with `kept` (what is kept beside) last. */
const seconds = (column: string): string => `floor(extract(epoch from ${column}))::float8`;
const flag = (column: string): string => `${column}::int`;
const key = (column: string): string =>
  `case when ${column} ~ '^[0-9]{1,15}$' then to_jsonb(${column}::bigint) else to_jsonb(${column}) end`;
const flags = (columns: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(columns).map(([old, ours]) => [old, flag(ours)]));
const same = (...columns: string[]): Record<string, string> =>
  Object.fromEntries(columns.map((name) => [name, `t.${name}`]));
const joined = (list: string, separator: string): string => `array_to_string(${list}, '${separator}')`;

interface Rendering {
  readonly from: string;
  readonly columns: Readonly<Record<string, string>>;
  /** Columns that are stored sealed. */
  readonly sealed?: readonly string[];
}

const KEYS = {
  rating_key: key('t.rating_key'),
  parent_rating_key: key('t.parent_rating_key'),
  grandparent_rating_key: key('t.grandparent_rating_key'),
};
const LEVELS = same('metadata_level', 'media_info_level', 'thumb_level', 'art_level', 'logo_level', 'theme_level');

export const RENDERINGS: Readonly<Record<string, Rendering>> = {
  users: {
    from: `users t left join server_access a on a.user_id = t.id and a.server_id = (select id from servers where name = 'Oracle-Server')
      where not t.is_placeholder`,
    columns: {
      ...same('id', 'username', 'friendly_name', 'thumb', 'title', 'email'),
      ...flags({ is_active: 't.is_active', is_admin: 't.is_owner', is_home_user: 't.is_home_user' }),
      ...flags({ is_allow_sync: 't.allows_sync', is_restricted: 't.is_restricted', do_notify: 't.notifies' }),
      ...flags({ keep_history: 't.keep_history', deleted_user: 't.is_deleted', allow_guest: 't.allows_guest' }),
      user_id: 't.plex_user_id',
      custom_avatar_url: 't.custom_thumb',
      user_token: 't.token_sealed',
      server_token: 'a.token_sealed',
      shared_libraries: `nullif(${joined('a.section_ids', ';')}, '')`,
      ...Object.fromEntries(['all', 'movies', 'tv', 'music', 'photos'].map((of) => [`filter_${of}`, `a.filter_${of}`])),
    },
    sealed: ['user_token', 'server_token'],
  },
  library_sections: {
    from: 'libraries t join servers v on v.id = t.server_id where not t.is_placeholder',
    columns: {
      ...same('id', 'section_id', 'agent', 'thumb', 'art', 'parent_count', 'child_count'),
      ...flags({ is_active: 't.is_active', do_notify: 't.notifies', do_notify_created: 't.notifies_added' }),
      ...flags({ keep_history: 't.keep_history', deleted_section: 't.is_deleted' }),
      server_id: 'v.machine_identifier',
      section_name: 't.name',
      section_type: 't.type',
      custom_thumb_url: 't.custom_thumb',
      custom_art_url: 't.custom_art',
      count: 't.item_count',
    },
  },
  notify_log: {
    from: 'notification_log t left join users u on u.id = t.user_id',
    columns: {
      ...same('id', 'notifier_id', 'agent_id', 'agent_name', 'tag', 'poster_url'),
      ...KEYS,
      timestamp: seconds('t.sent_at'),
      session_key: key('t.session_key'),
      user_id: 'u.plex_user_id',
      user: 't.user_name',
      notify_action: 't.action',
      subject_text: 't.subject',
      body_text: 't.body',
      script_args: 't.script_arguments',
      success: flag('t.is_success'),
    },
  },
  newsletter_log: {
    from: 'newsletter_log t',
    columns: {
      ...same('id', 'newsletter_id', 'agent_id', 'agent_name', 'uuid'),
      timestamp: seconds('t.sent_at'),
      notify_action: 't.action',
      subject_text: 't.subject',
      body_text: 't.body',
      message_text: 't.message',
      start_date: 't.start_date::text',
      end_date: 't.end_date::text',
      start_time: seconds('t.start_at'),
      end_time: seconds('t.end_at'),
      filename: 't.file_name',
      email_msg_id: 't.email_message_id',
      success: flag('t.is_success'),
    },
  },
  exports: {
    from: 'exports t left join libraries l on l.id = t.library_id left join users u on u.id = t.user_id',
    columns: {
      ...same('id', 'media_type', 'title', 'file_format', 'exported_items', 'total_items'),
      ...LEVELS,
      timestamp: seconds('t.started_at'),
      section_id: 'l.section_id',
      user_id: 'u.plex_user_id',
      rating_key: key('t.rating_key'),
      squareArt_level: 't.square_art_level',
      custom_fields: joined('t.custom_fields', ','),
      individual_files: flag('t.individual_files'),
      file_size: 't.file_size_bytes',
      complete: `case t.state when 'done' then 1 else -1 end`,
    },
  },
  user_login: {
    from: 'sign_ins t left join users u on u.id = t.user_id',
    columns: {
      ...same('id', 'ip_address', 'host', 'user_agent'),
      timestamp: seconds('t.at'),
      user_id: 'u.plex_user_id',
      user: 't.user_name',
      user_group: 't.role',
      success: flag('t.is_success'),
      expiry: `to_char(t.expires_at, 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"')`,
    },
  },
  mobile_devices: {
    from: 'devices t',
    columns: {
      ...same('id', 'device_id', 'platform', 'version', 'friendly_name', 'official'),
      device_token: 't.token_sealed',
      device_name: 't.name',
      onesignal_id: 't.push_id',
      last_seen: seconds('t.last_seen_at'),
    },
    sealed: ['device_token'],
  },
  recently_added: {
    from: 'recently_added t join servers v on v.id = t.server_id left join libraries l on l.id = t.library_id',
    columns: {
      ...same('id', 'media_type', 'media_info'),
      ...KEYS,
      added_at: seconds('t.added_at'),
      pms_identifier: 'v.machine_identifier',
      section_id: 'l.section_id',
    },
  },
  newsletters: {
    from: 'newsletters t',
    columns: {
      ...same(
        'id',
        'agent_id',
        'agent_name',
        'agent_label',
        'id_name',
        'friendly_name',
        'subject',
        'body',
        'message',
        'cron',
      ),
      newsletter_config: 't.config',
      email_config: 't.email_config_sealed',
      active: flag('t.is_active'),
    },
    sealed: ['email_config'],
  },
  notifiers: {
    from: `notifiers t cross join lateral (select jsonb_object_agg(trigger, is_enabled::int)
        || jsonb_object_agg(trigger || '_subject', subject) || jsonb_object_agg(trigger || '_body', body) as triggers
      from notifier_triggers g where g.notifier_id = t.id) g`,
    columns: {
      ...same('id', 'agent_id', 'agent_name', 'agent_label', 'friendly_name'),
      notifier_config: 't.config_sealed',
      custom_conditions: 't.conditions',
      custom_conditions_logic: 't.conditions_logic',
    },
    sealed: ['notifier_config'],
  },
};

/** All rows of an old table, by id. */
export async function renderTable(database: TestDatabase, table: string): Promise<Map<number, Row>> {
  const rendering = RENDERINGS[table];
  if (rendering === undefined) throw new Error(`nobody renders ${table}`);
  const columns = Object.entries(rendering.columns).map(([name, sql]) => `${sql} as "${name}"`);
  const extra = table === 'notifiers' ? 'g.triggers' : 'null::jsonb';
  const rows = await ask<Row>(
    database,
    `select ${columns.join(', ')}, t.imported_values as kept, ${extra} as extra from ${rendering.from}`,
  );
  return new Map(
    rows.map(({ kept, extra, ...row }) => {
      const opened = Object.fromEntries((rendering.sealed ?? []).map((name) => [name, open(row[name])]));
      return [Number(row.id), plain({ ...row, ...opened, ...(extra as Row | null), ...(kept as Row | null) })];
    }),
  );
}

const open = (sealed: unknown): string | null => (typeof sealed === 'string' ? testBox.open(sealed) : null);

/** Numbers of 64 bits come as text. */
const BIG = new Set(['user_id', 'file_size']);
const plain = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, BIG.has(name) && value !== null ? Number(value) : value]),
  );

/** Every value of an old table that ours do not give back: `column: old / ours (id)`. */
export async function differences(
  database: TestDatabase,
  table: string,
  old: readonly OldRow[],
  without: readonly string[] = [],
): Promise<string[]> {
  const ours = await renderTable(database, table);
  const found = old.flatMap((row) => {
    const made = ours.get(Number(row.id));
    if (made === undefined) return [`row ${row.id} is missing`];
    return Object.entries(row)
      .filter(([name, value]) => !without.includes(name) && !isEqual(value, made[name]))
      .map(([name, value]) => `${name}: ${JSON.stringify(value)} / ${JSON.stringify(made[name])} (${row.id})`);
  });
  return ours.size === old.length ? found : [...found, `${ours.size} rows instead of ${old.length}`];
}

/** JSON is compared by its content. */
function isEqual(old: unknown, ours: unknown): boolean {
  if (old === ours) return true;
  if (typeof ours !== 'object' || ours === null || typeof old !== 'string') return false;
  return JSON.stringify(sorted(JSON.parse(old))) === JSON.stringify(sorted(ours));
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted()
      .map(([name, part]) => [name, sorted(part)]),
  );
};
