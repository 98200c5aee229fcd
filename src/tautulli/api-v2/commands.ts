import type { Command } from './command.ts';
import { protocolCommands } from './commands/protocol.ts';

import { activityWaiting } from './waiting/activity.ts';

import { exportsWaiting } from './waiting/exports.ts';
import { historyWaiting } from './waiting/history.ts';
import { imagesWaiting } from './waiting/images.ts';
import { librariesWaiting } from './waiting/libraries.ts';
import { logsWaiting } from './waiting/logs.ts';
import { maintenanceWaiting } from './waiting/maintenance.ts';
import { metadataWaiting } from './waiting/metadata.ts';
import { mobileWaiting } from './waiting/mobile.ts';
import { newslettersWaiting } from './waiting/newsletters.ts';
import { notificationsWaiting } from './waiting/notifications.ts';
import { plexServerWaiting } from './waiting/plex-server.ts';
import { statisticsWaiting } from './waiting/statistics.ts';
import { systemWaiting } from './waiting/system.ts';
import { usersWaiting } from './waiting/users.ts';

/**
 * Every command of the API: first the rooms that answer, then what still waits. Whoever makes a command takes it out of
 * its list under `waiting/`.
 */
export const COMMANDS: readonly Command[] = [
  ...protocolCommands,
  ...activityWaiting,
  ...exportsWaiting,
  ...historyWaiting,
  ...imagesWaiting,
  ...librariesWaiting,
  ...logsWaiting,
  ...maintenanceWaiting,
  ...metadataWaiting,
  ...mobileWaiting,
  ...newslettersWaiting,
  ...notificationsWaiting,
  ...plexServerWaiting,
  ...statisticsWaiting,
  ...systemWaiting,
  ...usersWaiting,
];
