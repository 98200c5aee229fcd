import { IMPORT_RULES } from './import-rules.ts';
import { TEXT_RULES } from './text-rules.ts';

/** Everything the architecture test enforces. */
export const RULES = [...IMPORT_RULES, ...TEXT_RULES];
