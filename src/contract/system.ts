import { z } from 'zod';

/** `/healthz`: the process is alive. */
export const Health = z.object({ status: z.literal('ok') });

/** `/readyz`: 200 only when the database answers and is at our version; the web app asks it while it cannot load data. */
export const Ready = z.object({
  status: z.enum(['ready', 'starting', 'unavailable']),
  database: z.enum(['ok', 'down', 'starting']),
  /** Number of servers configured; 0 means the page should ask for one. */
  servers: z.number().int().nonnegative(),
  version: z.string(),
});
export type Ready = z.infer<typeof Ready>;
