import type { ConditionType } from './types.ts';

/** Which operators fit which values (notification notes 3). */
export const OPERATORS: Readonly<Record<ConditionType, ReadonlySet<string>>> = {
  str: new Set([
    'contains',
    'does not contain',
    'is',
    'is not',
    'begins with',
    'does not begin with',
    'ends with',
    'does not end with',
  ]),
  int: new Set(['is', 'is not', 'is greater than', 'is less than']),
  float: new Set(['is', 'is not', 'is greater than', 'is less than']),
};
