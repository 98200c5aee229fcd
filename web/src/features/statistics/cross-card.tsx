import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { isChosen, splitList } from '#contract/lists.ts';
import type { PlaysSeries } from '#contract/statistics.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { decisionColour, typeColour } from '../../ui/charts/colours.ts';
import { type BarPart, type BarRow, TopBars } from '../../ui/charts/top-bars.tsx';
import { chartState } from '../../ui/charts/types.ts';
import { amountWords, measureOf, shareWords, unitOf } from './measures.ts';
import { lineName } from './series.ts';
import { partOf } from './time-charts.tsx';
import { useNarrow, useRows } from './use-rows.ts';
import { type Stats, timeParams, useSeries } from './use-stats.ts';

/** By what each bar is divided. */
export type CrossBy = 'decision' | 'mediaType';

interface PartWish {
  readonly key: string;
  readonly filter: Readonly<Record<string, string>>;
}

const PARTS: Readonly<Record<CrossBy, readonly PartWish[]>> = {
  decision: ['direct play', 'copy', 'transcode'].map((key) => ({ key, filter: { decision: key } })),
  mediaType: [
    ...['movie', 'episode', 'track'].map((key) => ({ key, filter: { mediaType: key, live: 'false' } })),
    { key: 'live', filter: { live: 'true' } },
  ],
};

/** Whether the filter of the page lets anything of a part through. */
const isLet = (page: Readonly<Record<string, string>>, { filter }: PartWish): boolean =>
  Object.entries(filter).every(([name, value]) => {
    const own = page[name];
    return own === undefined || isChosen(splitList(own), value);
  });

const LIMIT = 10;

/** The sums of the lines of each part, by the key of the line. */
function useParts(stats: Stats, split: 'user' | 'platform', cross: CrossBy) {
  const parts = PARTS[cross].filter((part) => isLet(stats.filter, part));
  return useQueries({
    queries: parts.map(({ filter }) => {
      const params = {
        ...stats.filter,
        ...filter,
        ...timeParams(stats.span),
        ...{ by: 'weekday', split, metric: stats.metric, limit: 50 },
      };
      return {
        queryKey: ['statistics', 'plays', params],
        queryFn: ({ signal }: { signal: AbortSignal }) => getJson<PlaysSeries>('/statistics/plays', params, signal),
        placeholderData: keepPreviousData,
      };
    }),
    combine: (answers) =>
      parts.map(({ key }, index) => ({
        key,
        totals: new Map(answers[index]?.data?.lines.map((line) => [keyOf(line), line.total])),
      })),
  });
}

const keyOf = ({ id, name }: { readonly id: number | null; readonly name: string | null }): string =>
  id === null ? (name ?? 'unknown') : String(id);

interface Props {
  readonly stats: Stats;
  readonly id: string;
  readonly split: 'user' | 'platform';
  readonly cross: CrossBy;
  readonly className?: string;
}

/** The busiest people or platforms, each divided by types or by ways of delivery. */
export function CrossCard({ stats, id, split, cross, className }: Props) {
  const query = useSeries(stats, { by: 'weekday', split, limit: LIMIT });
  const parts = useParts(stats, split, cross);
  const narrow = useNarrow(stats);
  const show = useRows(stats);
  const { value, format } = measureOf(stats.metric);
  const lines = query.data?.lines ?? [];
  const rows = lines.map((line): BarRow => {
    const own = parts.map(
      ({ key, totals }): BarPart => ({
        key,
        name: lineName(cross, key),
        colour: cross === 'decision' ? decisionColour(key) : typeColour(key),
        value: value(totals.get(keyOf(line)) ?? 0),
      }),
    );
    const rest = value(line.total) - own.reduce((sum, part) => sum + part.value, 0);
    const other: BarPart = { key: 'other', name: t('chart.other'), colour: 'other', value: Math.max(0, rest) };
    return {
      key: keyOf(line),
      label: lineName(split, line.name),
      value: value(line.total),
      parts: rest > 0.01 ? [...own, other] : own,
      isPickable: line.name !== null,
    };
  });
  return (
    <TopBars
      id={id}
      title={titleOf(stats, cross, rows, lines[0]?.total ?? 0)}
      unit={t(`stats.cross.${split}.${cross}`, { what: unitOf(stats.metric) })}
      state={chartState(query)}
      rows={rows}
      rowName={t(split === 'user' ? 'stats.kind.person' : 'stats.kind.platform')}
      valueName={unitOf(stats.metric)}
      format={format}
      expected="ten"
      hasParts
      onRows={show}
      onPick={({ key }, isRows) => narrow(partOf(split, key), isRows)}
      {...(className !== undefined && { className })}
    />
  );
}

/** Whoever has the largest part of what costs the server most, or simply most. */
function titleOf(stats: Stats, cross: CrossBy, rows: readonly BarRow[], raw: number): string {
  const [first] = rows;
  if (!first) return t('stats.none');
  if (cross === 'mediaType') {
    return t('stats.title.top', { name: first.label, amount: amountWords(stats.metric, raw) });
  }
  const transcoded = ({ parts }: BarRow): number => parts?.find(({ key }) => key === 'transcode')?.value ?? 0;
  const [most] = [...rows].sort((a, b) => transcoded(b) - transcoded(a));
  if (!most || transcoded(most) === 0) return t('stats.title.noTranscodes');
  return t('stats.title.transcodes', {
    name: most.label,
    share: shareWords(transcoded(most), most.value),
    what: t(`stats.of.${stats.metric}`),
  });
}
