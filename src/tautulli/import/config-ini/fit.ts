import type { Definition, SettingValue } from '#config/definition.ts';
import { ruleOf } from '#config/definition.ts';

/** A value that is within a setting's limits, and what had to be done for it. */
export type Fitted =
  | { readonly how: 'as it is'; readonly value: SettingValue }
  | { readonly how: 'clamped' | 'default'; readonly value: SettingValue; readonly reason: string };

function nearestNumber(value: number, { min, max }: { readonly min: number; readonly max: number }): Fitted {
  const clamped = Math.min(max, Math.max(min, value));
  if (clamped === value) return { how: 'as it is', value };
  return { how: 'clamped', value: clamped, reason: `${value} is not from ${min} to ${max}; ${clamped} is used` };
}

function cleanList(items: readonly string[], definition: Definition, known: readonly string[] | null): Fitted {
  const value = [...new Set(items)].filter((item) => known === null || known.includes(item));
  if (!definition.schema.safeParse(value).success) return fallBack(definition);
  const left = items.length - value.length;
  if (left === 0) return { how: 'as it is', value };
  return { how: 'clamped', value, reason: `${left} of ${items.length} items are unknown or repeated and left out` };
}

const fallBack = (definition: Definition): Fitted => ({
  how: 'default',
  value: definition.default,
  reason: `it ${ruleOf(definition)}; the default is used`,
});

/** Makes a value fit a setting: numbers move to the nearest limit, lists lose what is unknown, all else has to fit. */
export function fitToLimits(value: SettingValue | undefined, definition: Definition): Fitted {
  const { limits } = definition;
  if (limits.kind === 'number' && typeof value === 'number') return nearestNumber(value, limits);
  if (limits.kind === 'list' && typeof value === 'object') return cleanList(value, definition, limits.values);
  return definition.schema.safeParse(value).success && value !== undefined
    ? { how: 'as it is', value }
    : fallBack(definition);
}
