import { describeError, Problem } from '#problem';
import type { ImportReport } from '#tautulli/import/types.ts';

/** Exit codes of `spyglass import`; 2, for a command line that makes no sense, is given before it begins. */
const EXIT = { success: 0, failure: 1, refused: 3, interrupted: 130 } as const;

/** How the command ended. */
export type ImportEnding =
  | { readonly result: 'ok'; readonly report: ImportReport }
  | { readonly result: 'failed' | 'refused' | 'cancelled'; readonly error: unknown };

/** `wasInterrupted`: somebody pressed Ctrl+C, and that is the reason whatever was thrown then. */
export function endingOf(error: unknown, wasInterrupted: boolean): ImportEnding {
  if (wasInterrupted) return { result: 'cancelled', error };
  const isRefusal = error instanceof Problem && (error.code === 'conflict' || error.code === 'refused');
  return { result: isRefusal ? 'refused' : 'failed', error };
}

export function exitCodeOf({ result }: ImportEnding): number {
  switch (result) {
    case 'ok':
      return EXIT.success;
    case 'failed':
      return EXIT.failure;
    case 'refused':
      return EXIT.refused;
    case 'cancelled':
      return EXIT.interrupted;
  }
}

/** The sentence of an import that came to nothing. */
export const sentenceOf = (ending: Exclude<ImportEnding, { result: 'ok' }>): string =>
  ending.result === 'cancelled' ? 'Cancelled; nothing was changed' : describeError(ending.error);

/** The one JSON document for programs, and what `--report` writes. */
export function documentOf(ending: ImportEnding): object {
  if (ending.result === 'ok') return { result: ending.result, report: ending.report };
  const { error } = ending;
  const known = error instanceof Problem && ending.result !== 'cancelled' ? error : null;
  return {
    result: ending.result,
    problem: { code: known?.code ?? null, message: known?.message ?? sentenceOf(ending), hint: known?.hint ?? null },
  };
}
