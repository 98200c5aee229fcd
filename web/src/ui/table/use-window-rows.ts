import type { RefObject } from 'react';
import { useWindowLines } from '../use-window-lines.ts';

/** Heights of a row in rem; those of table.css. */
export const ROW_HEIGHTS = { card: 4.25, comfortable: 3, compact: 2.25 } as const;

interface Options {
  readonly keys: readonly string[];
  readonly rowRem: number;
  readonly onNearEnd?: (() => void) | undefined;
}

/** Which rows of what begins at `top` can be seen, and how much space stands for those before and after them. */
export const useWindowRows = (top: RefObject<HTMLElement | null>, { keys, rowRem, onNearEnd }: Options) =>
  useWindowLines(top, {
    count: keys.length,
    keyOf: (index) => keys[index] ?? index,
    remOf: () => rowRem,
    // Another density has other heights.
    heightsOf: [rowRem],
    onNearEnd,
  });
