import { openDatabase } from '#db/open.ts';
import type { CommandContext } from './context.ts';

/** `spyglass migrate`: brings the database to this program's version and ends. */
export async function migrate({ config, clock, log }: CommandContext, json: boolean): Promise<number> {
  const database = await openDatabase({ config: { ...config, autoMigrate: true }, clock, log });
  await database.close();
  process.stdout.write(json ? `${JSON.stringify({ result: 'ok' })}\n` : 'The database is up to date.\n');
  return 0;
}
