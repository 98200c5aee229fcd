import { useRef } from 'react';
import { useWindowLines } from '../../ui/use-window-lines.ts';
import type { Line } from './lines.ts';

/** Heights in rem; those of history.css. */
export const HEIGHTS = { day: 2.25, segment: 2.25, card: 4.25, comfortable: 3, compact: 2.25 } as const;

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
  const seen = useWindowLines(top, {
    count: lines.length,
    keyOf: (index) => lines[index]?.key ?? index,
    remOf: (index) => heightOf(lines[index], rowRem),
    // Another density has other heights, and lines that move bring theirs along.
    heightsOf: [rowRem, lines],
    onNearEnd,
  });
  return { top, ...seen };
}
