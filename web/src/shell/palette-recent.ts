import { recall, remember } from '../lib/storage.ts';
import type { Command, Target } from './palette-command.ts';

/** A command that was chosen before. */
export interface RecentCommand {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly target?: Target;
}

const NAME = 'palette-recent';
const MOST = 6;

const isRecent = (value: unknown): value is RecentCommand =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'label' in value &&
  typeof value.label === 'string';

/** What was chosen last, the newest first. */
export function recentCommands(): readonly RecentCommand[] {
  try {
    const stored: unknown = JSON.parse(recall(NAME) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isRecent) : [];
  } catch {
    return [];
  }
}

/** Remembers a choice in this browser. */
export function noteCommand({ id, label, detail, target }: Command): void {
  const chosen = { id, label, ...(detail !== undefined && { detail }), ...(target !== undefined && { target }) };
  const rest = recentCommands().filter((one) => one.id !== id);
  remember(NAME, JSON.stringify([chosen, ...rest].slice(0, MOST)));
}
