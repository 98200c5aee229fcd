import { z } from 'zod';
import type { ImportReport } from '../types.ts';

/** A report as we stored it; the parts that are looked at are checked. */
export const StoredReport = z.custom<ImportReport>(
  (value) =>
    z
      .object({ outcome: z.string(), tables: z.array(z.object({ table: z.string(), imported: z.number() })) })
      .safeParse(value).success,
);
