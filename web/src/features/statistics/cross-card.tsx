import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { isChosen, splitList } from '#contract/lists.ts';
import type { TopKind, TopList } from '#contract/statistics-lists.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { decisionColour, typeColour } from '../../ui/charts/colours.ts';
import { type BarPart, type BarRow, TopBars } from '../../ui/charts/top-bars.tsx';
import { chartState } from '../../ui/charts/types.ts';
import { amountIn, amountWords, measureOf, shareWords, unitOf } from './measures.ts';
import { lineKey, lineName } from './series.ts';
import { partOf } from './time-charts.tsx';
import { useNarrow, useRows } from './use-rows.ts';
import { type Stats, timeParams, useTop } from './use-stats.ts';

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
/** Whoever is among the busiest of all need not be among those of a part. */
const MANY = 250;

/** What the bars are. */
export type CrossSplit = 'user' | 'platform' | 'sourceResolution' | 'deliveredResolution';

const KIND = {
  user: 'person',
  platform: 'platform',
  sourceResolution: 'sourceResolution',
  deliveredResolution: 'deliveredResolution',
} as const satisfies Record<CrossSplit, TopKind>;

/** The sums of the lines of each part, by the key of the line. */
function useParts(stats: Stats, split: CrossSplit, cross: CrossBy) {
  const parts = PARTS[cross].filter((part) => isLet(stats.filter, part));
  return useQueries({
    queries: parts.map(({ filter }) => {
      const params = {
        ...stats.filter,
        ...filter,
        ...timeParams(stats.span),
        ...{ by: KIND[split], metric: stats.metric, limit: MANY },
      };
      return {
        queryKey: ['statistics', 'top', params],
        queryFn: ({ signal }: { signal: AbortSignal }) => getJson<TopList>('/statistics/top', params, signal),
        placeholderData: keepPreviousData,
      };
    }),
    combine: (answers) =>
      parts.map(({ key }, index) => ({
        key,
        totals: new Map(answers[index]?.data?.lines.map((line) => [lineKey(line), amountIn(stats.metric, line)])),
      })),
  });
}

interface Props {
  readonly stats: Stats;
  readonly id: string;
  readonly split: CrossSplit;
  readonly cross: CrossBy;
  readonly className?: string;
}

/** The busiest people or platforms, each divided by types or by ways of delivery. */
export function CrossCard({ stats, id, split, cross, className }: Props) {
  const query = useTop(stats, KIND[split], LIMIT);
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
        value: value(totals.get(lineKey(line)) ?? 0),
      }),
    );
    const rest = value(amountIn(stats.metric, line)) - own.reduce((sum, part) => sum + part.value, 0);
    const other: BarPart = { key: 'other', name: t('chart.other'), colour: 'other', value: Math.max(0, rest) };
    return {
      key: lineKey(line),
      label: lineName(split, line.name),
      value: value(amountIn(stats.metric, line)),
      parts: rest > 0.01 ? [...own, other] : own,
      isPickable: line.name !== null && (split === 'user' || split === 'platform'),
    };
  });
  return (
    <TopBars
      id={id}
      title={titleOf(stats, cross, rows, lines[0] ? amountIn(stats.metric, lines[0]) : 0)}
      unit={t(`stats.cross.${split}.${cross}`, { what: unitOf(stats.metric) })}
      state={chartState(query)}
      rows={rows}
      rowName={t(`stats.kind.${KIND[split]}`)}
      valueName={unitOf(stats.metric)}
      format={format}
      expected={split === 'user' || split === 'platform' ? 'ten' : 'five'}
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
