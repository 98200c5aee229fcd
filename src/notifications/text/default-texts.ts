import { DEFAULT_BODIES, DEFAULT_SUBJECT } from '../trigger-texts.ts';
import type { Preview, TextTrigger } from './types.ts';

/** Kinds of agents that have no texts of their own (notification notes 2.1). */
const SCRIPT_AGENT = 15;
const WEBHOOK_AGENT = 25;

/**
 * What is sent for a trigger when nobody wrote anything else. Scripts and webhooks send nothing unless it is written for
 * them, and a text sent by hand has no default.
 */
export function defaultTexts(trigger: TextTrigger, agentId: number): Preview {
  const isBlank = agentId === SCRIPT_AGENT || agentId === WEBHOOK_AGENT || trigger === 'test' || trigger === 'api';
  return isBlank ? { subject: '', body: '' } : { subject: DEFAULT_SUBJECT, body: DEFAULT_BODIES[trigger] };
}
