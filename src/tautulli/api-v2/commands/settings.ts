/** The settings under the names and in the values of the reference (settings notes, getSettings). */
import type { Settings } from '#config/settings.ts';
import type { Db } from '#db/pool.ts';
import { tautulliValues } from '../../import/config-ini/reverse.ts';
import { defineCommand, type ReadyCommand } from '../command.ts';
import type { JsonObject } from '../json.ts';
import { clientIdentifierRow } from '../queries-server.ts';
import { serverFacts } from '../server-facts.ts';
import defaults from './catalogues/settings.json' with { type: 'json' };
import { flag01 } from './old-values.ts';

/** By section and key; what has no home here keeps the value the reference starts with. */
const DEFAULTS: Readonly<Record<string, JsonObject>> = defaults;

/** The keys of the server's section; its token is never shown. */
async function serverValues(db: Db): Promise<JsonObject> {
  const server = await serverFacts(db);
  const client = await clientIdentifierRow(db);
  return {
    pms_identifier: server.identifier,
    pms_name: server.name,
    pms_ip: server.ip,
    pms_port: server.port,
    pms_url: server.url,
    pms_url_manual: 1,
    pms_token: null,
    pms_uuid: typeof client === 'string' ? client : '',
    pms_ssl: flag01(server.isSecure),
    pms_plexpass: flag01(server.hasPlexPass),
    pms_platform: server.platform,
    pms_version: server.version,
  };
}

/** Whoever asks has a key, so the API is on; the key itself is stored as its hash. */
const FIXED: Readonly<Record<string, JsonObject>> = {
  General: { api_enabled: 1, api_key: '', api_sql: 0, http_password: '', interface_list: [] },
  Advanced: { jwt_secret: null },
};

async function section(name: string, settings: Settings, db: Db): Promise<JsonObject | null> {
  if (!Object.hasOwn(DEFAULTS, name)) return null;
  const presets = DEFAULTS[name] ?? {};
  const ours = tautulliValues(settings);
  const own = Object.keys(presets).flatMap((key) => {
    const value = ours[key.toUpperCase()];
    return value === undefined ? [] : [[key, value] as const];
  });
  return {
    ...presets,
    ...Object.fromEntries(own),
    ...FIXED[name],
    ...(name === 'PMS' ? await serverValues(db) : {}),
  };
}

async function allSections(settings: Settings, db: Db): Promise<JsonObject> {
  const names = Object.keys(DEFAULTS);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await section(name, settings, db)] as const)),
  );
}

export const settingsCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'get_settings',
    summary: 'The settings, or one section of them',
    access: 'admin',
    params: { key: { kind: 'text', default: '' } },
    handle: ({ key }, { settings, db }) => (key === '' ? allSections(settings, db) : section(key, settings, db)),
  }),
  defineCommand({
    name: 'get_date_formats',
    summary: 'How dates and times are written',
    params: {},
    handle: (_params, { settings }) => ({ date_format: settings.dateFormat, time_format: settings.timeFormat }),
  }),
];
