import { useEffect } from 'react';
import { appPath } from '../lib/base-path.ts';
import { type MessageId, t } from '../lib/i18n.ts';
import { useLive } from '../lib/live/use-live.ts';

/** Favicons exist for 0 to 9 and one for more. */
const MOST = 10;

/** Shows in the browser's tab how many streams are live: `3 · Spyglass` and a badge on the icon. */
export function useLiveTab(page: MessageId): void {
  const count = useLive(({ sessions }) => sessions.filter(({ ending }) => ending === null).length);
  useEffect(() => {
    const parts = [count > 0 && String(count), page !== 'area.now' && t(page), t('app.name')];
    document.title = parts.filter(Boolean).join(' · ');
  }, [count, page]);
  useEffect(() => {
    const icon = document.querySelector('link[rel="icon"]');
    icon?.setAttribute('href', appPath(`/favicons/${Math.min(count, MOST)}.svg`));
  }, [count]);
}
