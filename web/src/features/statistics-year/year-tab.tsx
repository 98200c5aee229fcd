import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Share2 } from 'lucide-react';
import { useState } from 'react';
import type { YearReview } from '#contract/statistics-year.ts';
import { getJson } from '../../lib/api.ts';
import { clock } from '../../lib/clock.ts';
import { t } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { usePartOptions } from '../filter/use-part-options.ts';
import { Hero } from './hero.tsx';
import { Moments } from './moments.tsx';
import { MonthStrip } from './month-strip.tsx';
import { type YearSearch, yearSearch } from './search.ts';
import { SharePicture } from './share-picture.tsx';
import { YearLists } from './year-lists.tsx';

function useYear() {
  const search = yearSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const year = search.year ?? new Date(clock.now()).getFullYear();
  const query = useQuery({
    queryKey: ['statistics', 'year', year, search.person ?? null, search.by ?? null],
    queryFn: ({ signal }) =>
      getJson<YearReview>(
        '/statistics/year',
        { year, user: search.person, metric: search.by === 'plays' ? 'plays' : 'watched' },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  const change = (next: YearSearch): void =>
    void navigate({
      to: '/stats/year',
      search: () => ({ ...yearSearch({ ...next }) }),
      replace: true,
      resetScroll: false,
    });
  return { search, year, query, change };
}

/** A year in review. */
export function YearTab() {
  const { search, year, query, change } = useYear();
  const [isSharing, setSharing] = useState(false);
  const { data, error } = query;
  return (
    <div className="flex flex-col gap-4 pb-6">
      <div className="flex flex-wrap items-end gap-2">
        <YearChoice search={search} year={year} years={data?.years ?? []} onChange={change} />
        {data && data.totals.plays > 0 && (
          <Button className="ms-auto" onPress={() => setSharing(true)}>
            <Share2 size={16} strokeWidth={1.75} aria-hidden="true" />
            {t('year.share')}
          </Button>
        )}
      </div>
      {error !== null && !data && <LoadProblem error={error} onRetry={() => void query.refetch()} />}
      {query.isPending && error === null && <YearSkeleton />}
      {data && (
        <div className={cx('transition-opacity delay-400', query.isPlaceholderData && 'opacity-60')}>
          <Review review={data} />
        </div>
      )}
      {isSharing && data && <SharePicture review={data} onClose={() => setSharing(false)} />}
    </div>
  );
}

interface ChoiceProps {
  readonly search: YearSearch;
  readonly year: number;
  readonly years: readonly number[];
  readonly onChange: (next: YearSearch) => void;
}

function YearChoice({ search, year, years, onChange }: ChoiceProps) {
  const seesAll = useMay('read');
  const { options } = usePartOptions('user', seesAll);
  const all = [...new Set([...years, year])].sort((a, b) => b - a);
  return (
    <>
      <Select
        label={t('year.which')}
        value={String(year)}
        onChange={(value) => onChange({ ...search, year: Number(value) })}
        options={all.map((one) => ({ value: String(one), label: String(one) }))}
      />
      {seesAll && (
        <Select
          label={t('year.whose')}
          value={search.person === undefined ? '' : String(search.person)}
          onChange={(value) => {
            const { person: _, ...rest } = search;
            onChange(value === '' ? rest : { ...rest, person: Number(value) });
          }}
          options={[{ value: '', label: t('year.everybody') }, ...options]}
        />
      )}
      <Segmented
        label={t('year.sortBy')}
        choices={[
          { value: 'watched', label: t('stats.unit.watched') },
          { value: 'plays', label: t('stats.unit.plays') },
        ]}
        value={search.by ?? 'watched'}
        onChange={(value) => {
          const { by: _, ...rest } = search;
          onChange(value === 'plays' ? { ...rest, by: 'plays' } : rest);
        }}
      />
    </>
  );
}

function Review({ review }: { readonly review: YearReview }) {
  if (review.totals.plays === 0)
    return <EmptyState title={t('year.nothing', { year: String(review.year) })} text={t('year.nothingText')} />;
  return (
    <div className="flex flex-col gap-4">
      <Hero review={review} />
      <MonthStrip review={review} />
      <Moments review={review} />
      <YearLists review={review} />
    </div>
  );
}

const YearSkeleton = () => (
  <>
    <span className="sr-only">{t('loading')}</span>
    <Skeleton className="h-72 w-full sm:h-64" />
    <Skeleton className="h-56 w-full" />
    <Skeleton className="h-48 w-full" />
  </>
);
