import { useMemo, useState } from 'react';
import type { Bandwidth, Outages } from '#contract/statistics-network.ts';
import { bitrate } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { TimeChart } from '../../ui/charts/time-chart.tsx';
import { chartState, type Pick } from '../../ui/charts/types.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { addDays, dayOf } from '../filter/range.ts';
import { today } from '../filter/range-picker.tsx';
import { ChartsGrid, WIDE } from '../statistics/charts-grid.tsx';
import { TopCard } from '../statistics/top-card.tsx';
import { useNarrow, useRows } from '../statistics/use-rows.ts';
import { LONGEST_DAYS, type Stats, timeParams, useAnswer, useStats } from '../statistics/use-stats.ts';
import {
  bucketsOf,
  courseOf,
  gapBands,
  momentWords,
  type NetworkName,
  NO_GAPS,
  partsOf,
  wholeOf,
} from './bandwidth.ts';
import { FlowFigures } from './flow-figures.tsx';
import { GapsCard } from './gaps-card.tsx';

/** Hours are told apart in so many days. */
const HOURLY_DAYS = 3;
const NETWORKS = ['all', 'lan', 'wan'] as const satisfies readonly NetworkName[];

const useBandwidth = (stats: Stats) => {
  const from = addDays(today(), 1 - LONGEST_DAYS);
  const isLong = stats.span.from === null || stats.span.from < from;
  const by = stats.days !== null && stats.days <= HOURLY_DAYS ? 'hour' : 'day';
  const query = useAnswer<Bandwidth>('bandwidth', {
    ...stats.filter,
    ...timeParams(isLong ? { ...stats.span, from } : stats.span),
    by,
  });
  return { query, isLong, by } as const;
};

/** How much goes over the network, and when it could not be seen. */
export function NetworkTab() {
  const stats = useStats();
  const { query, isLong, by } = useBandwidth(stats);
  const gaps = useAnswer<Outages>('outages', timeParams(stats.span));
  const [network, setNetwork] = useState<NetworkName>('all');
  return (
    <div className="flex flex-col gap-3 sm:gap-4">
      <FlowFigures stats={stats} query={query} />
      <ChartsGrid>
        <FlowChart
          {...{ stats, query, by, network }}
          gaps={gaps.data?.outages ?? NO_GAPS}
          tools={
            <Segmented
              label={t('net.which')}
              choices={NETWORKS.map((value) => ({ value, label: t(`net.${value}`) }))}
              value={network}
              onChange={setNetwork}
            />
          }
        />
        <PartsChart {...{ stats, query, by }} gaps={gaps.data?.outages ?? NO_GAPS} />
        <TopCard stats={stats} by="location" limit={5} />
        <GapsCard query={gaps} />
      </ChartsGrid>
      <p className="pb-4 text-caption text-text-3">
        {[
          ...(isLong ? [t('net.tooLong')] : []),
          ...(query.data && query.data.unknown > 0 ? [t('net.unknown', { n: query.data.unknown })] : []),
        ].join(' ')}
      </p>
    </div>
  );
}

interface ChartProps {
  readonly stats: Stats;
  readonly query: ReturnType<typeof useBandwidth>['query'];
  readonly by: 'hour' | 'day';
  readonly gaps: Outages['outages'];
}

function useChart({ stats, query, by, gaps }: ChartProps) {
  const { data } = query;
  const shown = useMemo(
    () => (data ? { buckets: bucketsOf(data), bands: gapBands(data, gaps) } : { buckets: [], bands: [] }),
    [data, gaps],
  );
  const narrow = useNarrow(stats);
  const show = useRows(stats);
  return {
    ...shown,
    kind: 'lines' as const,
    state: chartState(query),
    bucketName: t(`net.${by}`),
    format: bitrate,
    isWhole: false,
    onRows: show,
    onPick({ index, isRows }: Pick): void {
      const { key } = shown.buckets[index] ?? {};
      if (key === undefined) return;
      const day = by === 'hour' ? dayOf(Date.parse(key)) : key;
      narrow({ from: day, to: day }, isRows);
    },
  };
}

function FlowChart({ network, tools, ...props }: ChartProps & { network: NetworkName; tools: React.ReactNode }) {
  const chart = useChart(props);
  const { data } = props.query;
  const series = useMemo(() => (data ? courseOf(data, network) : []), [data, network]);
  const whole = data && wholeOf(data, network);
  const title =
    whole?.maxAt == null
      ? t('stats.none')
      : t('net.title', { rate: bitrate(whole.max), when: momentWords(whole.maxAt) });
  return (
    <TimeChart
      {...chart}
      id="bandwidth"
      title={title}
      unit={t('net.unit', { scale: t(`net.per.${props.by}`) })}
      series={series}
      tools={tools}
      isTall
      className={WIDE}
    />
  );
}

function PartsChart(props: ChartProps) {
  const chart = useChart(props);
  const { data } = props.query;
  const series = useMemo(() => (data ? partsOf(data) : []), [data]);
  const [lan, wan] = [data && wholeOf(data, 'lan'), data && wholeOf(data, 'wan')];
  const isEmpty = !lan || !wan || lan.max + wan.max === 0;
  return (
    <TimeChart
      {...chart}
      id="networks"
      title={isEmpty ? t('stats.none') : t('net.titleParts', { wan: bitrate(wan.max), lan: bitrate(lan.max) })}
      unit={t('net.unitParts', { scale: t(`net.per.${props.by}`) })}
      series={series}
      className={WIDE}
    />
  );
}
