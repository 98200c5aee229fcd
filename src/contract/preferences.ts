/** What an account remembers about how it looks at pages, on every device. */
import { z } from 'zod';

/** The most bytes that are kept for one account, as JSON in UTF-8. */
export const MAX_PREFERENCE_BYTES = 64 * 1024;

/** What a preference is called: words with dots between them, e.g. `table.libraries`. */
export const PreferenceName = z
  .string()
  .max(64)
  .regex(/^[a-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*$/, 'must be words with dots between them, e.g. table.libraries');

export const Preferences = z.object({
  /** By name; what a value looks like is up to the page that keeps it. */
  values: z.record(z.string(), z.unknown()),
});
export type Preferences = z.output<typeof Preferences>;

export const PreferencesBody = z.object({
  /** What changes; names that are left out stay as they are, and null takes one away. */
  values: z.record(PreferenceName, z.unknown()),
});
export type PreferencesBody = z.output<typeof PreferencesBody>;
