import type { Activity } from '#contract/activity.ts';
import type { EventRing } from './event-ring.ts';
import { encodeEvent } from './live-events.ts';

/** A point in the events, and what a client must have been told to be there. */
interface Start {
  readonly id: number;
  readonly told: readonly Buffer[];
}

/**
 * Calls `use` once with everything a new stream is sent first: what it missed since `lastEventId`, or a snapshot and
 * what came since that was read. `use` runs at a moment when nothing is missing and nothing is told twice, so it must
 * add the stream before it returns. Throws what reading the snapshot throws.
 */
export type Open = (lastEventId: string | undefined, use: (opening: readonly Buffer[]) => void) => Promise<void>;

const NUMBER = /^\d{1,16}$/;

/** Many streams that come at once, after a restart say, share one snapshot. */
export function createOpen(snapshot: () => Promise<Activity>, ring: EventRing): Open {
  let reading: Promise<Start> | undefined;
  const read = async (): Promise<Start> => {
    const id = ring.lastId();
    const activity = await snapshot();
    return { id, told: [encodeEvent(id, { type: 'snapshot', activity })] };
  };
  const shared = (): Promise<Start> => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  return async (lastEventId, use) => {
    const resumeAt = lastEventId !== undefined && NUMBER.test(lastEventId) ? Number(lastEventId) : undefined;
    let start: Start | undefined = resumeAt === undefined ? undefined : { id: resumeAt, told: [] };
    for (;;) {
      const missed = start === undefined ? null : ring.since(start.id);
      if (start !== undefined && missed !== null) {
        use([...start.told, ...missed]);
        return;
      }
      start = await shared();
    }
  };
}
