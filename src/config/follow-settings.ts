import type { Clock } from '#clock';
import type { Connection } from '#db/connection.ts';
import { listen } from '#db/listen.ts';
import type { Log } from '#log';
import type { PinnedSettings } from './pinned-settings.ts';
import { SETTINGS_CHANNEL, type SettingsStore } from './settings-store.ts';

/** Covers messages that got lost. */
const LOOK_EVERY_MS = 30_000;

export interface FollowSettingsDeps {
  readonly store: Pick<SettingsStore, 'refresh'>;
  readonly pinned: Pick<PinnedSettings, 'onChange'>;
  readonly connection: Connection;
  readonly clock: Clock;
  readonly log: Log;
}

/** Lets a store see at once what any process stores and what the settings file says, until it is stopped. */
export async function followSettings(deps: FollowSettingsDeps): Promise<{ readonly stop: () => Promise<void> }> {
  const { store, pinned, connection, clock, log } = deps;
  const refresh = (): void => store.refresh();
  const cancels = [pinned.onChange(refresh), clock.every(LOOK_EVERY_MS, refresh)];
  const listening = await listen(connection, SETTINGS_CHANNEL, refresh, { clock, log, onReconnected: refresh });
  return {
    async stop() {
      for (const cancel of cancels) cancel();
      await listening.stop();
    },
  };
}
