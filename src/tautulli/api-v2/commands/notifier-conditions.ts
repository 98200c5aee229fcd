import { z } from 'zod';
import type { Condition } from '#notifications/notifiers.ts';

const Conditions = z.array(z.record(z.string(), z.json()));

export interface SentConditions {
  readonly conditions: readonly Condition[] | null;
  readonly conditionsLogic: string;
}

/** Conditions as they were sent, nothing for none; null when they cannot be meant like that. */
export function parseConditions(text: string | undefined, logic: string | undefined): SentConditions | null {
  const conditions = text === undefined || text === '' ? [] : readList(text);
  if (conditions === null) return null;
  return { conditions: conditions.length === 0 ? null : conditions, conditionsLogic: logic ?? '' };
}

function readList(text: string): readonly Condition[] | null {
  try {
    return Conditions.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
