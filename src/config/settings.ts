import { z } from 'zod';

/**
 * Values people may change at run time, with their defaults and limits (settings notes; monitoring notes 1).
 * Stored one row a key; a stored value that does not fit any more falls back to the default.
 */
export const SETTINGS = {
  /** Shortest movie or episode play that is recorded; 0 records all. */
  ignoreIntervalSeconds: z.number().int().min(0).max(86_400).default(120),
  movieWatchedPercent: z.number().int().min(50).max(95).default(85),
  tvWatchedPercent: z.number().int().min(50).max(95).default(85),
  musicWatchedPercent: z.number().int().min(50).max(95).default(85),
  /** What makes a play count as watched: see history/watched.ts. */
  watchedMarker: z.enum(['percent', 'final_credits', 'first_credits', 'earlier_of_both']).default('earlier_of_both'),
} as const;

const Settings = z.object(SETTINGS);

export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = Object.freeze(Settings.parse({}));

/** Reads stored rows; unknown keys are ignored, values that do not fit are reported and replaced by their default. */
export function readSettings(rows: readonly { key: string; value: unknown }[], onBad: (key: string) => void): Settings {
  const stored = new Map(rows.map((row) => [row.key, row.value]));
  const result: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(SETTINGS)) {
    const parsed = schema.safeParse(stored.get(key));
    if (!parsed.success) onBad(key);
    result[key] = parsed.success ? parsed.data : DEFAULT_SETTINGS[key as keyof Settings];
  }
  return Settings.parse(result);
}
