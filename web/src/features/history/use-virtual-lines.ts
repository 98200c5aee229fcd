import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Line } from './lines.ts';

/** Heights in rem; those of history.css. */
export const HEIGHTS = { day: 2.25, segment: 2.25, card: 4.25, comfortable: 3, compact: 2.25 } as const;

/** This many lines before the end, more are asked for. */
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

const heightOf = (line: Line | undefined, rowRem: number): number =>
  line === undefined || line.kind === 'row' ? rowRem : HEIGHTS[line.kind];

interface Options {
  readonly lines: readonly Line[];
  readonly rowRem: number;
  readonly onNearEnd: () => void;
}

/** Which lines can be seen, and how much space stands for those before and after them. */
export function useVirtualLines({ lines, rowRem, onNearEnd }: Options) {
  const top = useRef<HTMLDivElement>(null);
  const scrollMargin = useTop(top);
  const px = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (index) => heightOf(lines[index], rowRem) * px,
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 12,
    scrollMargin,
    scrollPaddingStart: COVERED.top,
    scrollPaddingEnd: COVERED.bottom,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
  });
  const measured = useRef({ rowRem, lines });
  useLayoutEffect(() => {
    // Another density has other heights, and lines that move bring theirs along.
    if (measured.current.rowRem !== rowRem || measured.current.lines !== lines) virtual.measure();
    measured.current = { rowRem, lines };
  }, [virtual, rowRem, lines]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lines.length > 0 && last >= lines.length - NEAR_END) onNearEnd();
  }, [last, lines.length, onNearEnd]);
  const before = (items[0]?.start ?? scrollMargin) - scrollMargin;
  const after = virtual.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin);
  return { top, virtual, items, before, after: Math.max(0, after) };
}
