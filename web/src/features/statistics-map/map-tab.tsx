import { useMemo, useState } from 'react';
import type { Places } from '#contract/statistics-network.ts';
import { t } from '../../lib/i18n.ts';
import { ChartCard } from '../../ui/charts/frame.tsx';
import { chartState } from '../../ui/charts/types.ts';
import { cx } from '../../ui/cx.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useRows } from '../statistics/use-rows.ts';
import { timeParams, useAnswer, useStats } from '../statistics/use-stats.ts';
import { MapPlot } from './map-plot.tsx';
import { hoursWords, mapTitle, type PlaceLine, placeLines } from './places.ts';

const VIEWS = ['near', 'world'] as const;
/** While addresses are being looked up. */
const AGAIN_MS = 4_000;
const NOTHING: readonly PlaceLine[] = [];

/** From where in the world it was watched. */
export function MapTab() {
  const stats = useStats();
  const query = useAnswer<Places>('places', { ...stats.filter, ...timeParams(stats.span) }, true, (places) =>
    places && places.pending.addresses > 0 ? AGAIN_MS : false,
  );
  const show = useRows(stats);
  const [view, setView] = useState<(typeof VIEWS)[number]>('near');
  const [pointed, setPointed] = useState<string | null>(null);
  const { data } = query;
  const lines = useMemo(() => (data ? placeLines(data) : NOTHING), [data]);
  const circles = useMemo(() => circlesOf(lines), [lines]);
  return (
    <div className="grid grid-cols-1 gap-3 pb-4 sm:gap-4 xl:grid-cols-[2fr_1fr]">
      <ChartCard
        id="map"
        title={data ? mapTitle(data) : t('map.unit')}
        unit={t('map.unit')}
        state={chartState(query)}
        isEmpty={lines.length === 0}
        emptyText={t('map.none')}
        height="h-72 w-full sm:h-112"
        onRows={show}
        tools={
          <Segmented
            label={t('map.view')}
            choices={VIEWS.map((value) => ({ value, label: t(`map.${value}`) }))}
            value={view}
            onChange={setView}
          />
        }
        table={{
          columns: [t('map.place'), t('stats.unit.watched')],
          rows: lines.map(({ key, name, hours }) => ({ key, cells: [name, hours] })),
        }}
      >
        <MapPlot label={t('map.label')} circles={circles} isWorld={view === 'world'} pointed={pointed} />
      </ChartCard>
      <section
        aria-labelledby="places"
        className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-(--card-pad)"
      >
        <header>
          <h2 id="places" className="text-title-s">
            {t('map.list')}
          </h2>
          <p className="text-caption text-text-3">{t('map.listUnit')}</p>
        </header>
        {query.isPending && query.error === null ? (
          <Skeleton className="h-96" />
        ) : (
          <PlaceList lines={lines} onPoint={setPointed} isStale={query.isPlaceholderData} />
        )}
        {data && <Notes places={data} />}
      </section>
    </div>
  );
}

function circlesOf(lines: readonly PlaceLine[]) {
  const most = Math.max(0.01, ...lines.flatMap(({ at, hours }) => (at === null ? [] : [hours])));
  return lines.flatMap(({ at, name, hours }) => (at === null ? [] : [{ ...at, name, share: hours / most }]));
}

interface ListProps {
  readonly lines: readonly PlaceLine[];
  readonly onPoint: (name: string | null) => void;
  readonly isStale: boolean;
}

function PlaceList({ lines, onPoint, isStale }: ListProps) {
  const most = Math.max(0.01, ...lines.map(({ hours }) => hours));
  return (
    <ol
      className={cx(
        'flex max-h-112 min-h-40 flex-col gap-1 overflow-y-auto transition-opacity',
        isStale && 'opacity-60',
      )}
      // Long lists are scrolled with the keyboard, too.
      tabIndex={lines.length > 8 ? 0 : -1}
      aria-labelledby="places"
    >
      {lines.map(({ key, name, detail, hours, at }) => (
        <li
          key={key}
          onPointerEnter={() => onPoint(at === null ? null : name)}
          onPointerLeave={() => onPoint(null)}
          className="flex min-h-11 flex-col justify-center gap-1 rounded-control px-2 py-1 hover:bg-raised"
        >
          <span className="flex items-baseline gap-2 text-body-s">
            <span className={cx('min-w-0 flex-1 truncate', at === null && 'text-text-2')}>{name}</span>
            <span className="tabular shrink-0 font-semibold">{hoursWords(hours)}</span>
          </span>
          <span className="flex items-center gap-2">
            <span className="h-1.5 flex-1 overflow-hidden rounded-full bg-raised">
              <span
                className={cx('block h-full', at === null ? 'bg-text-3' : 'bg-series-1')}
                style={{ width: `${(hours / most) * 100}%` }}
              />
            </span>
            <span className="shrink-0 text-caption text-text-3">{detail}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

const Notes = ({ places: { unknown, pending, places } }: { readonly places: Places }) => (
  <div className="mt-auto flex flex-col gap-1 text-caption text-text-3">
    {pending.addresses > 0 && <p role="status">{t('map.pendingText', { n: pending.addresses })}</p>}
    {unknown.plays > 0 && <p>{t('map.unknownText', { n: unknown.addresses })}</p>}
    {places.length > 0 && <p>{t('map.source')}</p>}
  </div>
);
