import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useMatchRoute } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Cancel } from '#clock';
import { clock } from '../../lib/clock.ts';
import { t } from '../../lib/i18n.ts';
import { live } from '../../lib/live/use-live.ts';
import { useMay } from '../../lib/session.ts';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { FilterBar } from '../filter/filter-bar.tsx';
import { STATS_METRICS } from './search.ts';
import { STATS_TABS } from './tabs.ts';
import { type Stats, useStats } from './use-stats.ts';

/** What is around every part of the statistics: the parts, and the filter they share. */
export function StatisticsPage() {
  const stats = useStats();
  useFreshPlays(stats.span.to === null);
  const { search, change } = stats;
  const isAt = useMatchRoute();
  // A year has its own time, and one person or all of them; a map always shows watch time.
  const [isYear, isMap] = [isAt({ to: '/stats/year' }) !== false, isAt({ to: '/stats/map' }) !== false];
  return (
    <div className="flex flex-col gap-3">
      <Tabs />
      {!isYear && (
        <FilterBar filter={search} onChange={change}>
          {!isMap && <Counting stats={stats} />}
        </FilterBar>
      )}
      <Outlet />
    </div>
  );
}

/** Several plays that end together are looked for together. */
const GATHER_MS = 3_000;

/** Asks again when something was recorded, while the time that is shown goes on. */
function useFreshPlays(isOpen: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!isOpen) return undefined;
    let cancel: Cancel | undefined;
    const unfollow = live.onPlay(() => {
      cancel?.();
      cancel = clock.after(GATHER_MS, () => void queries.invalidateQueries({ queryKey: ['statistics'] }));
    });
    return () => {
      unfollow();
      cancel?.();
    };
  }, [queries, isOpen]);
}

/** What is counted, and whether the time before is shown as well. */
function Counting({ stats: { search, metric, change, days } }: { readonly stats: Stats }) {
  return (
    <>
      <Select
        label={t('stats.metric')}
        value={metric === 'plays' ? '' : metric}
        onChange={(value) => {
          const { metric: _, ...rest } = search;
          const chosen = STATS_METRICS.find((one) => one === value);
          change(chosen === undefined ? rest : { ...rest, metric: chosen });
        }}
        options={STATS_METRICS.map((value) => ({
          value: value === 'plays' ? '' : value,
          label: t(`stats.unit.${value}`),
        }))}
      />
      <Switch
        isSelected={search.compare === true && days !== null}
        onChange={(isOn) => {
          const { compare: _, ...rest } = search;
          change(isOn ? { ...rest, compare: true } : rest);
        }}
      >
        {t('stats.compare')}
      </Switch>
    </>
  );
}

function Tabs() {
  const seesAll = useMay('read');
  return (
    <nav aria-label={t('stats.parts')} className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1 border-b border-line">
        {STATS_TABS.filter(({ isForAll }) => seesAll || isForAll !== true).map(({ to, label }) => (
          <li key={to} className="shrink-0">
            <Link
              to={to}
              search
              activeOptions={{ exact: true, includeSearch: false }}
              activeProps={{ className: 'border-accent! text-accent! font-semibold' }}
              className="flex h-10 items-center border-b-2 border-transparent px-3 text-body text-text-2 -outline-offset-2! hover:text-text pointer-coarse:h-11"
            >
              {t(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
