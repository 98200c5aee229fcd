import type { YearReview } from '#contract/statistics-year.ts';
import { clock } from '../../lib/clock.ts';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { against, bigTime, heading, story } from './year-words.ts';

const COUNTS = ['movies', 'shows', 'episodes', 'artists', 'tracks', 'people'] as const;

/** The year in one look: how much, told in large type. */
export function Hero({ review }: { readonly review: YearReview }) {
  const { totals, person } = review;
  const comparison = against(review, clock.now());
  const shown = COUNTS.filter((name) => totals[name] > 0 && (name !== 'people' || person === null));
  return (
    <section
      aria-labelledby="year-heading"
      className="flex flex-col gap-6 rounded-sheet border border-line bg-surface p-6 sm:p-8 lg:flex-row lg:items-end lg:justify-between"
    >
      <div className="flex min-w-0 flex-col gap-2">
        <h2 id="year-heading" className="text-title text-brass">
          {heading(review)}
        </h2>
        <p className="tabular text-[2.5rem] leading-11 font-[650] tracking-tight text-balance sm:text-[3.5rem] sm:leading-15">
          {bigTime(totals.watchedMs)} <span className="text-text-3">{t('year.watched')}</span>
        </p>
        <p className="text-body-l text-pretty text-text-2">{[story(review), comparison].filter(Boolean).join(' ')}</p>
      </div>
      <dl aria-label={t('year.counts')} className="grid shrink-0 grid-cols-3 gap-x-8 gap-y-4">
        {shown.map((name) => (
          <div key={name} className="flex flex-col-reverse">
            <dt className="text-caption text-text-3">{t(`year.${name}`)}</dt>
            <dd className="tabular text-[1.375rem] leading-7 font-semibold">{number(totals[name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
