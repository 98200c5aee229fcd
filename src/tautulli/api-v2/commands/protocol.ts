import { defineCommand, type ReadyCommand } from '../command.ts';
import { failed } from '../reply.ts';

/** One of these is said when a client only wants to know whether its key is good. */
const SAYINGS: readonly string[] = [
  'The key fits',
  'You have been heard',
  'All is well here',
  'Still watching',
  'Good to hear from you',
];

/** Commands that need nothing but the protocol (API notes 8). */
export const protocolCommands: readonly ReadyCommand[] = [
  defineCommand({
    name: 'arnold',
    summary: 'Says something short; clients use it to see whether their key is good',
    params: {},
    handle: (_params, { now }) => SAYINGS[now() % SAYINGS.length] ?? null,
  }),
  defineCommand({
    name: 'sql',
    summary: 'Refused: the database is reached with its own tools',
    access: 'admin',
    params: { query: { kind: 'text' } },
    handle: () => failed('SQL not enabled for the API.'),
  }),
];
