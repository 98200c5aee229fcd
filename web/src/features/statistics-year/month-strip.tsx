import { Link } from '@tanstack/react-router';
import type { YearReview } from '#contract/statistics-year.ts';
import { duration } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { cx } from '../../ui/cx.ts';
import { historySearch } from '../history/search.ts';
import { fullestMonth, monthName, monthsTitle, playsWords } from './year-words.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** The first and the last day of a month. */
function daysOf(year: number, month: number) {
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return { from: `${year}-${two(month + 1)}-01`, to: `${year}-${two(month + 1)}-${two(last)}` };
}

/** Twelve bars, each of which leads to its plays. */
export function MonthStrip({ review }: { readonly review: YearReview }) {
  const { months, year, person } = review;
  const fullest = fullestMonth(review);
  return (
    <section
      aria-labelledby="year-months"
      className="flex flex-col gap-4 rounded-card border border-line bg-surface p-(--card-pad)"
    >
      <header>
        <h2 id="year-months" className="text-title-s">
          {monthsTitle(review)}
        </h2>
        <p className="text-caption text-text-3">{t('year.months')}</p>
      </header>
      <ol className="grid auto-rows-[8rem] grid-cols-6 gap-1 sm:auto-rows-[11rem] sm:grid-cols-12 sm:gap-3">
        {months.map(({ plays, watchedMs }, month) => (
          <li key={monthName(month)} className="min-w-0">
            <Link
              to="/history"
              search={historySearch({ ...daysOf(year, month), ...(person && { user: person.id }) })}
              title={t('year.monthCell', {
                month: monthName(month),
                time: duration(watchedMs),
                plays: playsWords(plays),
              })}
              className="group flex h-full flex-col items-stretch gap-2 rounded-control"
            >
              <span className="flex min-h-0 flex-1 items-end rounded-control bg-raised group-hover:outline-1 group-hover:outline-line-strong">
                <span
                  className={cx(
                    'w-full rounded-control',
                    fullest?.month === month ? 'bg-brass' : 'bg-series-1',
                    watchedMs > 0 && 'min-h-1',
                  )}
                  style={{ height: `${(watchedMs / (fullest?.watchedMs ?? 1)) * 100}%` }}
                />
              </span>
              <span className="text-center text-caption text-text-2">
                <span aria-hidden="true">{monthName(month, 'short')}</span>
                <span className="sr-only">
                  {t('year.monthCell', {
                    month: monthName(month),
                    time: duration(watchedMs),
                    plays: playsWords(plays),
                  })}
                </span>
              </span>
              <span aria-hidden="true" className="tabular hidden text-center text-caption text-text-3 lg:block">
                {watchedMs > 0 ? duration(watchedMs) : '–'}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
