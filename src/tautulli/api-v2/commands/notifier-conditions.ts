import { checkConditions } from '#notifications/conditions/check-conditions.ts';
import type { Condition } from '#notifications/notifiers.ts';

export interface SentConditions {
  readonly conditions: readonly Condition[];
  /** Stored as it was sent: what it means is found out when it is asked (notification notes 3.1). */
  readonly conditionsLogic: string;
}

/** Conditions as they were sent, one that is blank for none; null when they are refused. */
export function readConditions(text: string | undefined, logic: string | undefined): SentConditions | null {
  const checked = checkConditions(text ?? null);
  if (!checked.ok) return null;
  return {
    conditions: checked.conditions.map((one) => ({ ...one, value: [...one.value] })),
    conditionsLogic: logic ?? '',
  };
}
