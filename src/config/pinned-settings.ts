/** What operators have pinned by variables and by the settings file, which is read again when it changes. */
import { readFile } from 'node:fs/promises';
import type { Cancel, Clock } from '#clock';
import type { Log } from '#log';
import { describeError, Problem } from '#problem';
import type { ForeignNames } from './foreign-names.ts';
import type { SettingOverrides } from './settings.ts';
import { readSettingsFile, type SettingsFile } from './settings-file.ts';

export interface PinnedSettings {
  /** What is pinned now; asked whenever it is needed, as the file may change. */
  current(): SettingOverrides;
  /** Reads the file now. What cannot be read or makes no sense changes nothing and is told in the log. */
  reload(): Promise<void>;
  /** Runs `listener` after every change of what is pinned. */
  onChange(listener: () => void): Cancel;
  /** Stops looking at the file. */
  close(): void;
}

export interface PinnedSettingsDeps {
  /** What variables decide; they win over the file. */
  readonly variables: SettingOverrides;
  /** Path of the settings file. */
  readonly file: string | undefined;
  readonly foreign: ForeignNames;
  readonly clock: Clock;
  readonly log: Log;
}

const LOOK_EVERY_MS = 2_000;
const MAX_BYTES = 1_048_576;

/** For what never changes: variables alone, or nothing. */
export const pinnedFor = (overrides: SettingOverrides): PinnedSettings => ({
  current: () => overrides,
  reload: () => Promise.resolve(),
  onChange: () => () => undefined,
  close: () => undefined,
});

/**
 * Reads the settings file, and looks every two seconds whether it has changed.
 * @throws Problem `not_found` or `invalid` with what is wrong.
 */
export async function openPinnedSettings(deps: PinnedSettingsDeps): Promise<PinnedSettings> {
  if (deps.file === undefined) return pinnedFor(deps.variables);
  const watched = new WatchedFile(deps, deps.file);
  await watched.begin();
  return watched;
}

/** @throws Problem */
async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new Problem('not_found', `The settings file ${path} cannot be read: ${describeError(cause)}`, { cause });
  });
  if (bytes.length > MAX_BYTES) throw new Problem('invalid', `The settings file ${path} is larger than 1 MB`);
  return bytes.toString('utf8');
}

class WatchedFile implements PinnedSettings {
  private readonly deps: PinnedSettingsDeps;
  private readonly path: string;
  private readonly listeners = new Set<() => void>();
  private overrides: SettingOverrides = {};
  private text: string | null = null;
  /** The last complaint, which is not repeated at every look. */
  private complaint: string | null = null;
  private reading: Promise<void> | null = null;
  private cancel: Cancel = () => undefined;

  constructor(deps: PinnedSettingsDeps, path: string) {
    this.deps = deps;
    this.path = path;
  }

  /** @throws Problem */
  async begin(): Promise<void> {
    this.take(await readText(this.path));
    this.cancel = this.deps.clock.every(LOOK_EVERY_MS, () => {
      this.reload().catch((error: unknown) => this.deps.log.error({ err: error }, 'the settings file was not read'));
    });
  }

  current = (): SettingOverrides => this.overrides;

  reload(): Promise<void> {
    this.reading ??= this.look().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  onChange(listener: () => void): Cancel {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.cancel();
    this.listeners.clear();
  }

  private async look(): Promise<void> {
    try {
      const text = await readText(this.path);
      const isChanged = this.take(text);
      this.complaint = null;
      if (!isChanged) return;
      this.deps.log.info({ file: this.path }, 'the settings file has changed and holds from now on');
      for (const listener of this.listeners) listener();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (this.complaint === error.message) return;
      this.complaint = error.message;
      this.deps.log.error({ reason: error.message }, 'what the settings file said before still holds');
    }
  }

  /** Makes a text count, when it is another one. @throws Problem `invalid` */
  private take(text: string): boolean {
    if (text === this.text) return false;
    const { variables, foreign, log } = this.deps;
    const { overrides, ignored } = readOrExplain(text, this.path, foreign);
    this.text = text;
    this.overrides = Object.freeze({ ...overrides, ...variables });
    for (const { key, reason } of ignored) log.warn({ file: this.path }, `${key} changes nothing: it ${reason}`);
    return true;
  }
}

function readOrExplain(text: string, path: string, foreign: ForeignNames): SettingsFile {
  try {
    return readSettingsFile(text, path, foreign);
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    throw new Problem('invalid', `The settings file ${path} does not fit: ${cause.message}`, { cause });
  }
}
