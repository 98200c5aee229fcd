import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** This many lines before the end, more are asked for. */
const NEAR_END = 30;
/** What covers the top and the bottom of the page, so that a line scrolled to is not under it. Pixels. */
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
  readonly count: number;
  readonly keyOf: (index: number) => string | number;
  /** Height of a line in rem. */
  readonly remOf: (index: number) => number;
  /** Heights are measured anew when one of these is another than before. */
  readonly heightsOf: readonly unknown[];
  readonly onNearEnd?: (() => void) | undefined;
}

/** Which lines of what begins at `top` can be seen, and how much space stands for those before and after them. */
export function useWindowLines(top: RefObject<HTMLElement | null>, options: Options) {
  const { count, keyOf, remOf, heightsOf, onNearEnd } = options;
  const scrollMargin = useTop(top);
  const px = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: (index) => remOf(index) * px,
    getItemKey: keyOf,
    overscan: 12,
    scrollMargin,
    scrollPaddingStart: COVERED.top,
    scrollPaddingEnd: COVERED.bottom,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
  });
  const measured = useRef(heightsOf);
  useLayoutEffect(() => {
    if (heightsOf.some((part, index) => part !== measured.current[index])) virtual.measure();
    measured.current = heightsOf;
  }, [virtual, heightsOf]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (count > 0 && last >= count - NEAR_END) onNearEnd?.();
  }, [last, count, onNearEnd]);
  const before = (items[0]?.start ?? scrollMargin) - scrollMargin;
  const after = virtual.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin);
  return { virtual, items, before, after: Math.max(0, after) };
}
