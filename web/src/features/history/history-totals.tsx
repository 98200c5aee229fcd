import { duration, number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import type { HistorySearch } from './search.ts';
import { useHistoryTotals } from './use-history.ts';

/** The sums of everything that matches, always in sight. */
export function HistoryTotalsBar({ filter }: { readonly filter: HistorySearch }) {
  const { data } = useHistoryTotals(filter);
  const parts = data && [
    t('totals.groups', { n: data.groups, count: number(data.groups) }),
    t('totals.plays', { n: data.plays, count: number(data.plays) }),
    t('totals.watched', { time: duration(data.watchedMs) }),
    t('totals.people', { n: data.people, count: number(data.people) }),
  ];
  return (
    <p className="history-totals tabular truncate text-caption text-text-2" data-totals>
      {parts?.join(t('separator'))}
    </p>
  );
}
