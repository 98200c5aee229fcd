import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

interface Options {
  readonly count: number;
  /** Narrowest card in rem. */
  readonly minRem: number;
  /** Height of every card in rem. */
  readonly heightRem: number;
}

interface Grid {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly columns: number;
  /** The cards to draw: from `first` up to, not including, `end`. */
  readonly first: number;
  readonly end: number;
  /** Pixels above the first drawn row, and of everything. */
  readonly before: number;
  readonly height: number;
}

const GAP_REM = 1;
const rem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Draws only the rows of a grid that can be seen, so that 500 cards cost no more than 30. All cards have one height. */
export function useGrid({ count, minRem, heightRem }: Options): Grid {
  const ref = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState({ width: 0, top: 0, px: 16 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = (): void => {
      const { width, top } = element.getBoundingClientRect();
      const next = { width, top: Math.round(top + window.scrollY), px: rem() };
      setBox((old) => (old.width === next.width && old.top === next.top && old.px === next.px ? old : next));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(document.body);
    measure();
    return () => observer.disconnect();
  }, []);
  const columns = Math.max(1, Math.floor((box.width / box.px + GAP_REM) / (minRem + GAP_REM)));
  const rows = Math.ceil(count / columns);
  const stride = (heightRem + GAP_REM) * box.px;
  const virtual = useWindowVirtualizer({
    count: rows,
    estimateSize: () => stride,
    overscan: 3,
    scrollMargin: box.top,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
  });
  const measured = useRef(stride);
  useLayoutEffect(() => {
    if (measured.current !== stride) virtual.measure();
    measured.current = stride;
  }, [virtual, stride]);
  const seen = virtual.getVirtualItems();
  const firstRow = seen[0]?.index ?? 0;
  const endRow = (seen.at(-1)?.index ?? -1) + 1;
  return {
    ref,
    columns,
    first: firstRow * columns,
    end: endRow * columns,
    before: firstRow * stride,
    height: Math.max(0, rows * stride - GAP_REM * box.px),
  };
}
