import type { Command } from './command.ts';
import { activityCommands } from './commands/activity.ts';
import { addressCommands } from './commands/addresses.ts';
import { exportCommands } from './commands/exports.ts';
import { exportMakingCommands } from './commands/exports-make.ts';
import { graphCommands } from './commands/graphs.ts';
import { historyCommands } from './commands/history.ts';
import { homeStatsCommands } from './commands/home-stats.ts';
import { imageCommands } from './commands/images.ts';
import { librariesCommands } from './commands/libraries.ts';
import { libraryEditCommands } from './commands/libraries-edit.ts';
import { mediaInfoCommands } from './commands/library-media-info.ts';
import { liveAccountCommands } from './commands/live-account.ts';
import { liveCleanUpCommands } from './commands/live-clean-up.ts';
import { liveItemCommands } from './commands/live-items.ts';
import { liveLibraryCommands } from './commands/live-libraries.ts';
import { liveServerCommands } from './commands/live-server.ts';
import { logCommands } from './commands/logs.ts';
import { newsletterCommands } from './commands/newsletters.ts';
import { notifierCommands } from './commands/notifiers.ts';
import { notifierEditCommands } from './commands/notifiers-edit.ts';
import { notifyCommands } from './commands/notify.ts';
import { oldRatingKeysCommands } from './commands/old-rating-keys.ts';
import { protocolCommands } from './commands/protocol.ts';
import { serverCommands } from './commands/server.ts';
import { settingsCommands } from './commands/settings.ts';
import { streamDataCommands } from './commands/stream-data.ts';
import { systemCommands } from './commands/system.ts';
import { updateMetadataCommands } from './commands/update-metadata.ts';
import { upkeepCommands } from './commands/upkeep.ts';
import { usersCommands } from './commands/users.ts';
import { userEditCommands } from './commands/users-edit.ts';
import { loginCommands } from './commands/users-logins.ts';
import { watchTimeCommands } from './commands/watch-time.ts';

import { logsWaiting } from './waiting/logs.ts';
import { maintenanceWaiting } from './waiting/maintenance.ts';
import { mobileWaiting } from './waiting/mobile.ts';
import { newslettersWaiting } from './waiting/newsletters.ts';
import { systemWaiting } from './waiting/system.ts';
import { usersWaiting } from './waiting/users.ts';

/**
 * Every command of the API: first the rooms that answer, then what still waits. Whoever makes a command takes it out of
 * its list under `waiting/`.
 */
export const COMMANDS: readonly Command[] = [
  ...protocolCommands,
  ...systemCommands,
  ...updateMetadataCommands,
  ...upkeepCommands,
  ...settingsCommands,
  ...serverCommands,
  ...notifierCommands,
  ...notifierEditCommands,
  ...notifyCommands,
  ...logCommands,
  ...newsletterCommands,
  ...exportCommands,
  ...exportMakingCommands,
  ...liveCleanUpCommands,
  ...activityCommands,
  ...liveAccountCommands,
  ...liveItemCommands,
  ...liveLibraryCommands,
  ...liveServerCommands,
  ...mediaInfoCommands,
  ...librariesCommands,
  ...libraryEditCommands,
  ...usersCommands,
  ...userEditCommands,
  ...loginCommands,
  ...watchTimeCommands,
  ...homeStatsCommands,
  ...imageCommands,
  ...graphCommands,
  ...historyCommands,
  ...streamDataCommands,
  ...oldRatingKeysCommands,
  ...addressCommands,
  ...logsWaiting,
  ...maintenanceWaiting,
  ...mobileWaiting,
  ...newslettersWaiting,
  ...systemWaiting,
  ...usersWaiting,
];
