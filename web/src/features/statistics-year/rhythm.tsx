import type { YearReview } from '#contract/statistics-year.ts';
import { duration } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { cx } from '../../ui/cx.ts';
import { bucketOf, weekdayOrder } from '../statistics/buckets.ts';

type Sum = YearReview['hours'][number];

interface Part {
  readonly key: string;
  readonly short: string;
  readonly label: string;
  readonly sum: Sum;
}

const NOTHING: Sum = { plays: 0, watchedMs: 0 };
/** Of the hours, only some have room for their names. */
const EVERY = 6;

const partOf = (by: 'weekday' | 'hour', place: number, sums: readonly Sum[]): Part => {
  const { key, short, label } = bucketOf(by, String(place));
  return { key, short, label, sum: sums[place] ?? NOTHING };
};

/** On which weekdays and at which hours it was watched. */
export function Rhythm({ review: { weekdays, hours } }: { readonly review: YearReview }) {
  const days = weekdayOrder().map((day) => partOf('weekday', day, weekdays));
  return (
    <section
      aria-labelledby="year-rhythm"
      className="flex min-w-0 flex-col gap-4 rounded-card border border-line bg-surface p-(--card-pad) xl:col-span-2"
    >
      <h2 id="year-rhythm" className="text-title-s">
        {t('year.rhythm')}
      </h2>
      <div className="grid min-h-40 flex-1 grid-cols-1 gap-6 sm:grid-cols-[1fr_2fr]">
        <Columns parts={days} every={1} />
        <Columns parts={hours.map((_, hour) => partOf('hour', hour, hours))} every={EVERY} />
      </div>
    </section>
  );
}

function Columns({ parts, every }: { readonly parts: readonly Part[]; readonly every: number }) {
  const most = Math.max(1, ...parts.map(({ sum }) => sum.watchedMs));
  return (
    <ol className="flex min-h-40 gap-1">
      {parts.map(({ key, short, label, sum }, place) => (
        <li key={key} className="flex min-w-0 flex-1 flex-col gap-2" title={`${label}: ${duration(sum.watchedMs)}`}>
          <span className="flex min-h-0 flex-1 items-end">
            <span
              className={cx('w-full rounded-[3px]', sum.watchedMs === most ? 'bg-brass' : 'bg-series-1')}
              style={{ height: `${Math.max(1, (sum.watchedMs / most) * 100)}%` }}
            />
          </span>
          <span aria-hidden="true" className="h-4 text-center text-caption whitespace-nowrap text-text-3">
            {place % every === 0 ? short : ''}
          </span>
          <span className="sr-only">{`${label}: ${duration(sum.watchedMs)}`}</span>
        </li>
      ))}
    </ol>
  );
}
