import { t } from '../../lib/i18n.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { fittingScale } from './buckets.ts';
import { STATS_SCALES } from './search.ts';
import type { Stats } from './use-stats.ts';

/** How time is divided, where charts run along it. */
export const ScaleChoice = ({ stats }: { readonly stats: Stats }) => (
  <Segmented
    label={t('stats.scale')}
    value={stats.search.scale ?? fittingScale(stats.days)}
    onChange={(scale) => {
      const { scale: _, ...rest } = stats.search;
      stats.change(scale === fittingScale(stats.days) ? rest : { ...rest, scale });
    }}
    choices={STATS_SCALES.filter((scale) => scale !== 'day' || stats.days !== null).map((value) => ({
      value,
      label: t(`stats.scale.${value}`),
    }))}
  />
);
