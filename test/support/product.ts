import type { Clock } from '#clock';
import { createSecretBox } from '#config/secret-box.ts';
import { readSettings } from '#config/settings.ts';
import { settings } from '#db/schema/index.ts';
import type { TestDatabase } from '#db/testing.ts';
import { type Log, silentLog } from '#log';
import { createMonitoring, type Monitoring } from '#monitoring/monitoring.ts';
import type { Simulator } from '#simulator/simulator.ts';

/** The monitoring of one process, pointed at one simulator, without HTTP. */
export async function watchSimulator(options: {
  readonly sim: Simulator;
  readonly database: TestDatabase;
  readonly clock: Clock;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly log?: Log;
}): Promise<Monitoring> {
  const { sim, database, clock } = options;
  for (const [key, value] of Object.entries(options.settings ?? {}))
    await database.db.insert(settings).values({ key, value });
  const monitoring = createMonitoring({
    db: database.db,
    clock,
    log: options.log ?? silentLog,
    box: createSecretBox('a key for tests only'),
    plexTvUrl: sim.plextvUrl,
    settings: async () => readSettings(await database.db.select().from(settings), () => undefined),
    pinned: { url: sim.pmsUrl, token: sim.token },
  });
  await monitoring.start();
  return monitoring;
}

/** Waits until `holds`, looking every 20 ms; fails after `limitMs`. */
export async function waitFor(
  clock: Clock,
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMs = 10_000,
): Promise<void> {
  const end = clock.monotonic() + limitMs;
  while (!(await holds())) {
    if (clock.monotonic() > end) throw new Error(`${what} did not happen within ${limitMs} ms`);
    await clock.sleep(20);
  }
}
