/** Lets at most `width` tasks of one server run at a time; the others wait in line. */
export type Gate = <T>(serverId: number, task: () => Promise<T>) => Promise<T>;

/** A page full of pictures must not keep a small Plex server from its real work. */
export function createGate(width: number): Gate {
  const lanes = new Map<number, { running: number; readonly waiting: (() => void)[] }>();
  return async (serverId, task) => {
    const lane = lanes.get(serverId) ?? { running: 0, waiting: [] };
    lanes.set(serverId, lane);
    if (lane.running >= width) await new Promise<void>((resolve) => lane.waiting.push(resolve));
    else lane.running += 1;
    try {
      return await task();
    } finally {
      const next = lane.waiting.shift();
      // The next in line takes this place, so nobody can slip in between.
      if (next !== undefined) next();
      else if (--lane.running === 0) lanes.delete(serverId);
    }
  };
}
