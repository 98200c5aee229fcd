import { useCallback, useSyncExternalStore } from 'react';

/** Widths where the layout changes, in rem so that enlarged text changes it too. */
export const SMALL = '(width < 40rem)';
export const LARGE = '(width >= 64rem)';

/** Whether the media query matches, now and later. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
