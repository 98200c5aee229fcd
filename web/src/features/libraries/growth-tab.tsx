import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { LibraryRow } from '#contract/libraries.ts';
import type { LibraryGrowth } from '#contract/library-shelves.ts';
import { getJson } from '../../lib/api.ts';
import { fileSize, number } from '../../lib/format.ts';
import { formatLocale, type MessageId, t } from '../../lib/i18n.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { useMay } from '../../lib/session.ts';
import { TimeChart } from '../../ui/charts/time-chart.tsx';
import { type Bucket, chartState } from '../../ui/charts/types.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { type GrowthMonth, growthMonths } from './growth.ts';
import { hasParts, type LibraryType } from './kinds.tsx';
import type { PartProps } from './part-props.ts';
import { useLibrarySearch } from './use-libraries.ts';

const YEAR_MONTHS = 12;

const ITEMS: Record<LibraryType, MessageId> = {
  movie: 'libraries.of.movie',
  show: 'libraries.of.show',
  artist: 'libraries.of.artist',
  photo: 'libraries.of.photo',
  live: 'libraries.of.movie',
};
const PARTS: Partial<Record<LibraryType, MessageId>> = {
  show: 'libraries.of.episode',
  artist: 'libraries.of.track',
  photo: 'libraries.of.picture',
};

function bucketsOf(months: readonly GrowthMonth[]): Bucket[] {
  const long = new Intl.DateTimeFormat(formatLocale(), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const short = new Intl.DateTimeFormat(formatLocale(), { month: 'short', year: '2-digit', timeZone: 'UTC' });
  return months.map(({ month }) => {
    const at = Date.parse(`${month}-01T00:00:00Z`);
    return { key: month, label: long.format(at), short: short.format(at) };
  });
}

function useGrowth(library: LibraryRow, of: LibraryGrowth['of']) {
  const query = useQuery({
    queryKey: ['library', library.id, 'growth', of],
    queryFn: ({ signal }) => getJson<LibraryGrowth>(`/libraries/${library.id}/growth`, { of }, signal),
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const until = new Date(useServerNow()).toISOString().slice(0, 7);
  const months = useMemo(() => (query.data ? growthMonths(query.data, until) : []), [query.data, until]);
  return { query, months };
}

/** How a library grew, and what came in each month. */
export function GrowthTab({ detail: { library } }: PartProps) {
  const { search, change } = useLibrarySearch();
  const canSplit = hasParts(library.type);
  const of = search.of ?? 'items';
  const { query, months } = useGrowth(library, of);
  const maySeeSizes = useMay('read') && (library.type === 'movie' || of === 'parts');
  const isSize = maySeeSizes && search.metric === 'size';
  const format = isSize ? (bytes: number) => fileSize(bytes) : (n: number) => number(n);
  const buckets = useMemo(() => bucketsOf(months), [months]);
  const totals = months.map((one) => (isSize ? one.totalBytes : one.total));
  const added = months.map((one) => (isSize ? one.addedBytes : one.added));
  const lastYear = added.slice(-YEAR_MONTHS).reduce((sum, n) => sum + n, 0);
  const best = added.indexOf(Math.max(...added));
  const what = t((of === 'parts' ? PARTS[library.type] : undefined) ?? ITEMS[library.type]);
  const shared = { bucketName: t('libraries.month'), buckets, format, isWhole: !isSize, state: chartState(query) };
  const tableValue = isSize ? (bytes: number) => Math.round(bytes / 1e6) : undefined;
  const colour = 'series-1' as const;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        {canSplit && (
          <Segmented
            label={t('libraries.counted')}
            value={of}
            choices={[
              { value: 'items', label: t(ITEMS[library.type]) },
              { value: 'parts', label: t(PARTS[library.type] ?? ITEMS[library.type]) },
            ]}
            onChange={(value) => change({ of: value === 'parts' ? value : undefined })}
          />
        )}
        {maySeeSizes && (
          <Segmented
            label={t('libraries.metric')}
            value={search.metric ?? 'count'}
            choices={[
              { value: 'count', label: t('libraries.metric.count') },
              { value: 'size', label: t('libraries.metric.size') },
            ]}
            onChange={(value) => change({ metric: value === 'size' ? value : undefined })}
          />
        )}
      </div>
      <TimeChart
        id="library-growth"
        kind="lines"
        title={t('libraries.growthTitle', {
          ...{ name: library.name, what, added: format(lastYear), total: format(totals.at(-1) ?? 0) },
        })}
        unit={t('libraries.growthUnit', { what })}
        {...shared}
        {...(tableValue && { tableValue })}
        series={[{ key: 'total', name: what, colour, values: totals }]}
        emptyText={t('libraries.growthEmpty')}
        isTall
      />
      <TimeChart
        id="library-added"
        kind="bars"
        title={t('libraries.addedTitle', { month: buckets[best]?.label ?? '', n: format(added[best] ?? 0), what })}
        unit={t('libraries.addedUnit', { what })}
        {...shared}
        {...(tableValue && { tableValue })}
        series={[{ key: 'added', name: what, colour, values: added }]}
        emptyText={t('libraries.growthEmpty')}
      />
    </div>
  );
}
