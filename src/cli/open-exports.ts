/** Exports of metadata, over an open house. */
import { liveMainServer, liveServer } from '#catalogue/live-server.ts';
import type { SecretBox } from '#config/secret-box.ts';
import type { Db } from '#db/pool.ts';
import { createExporter, type Exporter, exportsDir } from '#exports/exporter.ts';
import type { Monitoring } from '#monitoring/monitoring.ts';
import type { CommandContext } from './context.ts';
import { linksOf } from './open-services.ts';

export function openExports(
  { config, clock, log }: CommandContext,
  box: SecretBox,
  db: Db,
  monitoring: Monitoring,
): Exporter {
  const links = linksOf(() => monitoring);
  return createExporter({
    db,
    clock,
    log: log.child({ part: 'exports' }),
    dir: exportsDir(config.dataDir),
    timeZone: config.timeZone,
    server: async (id) => (id === null ? liveMainServer(db, links) : liveServer(links, id)),
    openSecret: (sealed) => box.open(sealed),
  });
}
