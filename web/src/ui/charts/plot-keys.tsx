import { t } from '../../lib/i18n.ts';
import { cx } from '../cx.ts';
import type { usePointing } from './use-pointing.ts';

interface Props {
  readonly label: string;
  readonly count: number;
  readonly active: number | null;
  /** What is said about where the keys are. */
  readonly said: string | null;
  readonly isPickable: boolean;
  readonly handlers: ReturnType<typeof usePointing>['handlers'];
}

/**
 * Lies over a drawing and takes pointers, fingers and keys. To screen readers it is a slider along the axis: they hand
 * it the arrow keys and say its value each time it changes, when they have finished what they were saying.
 */
export const PlotKeys = ({ label, count, active, said, isPickable, handlers }: Props) => (
  <div
    role="slider"
    aria-roledescription={t('chart.role')}
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={Math.max(0, count - 1)}
    aria-valuenow={active ?? 0}
    aria-valuetext={said ?? t('chart.keys')}
    tabIndex={0}
    className={cx('absolute inset-0 touch-pan-y rounded-control', isPickable && active !== null && 'cursor-pointer')}
    {...handlers}
  />
);
