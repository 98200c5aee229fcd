/** Commands that forget what is only there for a while (API notes, maintenance). */
import { defineCommand, type ReadyCommand } from '../command.ts';
import { forgetRecentlyAdded, forgetSessions } from '../queries-clean-up.ts';
import { succeeded } from '../reply.ts';

export const liveCleanUpCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'delete_temp_sessions',
    summary: 'Forgets the live sessions',
    access: 'write',
    params: {},
    async handle(_params, { db }) {
      await forgetSessions(db);
      return succeeded('Temporary sessions flushed.');
    },
  }),
  defineCommand({
    name: 'delete_recently_added',
    summary: 'Forgets what was seen as recently added',
    access: 'write',
    params: {},
    async handle(_params, { db }) {
      await forgetRecentlyAdded(db);
      return succeeded('Recently added flushed.');
    },
  }),
];
