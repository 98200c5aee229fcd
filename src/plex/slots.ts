/** A fixed number of things at once; the rest wait in line. */
export interface Slots {
  /** Resolves to the release of a slot, or null when `signal` aborted the wait. */
  take(signal?: AbortSignal): Promise<(() => void) | null>;
}

export function createSlots(count: number): Slots {
  let free = count;
  const line: (() => void)[] = [];

  const release = (): void => {
    free += 1;
    line.shift()?.();
  };

  const grant = (): (() => void) => {
    free -= 1;
    let isHeld = true;
    return () => {
      if (isHeld) release();
      isHeld = false;
    };
  };

  return {
    take: (signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) resolve(null);
        else if (free > 0) resolve(grant());
        else {
          const onTurn = (): void => {
            signal?.removeEventListener('abort', onAbort);
            resolve(grant());
          };
          const onAbort = (): void => {
            line.splice(line.indexOf(onTurn), 1);
            resolve(null);
          };
          signal?.addEventListener('abort', onAbort, { once: true });
          line.push(onTurn);
        }
      }),
  };
}
