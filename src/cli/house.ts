import type { SettingsStore } from '#config/settings-store.ts';
import type { Database } from '#db/open.ts';
import type { Exporter } from '#exports/exporter.ts';
import type { HistoryReader } from '#history/read-history.ts';
import type { ActivityReader } from '#monitoring/activity.ts';
import type { LiveActivity } from '#monitoring/activity-live.ts';
import type { Monitoring } from '#monitoring/monitoring.ts';
import type { ImportDesk } from '#tautulli/import/service/import-desk.ts';
import type { Notifying } from './open-notifying.ts';
import type { Watching } from './open-watching.ts';

/** The rooms that need the database; there is none of them until it is open. */
export interface House {
  readonly database: Database;
  readonly monitoring: Monitoring;
  readonly watching: Watching;
  readonly notifying: Notifying;
  readonly activity: ActivityReader;
  readonly live: LiveActivity;
  readonly history: HistoryReader;
  readonly imports: ImportDesk;
  readonly exporter: Exporter;
  readonly settings: SettingsStore;
}
