import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Heights of a row in rem; those of table.css. */
export const ROW_HEIGHTS = { card: 4.25, comfortable: 3, compact: 2.25 } as const;

/** This many rows before the end, more are asked for. */
const NEAR_END = 30;
/** What covers the top and the bottom of the page, so that a row scrolled to is not under it. Pixels. */
const COVERED = { top: 160, bottom: 80 } as const;

function useTop(ref: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = (): void => {
      if (ref.current) setTop(Math.round(ref.current.getBoundingClientRect().top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [ref]);
  return top;
}

interface Options {
  readonly keys: readonly string[];
  readonly rowRem: number;
  readonly onNearEnd?: (() => void) | undefined;
}

/** Which rows of what begins at `top` can be seen, and how much space stands for those before and after them. */
export function useWindowRows(top: RefObject<HTMLElement | null>, { keys, rowRem, onNearEnd }: Options) {
  const scrollMargin = useTop(top);
  const px = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtual = useWindowVirtualizer({
    count: keys.length,
    estimateSize: () => rowRem * px,
    getItemKey: (index) => keys[index] ?? index,
    overscan: 12,
    scrollMargin,
    scrollPaddingStart: COVERED.top,
    scrollPaddingEnd: COVERED.bottom,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
  });
  const measured = useRef(rowRem);
  useLayoutEffect(() => {
    // Another density has other heights.
    if (measured.current !== rowRem) virtual.measure();
    measured.current = rowRem;
  }, [virtual, rowRem]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (keys.length > 0 && last >= keys.length - NEAR_END) onNearEnd?.();
  }, [last, keys.length, onNearEnd]);
  const before = (items[0]?.start ?? scrollMargin) - scrollMargin;
  const after = virtual.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin);
  return { items, before, after: Math.max(0, after) };
}
