import { useId } from 'react';
import { t } from '../../lib/i18n.ts';
import { percentOf, placeOfMost } from './habit.ts';
import { hourName, weekdayName } from './words.ts';

/** Least visible of what is something: nothing and a little differ. */
const FAINTEST = 0.18;

interface Cell {
  readonly key: number;
  readonly words: string;
  readonly value: number;
}

interface StripProps {
  readonly title: string;
  readonly answer: string | null;
  readonly cells: readonly Cell[];
  /** Under the cells, each as wide as its number of cells. */
  readonly marks: ReadonlyArray<{ readonly label: string; readonly span: number }>;
}

/** A row of cells, the fuller the busier; every cell says its number to screen readers. */
function Strip({ title, answer, cells, marks }: StripProps) {
  const id = useId();
  const most = Math.max(1, ...cells.map(({ value }) => value));
  const columns = { gridTemplateColumns: `repeat(${cells.length}, minmax(0, 1fr))` };
  return (
    <section className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 id={id} className="text-title-s">
          {title}
        </h3>
        {answer !== null && <p className="text-body-s text-text-2">{answer}</p>}
      </div>
      <ul aria-labelledby={id} className="grid gap-0.5" style={columns}>
        {cells.map(({ key, words, value }) => (
          <li key={key} title={words} className="relative h-9 overflow-hidden rounded-[3px] bg-raised">
            {value > 0 && (
              <span
                aria-hidden="true"
                className="absolute inset-0 bg-accent-solid"
                style={{ opacity: FAINTEST + (1 - FAINTEST) * (value / most) }}
              />
            )}
            <span className="sr-only">{words}</span>
          </li>
        ))}
      </ul>
      <div aria-hidden="true" className="grid gap-0.5 text-caption text-text-3" style={columns}>
        {marks.map(({ label, span }) => (
          <span key={label} className="truncate" style={{ gridColumn: `span ${span}` }}>
            {label}
          </span>
        ))}
      </div>
    </section>
  );
}

/** The hours that are written under the strip. */
const MARKED = [0, 6, 12, 18];

/** At what time of the day somebody watches. */
export function HourStrip({ hours }: { readonly hours: readonly number[] }) {
  const busiest = placeOfMost(hours);
  return (
    <Strip
      title={t('habits.hours')}
      answer={busiest < 0 ? null : t('habits.hoursAnswer', { hour: hourName(busiest) })}
      cells={hours.map((value, hour) => ({
        key: hour,
        words: t('habits.hour', { hour: hourName(hour), plays: t('plays', { n: value }) }),
        value,
      }))}
      marks={MARKED.map((hour) => ({ label: hourName(hour), span: 6 }))}
    />
  );
}

/** On which days of the week somebody watches. */
export function WeekdayStrip({ weekdays }: { readonly weekdays: readonly number[] }) {
  const busiest = placeOfMost(weekdays);
  const all = weekdays.reduce((sum, value) => sum + value, 0);
  const percent = percentOf(weekdays[busiest] ?? 0, all);
  return (
    <Strip
      title={t('habits.weekdays')}
      answer={busiest < 0 ? null : t('habits.weekdaysAnswer', { day: weekdayName(busiest, 'long'), percent })}
      cells={weekdays.map((value, day) => ({
        key: day,
        words: t('habits.weekday', { day: weekdayName(day, 'long'), plays: t('plays', { n: value }) }),
        value,
      }))}
      marks={weekdays.map((_, day) => ({ label: weekdayName(day, 'short'), span: 1 }))}
    />
  );
}
