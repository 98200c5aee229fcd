import { openPinnedSettings, type PinnedSettings } from '#config/pinned-settings.ts';
import { TAUTULLI_NAMES } from '#tautulli/import/config-ini/foreign-names.ts';
import type { CommandContext } from './context.ts';

/** What variables and the settings file have pinned. @throws Problem `not_found`, `invalid` for a file that does not fit. */
export const openPinned = ({ config, clock, log }: CommandContext): Promise<PinnedSettings> =>
  openPinnedSettings({
    variables: config.settingOverrides,
    file: config.settingsFile,
    foreign: TAUTULLI_NAMES,
    clock,
    log,
  });
