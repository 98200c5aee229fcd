import { createElsewhere, type Elsewhere } from '#auth/elsewhere.ts';
import type { SecretBox } from '#config/secret-box.ts';
import type { ServerId } from '#contract/ids.ts';
import type { CommandContext } from './context.ts';
import type { House } from './house.ts';

/** Ways in through others. `rooms` throws Problem `unavailable` until the database is open. */
export function openElsewhere({ config, clock, log }: CommandContext, box: SecretBox, rooms: () => House): Elsewhere {
  return createElsewhere({
    db: () => rooms().database.db,
    clock,
    log,
    box,
    settings: async () => rooms().settings.current(),
    oidcProviders: async () => rooms().settings.secret('oidcProviders'),
    plexTvUrl: config.plexTvUrl,
    proxyAuth: config.proxyAuth,
    async refreshPeople() {
      const { activity, monitoring } = rooms();
      const servers = await activity.servers({ kind: 'all', serverId: null });
      await Promise.all(servers.map(({ id }) => monitoring.readAnew(id as ServerId, 'people')));
    },
  });
}
