import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';

/** How to find what is pointed at, and what to do when it is chosen. */
interface Options {
  readonly count: number;
  /** Which bucket is under a point of the plot, null for none. */
  readonly indexAt: (x: number, y: number) => number | null;
  readonly onPick?: ((index: number, y: number | null, isRows: boolean) => void) | undefined;
  /** How far the keys up and down go; nothing when there is one row only. */
  readonly columns?: number;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, PageDown: 7, PageUp: -7 };

function stepOf(key: string, columns: number | undefined): number | undefined {
  if (columns !== undefined && key === 'ArrowDown') return columns;
  if (columns !== undefined && key === 'ArrowUp') return -columns;
  const step = STEPS[key];
  return document.documentElement.dir === 'rtl' && step !== undefined ? -step : step;
}

/** Where a key leads from here; null when it leads nowhere. */
function nextOf(key: string, at: number | null, count: number, columns: number | undefined): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = stepOf(key, columns);
  if (step === undefined) return null;
  if (at === null) return step > 0 ? 0 : count - 1;
  return Math.min(count - 1, Math.max(0, at + step));
}

/** Which bucket is looked at, by pointer, finger or keys; null for none. */
export function usePointing({ count, indexAt, onPick, columns }: Options) {
  const [active, setActive] = useState<number | null>(null);
  const touched = useRef<number | null>(null);
  const at = active !== null && active < count ? active : null;

  const place = (event: PointerEvent<HTMLElement>): { index: number | null; y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    const y = event.clientY - box.top;
    return { index: indexAt(event.clientX - box.left, y), y };
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (count === 0) return;
    const next = nextOf(event.key, at, count, columns);
    if (next !== null) {
      event.preventDefault();
      setActive(next);
    } else if (event.key === 'Enter' && at !== null && onPick) {
      event.preventDefault();
      onPick(at, null, event.shiftKey);
    } else if (event.key === 'Escape') setActive(null);
  };

  const handlers = {
    onKeyDown,
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType !== 'touch') setActive(place(event).index);
    },
    onPointerLeave: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType !== 'touch') setActive(null);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const { index, y } = place(event);
      const isTouch = event.pointerType === 'touch';
      // A finger has nothing like hovering: the first touch shows the figures, the second chooses.
      const isChoice = !isTouch || (index !== null && touched.current === index);
      touched.current = isTouch ? index : null;
      if (isTouch) setActive(index);
      if (isChoice && index !== null && event.button === 0) onPick?.(index, y, event.shiftKey);
    },
    onBlur: () => setActive(null),
  };
  return { active: at, handlers };
}
