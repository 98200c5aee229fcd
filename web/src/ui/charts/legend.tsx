import { useCallback, useMemo, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { recall, remember } from '../../lib/storage.ts';
import { cx } from '../cx.ts';
import { Swatch } from './tooltip.tsx';
import type { ChartSeries } from './types.ts';

/** Which series of a chart are switched off or on by hand; remembered in this browser. */
export function useHidden(id: string, series: readonly ChartSeries[]) {
  const name = `chart.${id}`;
  const [flipped, setFlipped] = useState<readonly string[]>(() => (recall(name) ?? '').split('\n').filter(Boolean));
  const shown = useMemo(
    () => series.filter(({ key, isHiddenAtFirst = false }) => flipped.includes(key) === isHiddenAtFirst),
    [series, flipped],
  );
  const flip = useCallback(
    (key: string) => {
      const next = flipped.includes(key) ? flipped.filter((one) => one !== key) : [...flipped, key];
      setFlipped(next);
      remember(name, next.join('\n'));
    },
    [flipped, name],
  );
  return { shown, flip };
}

interface Props {
  readonly series: readonly ChartSeries[];
  readonly shown: readonly ChartSeries[];
  readonly onFlip: (key: string) => void;
}

/** The names of the series; a press switches one off or on. */
export const Legend = ({ series, shown, onFlip }: Props) => (
  <ul aria-label={t('chart.legend')} className="-mx-2 flex gap-1 overflow-x-auto sm:flex-wrap sm:overflow-visible">
    {series.map((one) => {
      const isShown = shown.includes(one);
      return (
        <li key={one.key} className="shrink-0">
          <button
            type="button"
            aria-pressed={isShown}
            onClick={() => onFlip(one.key)}
            className={cx(
              'touch-target flex h-7 cursor-pointer items-center gap-1.5 rounded-control px-2 text-caption whitespace-nowrap hover:bg-raised',
              isShown ? 'text-text-2' : 'text-text-3 line-through',
            )}
          >
            <Swatch series={isShown ? one : { ...one, colour: 'other' }} />
            {one.name}
          </button>
        </li>
      );
    })}
  </ul>
);
