/** Pictures of servers, over an open house. */
import { join } from 'node:path';
import type { SettingsStore } from '#config/settings-store.ts';
import type { ServerId } from '#contract/ids.ts';
import { createImageProxy, type ImageProxy } from '#images/proxy.ts';
import type { Monitoring } from '#monitoring/monitoring.ts';
import { Problem } from '#problem';
import type { CommandContext } from './context.ts';

/** What needs an open database. */
interface Rooms {
  readonly monitoring: Monitoring;
  readonly settings: SettingsStore;
}

/** `rooms` throws Problem `unavailable` until the database is open; it is only asked when a picture is. */
export const openImages = ({ config, clock, log }: CommandContext, rooms: () => Rooms): ImageProxy =>
  createImageProxy({
    dir: join(config.dataDir, 'images'),
    clock,
    log: log.child({ part: 'images' }),
    async fetchImage(serverId, image, signal) {
      const media = rooms().monitoring.mediaServer(serverId as ServerId);
      if (media === undefined) throw new Problem('unavailable', 'This server is not watched at present');
      return media.image(image, signal);
    },
    isKept: async () => (await rooms().settings.current()).cacheImages,
  });
