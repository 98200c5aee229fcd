import { join } from 'node:path';
import type { SecretBox } from '#config/secret-box.ts';
import type { SettingsStore } from '#config/settings-store.ts';
import { tryHoldLock } from '#db/locks.ts';
import type { Database } from '#db/open.ts';
import { createImportService, type ImportService } from '#tautulli/import/service/import-service.ts';
import type { ImportTautulli } from '#tautulli/import/types.ts';
import type { CommandContext } from './context.ts';

/** Where files for imports lie. */
export const importDirOf = (dataDir: string): string => join(dataDir, 'import');

/** The importer is large and used once: it is loaded when somebody imports. */
export const importTautulli: ImportTautulli = async (...args) => {
  const importer = await import('#tautulli/import/import-tautulli.ts');
  return importer.importTautulli(...args);
};

/** The imports of this installation; the same for the web side and the command line. */
export function openImports(
  { config, clock, log }: CommandContext,
  { db, pool }: Pick<Database, 'db' | 'pool'>,
  secretBox: SecretBox,
  settings: SettingsStore,
  importer: ImportTautulli,
): ImportService {
  return createImportService({
    importTautulli: importer,
    importDeps: { db, clock, log, secretBox, settings },
    holdLock: () => tryHoldLock(pool, 'import', clock),
    workDir: join(importDirOf(config.dataDir), 'work'),
  });
}
