/** The API with nothing behind it, for tests. */
import { type FastifyInstance, fastify } from 'fastify';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import { createDb, createPool } from '#db/pool.ts';
import { silentLog } from '#log';
import { type ApiAccess, type ApiKeyGrant, keyring } from './access.ts';
import type { Command, CommandRoom } from './command.ts';
import { COMMANDS } from './commands.ts';
import type { DispatchDeps } from './dispatch.ts';
import { apiV2 } from './plugin.ts';
import { createRegistry } from './registry.ts';

export const KEY = '0123456789abcdef0123456789abcdef';
export const DEVICE_KEY = 'd'.repeat(32);
export const PAIRING_KEY = 'p'.repeat(32);
export const READ_KEY = 'r'.repeat(32);

const grant = (changes: Partial<ApiKeyGrant>): ApiKeyGrant => ({
  name: 'test',
  kind: 'key',
  scope: 'admin',
  ...changes,
});

export const access: ApiAccess = {
  state: async () => 'on',
  authenticate: keyring([
    { key: KEY, grant: grant({}) },
    { key: DEVICE_KEY, grant: grant({ kind: 'device' }) },
    { key: PAIRING_KEY, grant: grant({ kind: 'pairing' }) },
    { key: READ_KEY, grant: grant({ scope: 'read' }) },
  ]),
};

/** A room whose database is not there: nothing connects before a command asks, and then it fails. */
const room = (): CommandRoom => ({
  db: createDb(
    createPool({ url: 'postgres://nobody@127.0.0.1:1/nothing' }, { log: silentLog, applicationName: 'test' }),
  ),
  settings: DEFAULT_SETTINGS,
  now: () => 1_773_196_200_000,
  timeZone: 'America/New_York',
  services: {},
});

export const dispatchDeps = (
  changes: Partial<DispatchDeps> & { readonly commands?: readonly Command[] } = {},
): DispatchDeps => ({
  log: silentLog,
  access,
  registry: createRegistry(withOwn(changes.commands ?? [])),
  room: async () => room(),
  ...changes,
});

/** All commands, where a test brings its own instead of those of the same name. */
const withOwn = (own: readonly Command[]): readonly Command[] => [
  ...own,
  ...COMMANDS.filter(({ name }) => !own.some((command) => command.name === name)),
];

/** An app that has only this API. */
export async function apiApp(deps: DispatchDeps = dispatchDeps()): Promise<FastifyInstance> {
  const app = fastify();
  await app.register(apiV2, deps);
  return app;
}
