import { z } from 'zod';
import { TRIGGERS } from '#contract/enums.ts';

/** What a delivery keeps in its row: the finished message, so that what is sent does not change while it waits. */
export const Delivery = z.object({
  deliveryId: z.string(),
  action: z.enum([...TRIGGERS, 'test', 'api']),
  subject: z.string(),
  body: z.string(),
  scriptArguments: z.array(z.string()).nullable(),
});
export type Delivery = z.infer<typeof Delivery>;
