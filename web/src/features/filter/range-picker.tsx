import { CalendarDays, ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react';
import type { MouseEvent } from 'react';
import { clock } from '../../lib/clock.ts';
import { shortDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import { buttonClass, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { closePopover, Popover } from '../../ui/popover.tsx';
import type { FilterSearch } from './filter-search.ts';
import type { FilterProps } from './part-picker.tsx';
import { dayOf, momentOf, RANGES, type RangeSearch, rangeName, readRange, spanOf, stepped } from './range.ts';

/** Today in the person's time zone. */
export const today = (): string => dayOf(clock.now());

/** A range in words. */
export function rangeWords(search: RangeSearch): string {
  const name = rangeName(search);
  if (name !== null) return t(`range.${name}`);
  const { from, to } = search;
  if (from !== undefined && from === to) return shortDay(momentOf(from));
  if (from === undefined) return t('range.until', { to: shortDay(momentOf(to ?? today())) });
  if (to === undefined) return t('range.since', { from: shortDay(momentOf(from)) });
  return t('range.between', { from: shortDay(momentOf(from)), to: shortDay(momentOf(to)) });
}

const withRange = (filter: FilterSearch, next: RangeSearch): FilterSearch => {
  const { range: _range, from: _from, to: _to, ...rest } = filter;
  return { ...rest, ...next };
};

/** Which time: the usual ones, days of one's own, and steps back and forward. */
export function RangePicker({ filter, onChange }: FilterProps) {
  const step = (direction: 1 | -1): void => {
    const next = stepped(filter, direction, today());
    if (next) onChange(withRange(filter, next));
  };
  useShortcuts({ '[': () => step(-1), ']': () => step(1) });
  const day = today();
  return (
    <span className="flex items-center gap-0.5">
      <IconButton
        label={t('range.earlier')}
        hotkey="["
        isDisabled={stepped(filter, -1, day) === null}
        onPress={() => step(-1)}
      >
        <ChevronLeft size={18} strokeWidth={1.75} aria-hidden="true" className="rtl:-scale-x-100" />
      </IconButton>
      <Popover
        label={t('range.choose')}
        side="start"
        isLazy
        isButtonNamed
        buttonClass={buttonClass('plain', 'px-2.5!')}
        button={
          <>
            <CalendarDays size={16} strokeWidth={1.75} aria-hidden="true" className="text-text-2" />
            <span className="tabular">{rangeWords(filter)}</span>
            <ChevronDown size={16} strokeWidth={1.75} aria-hidden="true" className="text-text-2" />
          </>
        }
        className="w-72 p-2"
      >
        <RangeChoices filter={filter} onChange={onChange} />
      </Popover>
      <IconButton
        label={t('range.later')}
        hotkey="]"
        isDisabled={stepped(filter, 1, day) === null}
        onPress={() => step(1)}
      >
        <ChevronRight size={18} strokeWidth={1.75} aria-hidden="true" className="rtl:-scale-x-100" />
      </IconButton>
    </span>
  );
}

/** The usual ranges, and two days of one's own. */
function RangeChoices({ filter, onChange }: FilterProps) {
  const current = rangeName(filter);
  return (
    <div className="flex flex-col gap-2">
      <ul className="grid grid-cols-2 gap-1">
        {RANGES.map((name) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={name === current}
              onClick={(event: MouseEvent) => {
                closePopover(event);
                onChange(withRange(filter, readRange({ range: name })));
              }}
              className={cx(
                'flex min-h-9 w-full cursor-pointer items-center rounded-control px-3 text-start text-body pointer-coarse:min-h-11',
                name === current ? 'bg-accent-fill font-semibold text-accent' : 'hover:bg-raised',
              )}
            >
              {t(`range.${name}`)}
            </button>
          </li>
        ))}
      </ul>
      <OwnDays filter={filter} onChange={onChange} />
    </div>
  );
}

function OwnDays({ filter, onChange }: FilterProps) {
  const span = spanOf(filter, today());
  const days = { from: span.from ?? undefined, to: span.to ?? undefined };
  const change = (part: 'from' | 'to', day: string): void => {
    const next = readRange({ ...days, [part]: day === '' ? undefined : day });
    onChange(withRange(filter, next));
  };
  return (
    <fieldset className="grid grid-cols-2 gap-2 border-t border-line pt-2">
      <legend className="sr-only">{t('range.own')}</legend>
      {(['from', 'to'] as const).map((part) => (
        <label key={part} className="flex flex-col gap-1 text-caption text-text-2">
          {t(`range.${part}`)}
          <input
            type="date"
            value={span[part] ?? (part === 'to' ? today() : '')}
            max={today()}
            onChange={(event) => change(part, event.target.value)}
            className="h-(--control) w-full min-w-0 rounded-control border border-line-strong bg-raised px-2 text-body-s text-text"
          />
        </label>
      ))}
    </fieldset>
  );
}
