import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { STATISTIC_CARDS } from '#contract/enums.ts';
import type { HomeCards } from '#contract/statistics.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { live } from '../../lib/live/use-live.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { isEmptyCard } from './card-look.ts';
import { HomeSection } from './section.tsx';
import { StatCard } from './stat-card.tsx';
import { type HomeChoice, SPANS, USUAL_DAYS, useHomeChoice, useKnownCards } from './use-home-choice.ts';

const KEY = 'home-cards';
/** Lines of a card, and of one that is opened. */
const FEW = 5;
const MANY = 10;
/** Cards that are drawn as shapes while their number is not known. */
const USUAL_CARDS = 6;

/** The cards somebody wants to see, with what they count. */
export function useHomeCards({ cards, metric, days }: HomeChoice) {
  const queries = useQueryClient();
  const known = useKnownCards();
  useEffect(() => live.onPlay(() => void queries.invalidateQueries({ queryKey: [KEY] })), [queries]);
  const wanted = cards?.filter((card) => known.includes(card));
  const names = wanted ?? (known.length === STATISTIC_CARDS.length ? undefined : known);
  const query = useQuery({
    queryKey: [KEY, names, metric, days],
    queryFn: ({ signal }) =>
      getJson<HomeCards>(
        '/statistics/home',
        { metric, days, limit: MANY, ...(names && names.length > 0 && { cards: names.join(',') }) },
        signal,
      ),
    enabled: wanted === undefined || wanted.length > 0,
    placeholderData: keepPreviousData,
  });
  return { ...query, cards: query.data?.cards.filter((card) => known.includes(card.name)) };
}

/** What was watched most, by whom and on what, in cards. */
export function StatCards() {
  const [choice, change] = useHomeChoice();
  const [isLong, setLong] = useState(false);
  const { cards, error, isPlaceholderData, refetch } = useHomeCards(choice);
  const shown = cards?.filter((card) => !isEmptyCard(card));
  return (
    <HomeSection title={t('home.cards')} aside={<Controls choice={choice} change={change} />}>
      {error && <LoadProblem error={error} onRetry={() => void refetch()} />}
      {shown?.length === 0 && <p className="py-6 text-text-2">{t('home.noCards', { n: choice.days })}</p>}
      <div className={cx('stat-grid', isLong && 'stat-grid-long', isPlaceholderData && 'dimmed')}>
        {shown === undefined && !error && <Shapes count={choice.cards?.length ?? USUAL_CARDS} />}
        {shown?.map((card) => (
          <StatCard key={card.name} card={card} metric={choice.metric} days={choice.days} count={isLong ? MANY : FEW} />
        ))}
      </div>
      {shown !== undefined && shown.length > 0 && (
        <Button look="quiet" className="self-center" aria-expanded={isLong} onPress={() => setLong(!isLong)}>
          {t(isLong ? 'home.fewer' : 'home.more')}
        </Button>
      )}
    </HomeSection>
  );
}

interface ControlsProps {
  readonly choice: HomeChoice;
  readonly change: (changes: Partial<HomeChoice>) => void;
}

function Controls({ choice: { metric, days }, change }: ControlsProps) {
  const spans = [...new Set([...SPANS, days])].sort((a, b) => a - b);
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Segmented
        label={t('home.metric')}
        value={metric}
        onChange={(chosen) => change({ metric: chosen })}
        choices={[
          { value: 'plays', label: t('unit.home.plays') },
          { value: 'watched', label: t('unit.home.watched') },
        ]}
      />
      <Select
        label={t('home.days')}
        value={days === USUAL_DAYS ? '' : String(days)}
        onChange={(value) => change({ days: value === '' ? USUAL_DAYS : Number(value) })}
        options={spans.map((n) => ({ value: n === USUAL_DAYS ? '' : String(n), label: t('home.lastDays', { n }) }))}
      />
    </span>
  );
}

const Shapes = ({ count }: { readonly count: number }) =>
  Array.from({ length: count }, (_, index) => index).map((index) => (
    <Skeleton key={index} className="stat-card rounded-card!" />
  ));
