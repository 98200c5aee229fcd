import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Whether Now is shown on a wall: no navigation, larger letters. */
export function useKiosk(): boolean {
  const isKiosk = useLocation({
    select: ({ pathname, search }) => pathname === '/' && 'kiosk' in search && search.kiosk === 1,
  });
  useEffect(() => {
    if (!isKiosk) return undefined;
    document.documentElement.dataset.kiosk = '';
    return () => {
      delete document.documentElement.dataset.kiosk;
    };
  }, [isKiosk]);
  return isKiosk;
}
