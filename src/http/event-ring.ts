/** The latest events in their written form, so that a client that was away for a moment is sent what it missed. */
export interface EventRing {
  /** Number of the newest event. */
  lastId(): number;
  /** Numbers an event, keeps it and answers its bytes. */
  add(bytesOf: (id: number) => Buffer): Buffer;
  /** Numbers something that stands for all before it: nobody can resume from an earlier event. Answers the number. */
  restart(): number;
  /** What came after event `id`; null when that is not known any more, or was never ours. */
  since(id: number): readonly Buffer[] | null;
}

/**
 * Keeps `capacity` events. Numbers follow `firstId`, which must differ from one process to the next, so that a number
 * from another process is not taken for one of ours.
 */
export function createEventRing(capacity: number, firstId: number): EventRing {
  let last = firstId;
  let kept: Buffer[] = [];
  return {
    lastId: () => last,
    add(bytesOf) {
      last += 1;
      const bytes = bytesOf(last);
      kept.push(bytes);
      if (kept.length > capacity) kept.shift();
      return bytes;
    },
    restart() {
      last += 1;
      kept = [];
      return last;
    },
    since(id) {
      const missed = last - id;
      if (!(missed >= 0 && missed <= kept.length)) return null;
      return kept.slice(kept.length - missed);
    },
  };
}
