import type { ImportProgressView } from '#contract/imports.ts';

export type Stage = ImportProgressView['stage'];

/** The steps of an import in their order. */
const ORDER: Readonly<Record<Stage, number>> = { copy: 0, inspect: 1, load: 2, transform: 3, verify: 4, switch: 5 };

export const STAGES: readonly Stage[] = ['copy', 'inspect', 'load', 'transform', 'verify', 'switch'];

/** Which step this is, from 0. */
export const stageIndex = (stage: Stage): number => ORDER[stage];
