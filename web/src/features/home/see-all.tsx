import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import type { StatisticCard } from '#contract/enums.ts';
import { t } from '../../lib/i18n.ts';
import type { RangeName } from '../filter/range.ts';
import { HistoryLink } from './history-link.tsx';
import type { Metric } from './use-home-choice.ts';

const RANGES: Readonly<Record<number, RangeName>> = { 1: 'today', 7: '7d', 30: '30d', 90: '90d', 365: '12m' };

/** The name of the last so many days where the filters have one; otherwise nothing is narrowed. */
export const rangeOf = (days: number): { readonly range?: RangeName } => {
  const range = RANGES[days];
  return range === undefined ? {} : { range };
};

const PAGES: Partial<Record<StatisticCard, '/stats/people' | '/stats/devices' | '/stats/streams'>> = {
  top_users: '/stats/people',
  top_platforms: '/stats/devices',
  most_concurrent: '/stats/streams',
};

interface Props {
  readonly card: StatisticCard;
  readonly title: string;
  readonly metric: Metric;
  readonly days: number;
}

const LOOK = 'inline-flex shrink-0 items-center gap-1 text-caption text-accent hover:underline';

/** Leads to the page that knows more than the few lines of a card. */
export function SeeAll({ card, title, metric, days }: Props) {
  const words = (
    <>
      {t('home.seeAll')}
      <span className="sr-only">{t('separator') + title}</span>
      <ArrowRight size={12} strokeWidth={2} aria-hidden="true" className="rtl:-scale-x-100" />
    </>
  );
  if (card === 'last_watched') {
    return (
      <HistoryLink filter={{}} className={LOOK}>
        {words}
      </HistoryLink>
    );
  }
  return (
    <Link
      to={PAGES[card] ?? '/stats'}
      search={{ ...rangeOf(days), ...(metric !== 'plays' && { metric }) }}
      className={LOOK}
    >
      {words}
    </Link>
  );
}
