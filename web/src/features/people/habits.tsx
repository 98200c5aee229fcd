import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PlaysSeries } from '#contract/statistics.ts';
import { getJson } from '../../lib/api.ts';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { cx } from '../../ui/cx.ts';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { BarList } from './bar-list.tsx';
import { DeliveryBar } from './delivery-bar.tsx';
import { type Habit, habitsOf } from './habit.ts';
import { daysOf, PERIODS, type Period, usePeriod } from './period.ts';
import { HourStrip, WeekdayStrip } from './strips.tsx';
import { personKey } from './use-person.ts';
import { kindWords } from './words.ts';

const asked = (personId: number, period: Period, by: string, split: string, signal: AbortSignal) =>
  getJson<PlaysSeries>(
    '/statistics/plays',
    { user: personId, days: daysOf(period), by, split, metric: 'plays' },
    signal,
  );

/** When, what and how somebody watches, in the time that is chosen. */
export function Habits({ personId }: { readonly personId: number }) {
  const [period, choose] = usePeriod();
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: [...personKey(personId), 'habits', period],
    queryFn: async ({ signal }) => {
      const [hours, types, libraries] = await Promise.all([
        asked(personId, period, 'hour', 'decision', signal),
        asked(personId, period, 'weekday', 'mediaType', signal),
        asked(personId, period, 'weekday', 'library', signal),
      ]);
      return habitsOf(hours, types, libraries);
    },
    placeholderData: keepPreviousData,
  });
  return (
    <Card
      title={t('habits.title')}
      aside={
        <Segmented
          label={t('habits.period')}
          choices={PERIODS.map((value) => ({ value, label: t(`habits.${value}`) }))}
          value={period}
          onChange={choose}
        />
      }
    >
      {error !== null && <LoadProblem error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton className="h-96" />}
      {data !== undefined && (
        <div className={cx('transition-opacity delay-300', isPlaceholderData && 'opacity-60')}>
          <Found habit={data} personId={personId} />
        </div>
      )}
    </Card>
  );
}

function Found({ habit, personId }: { readonly habit: Habit; readonly personId: number }) {
  if (habit.plays === 0) return <p className="min-h-40 text-body text-text-2">{t('habits.none')}</p>;
  return (
    <div className="flex flex-col gap-6">
      <HourStrip hours={habit.hours} />
      <WeekdayStrip weekdays={habit.weekdays} />
      <DeliveryBar decisions={habit.decisions} personId={personId} />
      <div className="grid gap-6 sm:grid-cols-2">
        <section className="flex flex-col gap-3">
          <h3 className="text-title-s">{t('habits.types')}</h3>
          <BarList label={t('habits.types')} lines={habit.types.map((line) => typeLine(line, personId))} />
        </section>
        <section className="flex flex-col gap-3">
          <h3 className="text-title-s">{t('habits.libraries')}</h3>
          <BarList label={t('habits.libraries')} lines={habit.libraries.map((line) => libraryLine(line, personId))} />
        </section>
      </div>
    </div>
  );
}

function typeLine({ name, plays }: Habit['types'][number], personId: number) {
  const { label, type } = kindWords(name);
  return {
    key: name ?? '',
    label,
    amount: plays,
    value: number(plays),
    search:
      type === undefined
        ? name === 'live'
          ? { user: personId, live: true }
          : undefined
        : { user: personId, mediaType: type },
  };
}

const libraryLine = ({ id, name, plays }: Habit['libraries'][number], personId: number) => ({
  key: String(id),
  label: name ?? t('habits.noLibrary'),
  amount: plays,
  value: number(plays),
  search: id === null ? undefined : { user: personId, library: id },
});
