import { t } from '../../lib/i18n.ts';
import { SERIES_COLOURS } from '../../ui/charts/colours.ts';
import { SegmentChart } from '../../ui/charts/segment-chart.tsx';
import type { BarPart } from '../../ui/charts/top-bars.tsx';
import { chartState } from '../../ui/charts/types.ts';
import { amountIn, measureOf, shareWords, unitOf } from './measures.ts';
import { lineKey, lineName } from './series.ts';
import { useNarrow, useRows } from './use-rows.ts';
import { type Stats, useTop } from './use-stats.ts';

/** How many people there are names for; the rest is added up. */
const NAMED = 6;

/** How watching is spread over people: whether few have most of it. */
export function SpreadCard({ stats, className }: { readonly stats: Stats; readonly className?: string }) {
  const query = useTop(stats, 'person', NAMED);
  const narrow = useNarrow(stats);
  const show = useRows(stats);
  const { value, format } = measureOf(stats.metric);
  const lines = query.data?.lines ?? [];
  const named = lines.map(
    (line, place): BarPart => ({
      key: lineKey(line),
      name: lineName('user', line.name),
      colour: SERIES_COLOURS[place] ?? 'other',
      value: value(amountIn(stats.metric, line)),
    }),
  );
  const { total = 0, found = 0 } = query.data ?? {};
  const left = total - lines.reduce((sum, line) => sum + amountIn(stats.metric, line), 0);
  const others = found - lines.length;
  const rest: BarPart[] =
    others > 0 && left > 0
      ? [{ key: 'other', name: t('stats.otherPeople', { n: others }), colour: 'other', value: value(left) }]
      : [];
  const parts = [...named, ...rest];
  const all = parts.reduce((sum, part) => sum + part.value, 0);
  const three = named.slice(0, 3);
  const share = shareWords(
    three.reduce((sum, part) => sum + part.value, 0),
    all,
  );
  return (
    <SegmentChart
      id="people-spread"
      title={
        all > 0
          ? t('stats.title.spread', { n: three.length, share, what: t(`stats.of.${stats.metric}`) })
          : t('stats.none')
      }
      unit={t('stats.chart.spread', { what: unitOf(stats.metric) })}
      state={chartState(query)}
      isLong
      parts={parts}
      rowName={t('stats.kind.person')}
      valueName={unitOf(stats.metric)}
      format={format}
      onRows={show}
      onPick={({ key }, isRows) => {
        if (/^\d+$/.test(key)) narrow({ user: Number(key) }, isRows);
      }}
      {...(className !== undefined && { className })}
    />
  );
}
