import type { Clock } from '#clock';
import { Problem } from '#problem';
import type { ImportService } from '#tautulli/import/service/import-service.ts';
import { WouldReplace } from '#tautulli/import/service/would-replace.ts';
import type { ImportReport } from '#tautulli/import/types.ts';
import type { ImportArguments } from './import-arguments.ts';
import type { ImportIo } from './import-io.ts';
import { createProgressDisplay } from './progress-display.ts';

/** What an import needs; `io` is null when nobody reads along. */
export interface ImportParts {
  readonly service: Pick<ImportService, 'start' | 'cancel' | 'onChange'>;
  readonly io: ImportIo | null;
  readonly clock: Clock;
  /** Ctrl+C. */
  readonly signal: AbortSignal;
}

/** What is typed when the server has no name. */
const AGREEMENT = 'replace';
const HOW_TO_AGREE = 'Say --yes to replace it, or --server NAME to keep both';

/**
 * Imports, asking before anything is replaced when somebody is there to answer.
 * @throws Problem `conflict` when data would be replaced and nobody agreed, and whatever the import throws.
 */
export async function runImport(parts: ImportParts, asked: ImportArguments): Promise<ImportReport> {
  try {
    return await attempt(parts, asked, asked.yes);
  } catch (error) {
    if (!(error instanceof WouldReplace)) throw error;
    if (parts.io === null || !parts.io.canAsk)
      throw new Problem('conflict', error.message, { hint: HOW_TO_AGREE, cause: error });
    await requireAgreement(parts.io, error, parts.signal);
    return attempt(parts, asked, true);
  }
}

async function attempt(parts: ImportParts, asked: ImportArguments, overwrite: boolean): Promise<ImportReport> {
  const { service, io, clock, signal } = parts;
  signal.throwIfAborted();
  const display = io === null ? null : createProgressDisplay(io, clock);
  // In this process there is no other import.
  const stopShowing = service.onChange(({ progress }) => {
    if (progress !== null && !signal.aborted) display?.show(progress);
  });
  try {
    const { view, finished } = await service.start(requestOf(asked, overwrite));
    return await untilFinished(finished, signal, () => {
      display?.end();
      io?.say('Cancelling …\n');
      service.cancel(view.id).catch(() => undefined);
    });
  } finally {
    stopShowing();
    display?.end();
  }
}

const requestOf = ({ path, configPath, serverName, isDryRun, allowNewer }: ImportArguments, overwrite: boolean) => ({
  origin: path,
  options: { source: null, config: null, serverName, isDryRun },
  import: { path, configPath, overwrite, allowNewer },
});

/** Calls `cancel` when Ctrl+C comes, or came while the import was being started. */
async function untilFinished<T>(finished: Promise<T>, signal: AbortSignal, cancel: () => void): Promise<T> {
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel);
  try {
    return await finished;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** The name is typed, so that nobody agrees by habit. @throws Problem `conflict` when something else is. */
async function requireAgreement(io: ImportIo, refusal: WouldReplace, signal: AbortSignal): Promise<void> {
  const word = refusal.existing.serverName ?? AGREEMENT;
  io.say(`${refusal.message}. This cannot be undone.\n`);
  const answer = await io.ask(`Type ${word} to go on: `, signal);
  signal.throwIfAborted();
  if (answer?.trim() === word) return;
  throw new Problem('conflict', 'Nothing was imported, because replacing was not agreed to', { hint: HOW_TO_AGREE });
}
