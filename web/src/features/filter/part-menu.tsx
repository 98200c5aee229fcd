import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { choiceOf, type ListPart, MINUTE_PARTS } from '../../lib/play-filter.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { type FilterProps, PartPicker } from './part-picker.tsx';
import { FLAG_PARTS, PART_LOOK } from './parts.ts';

const ROW =
  'flex min-h-9 w-full cursor-pointer items-center gap-3 rounded-control px-2 text-start text-body hover:bg-raised pointer-coarse:min-h-11';

/** Parts to choose from, and the values of the one that was chosen. */
export function PartMenu({ parts, filter, onChange }: FilterProps & { readonly parts: readonly ListPart[] }) {
  const [part, setPart] = useState<ListPart | null>(null);
  if (part !== null) {
    return (
      <div className="flex flex-col gap-2">
        <button type="button" onClick={() => setPart(null)} className={`${ROW} font-semibold`}>
          <ChevronLeft size={16} strokeWidth={1.75} aria-hidden="true" className="rtl:-scale-x-100" />
          {t(PART_LOOK[part].label)}
        </button>
        <PartPicker part={part} filter={filter} onChange={onChange} />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <ul>
        {parts.map((one) => {
          const { label, icon: Icon } = PART_LOOK[one];
          const count = choiceOf(filter, one)?.values.length ?? 0;
          return (
            <li key={one}>
              <button type="button" onClick={() => setPart(one)} className={ROW}>
                <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="text-text-2" />
                <span className="flex-1">{t(label)}</span>
                {count > 0 && <span className="tabular text-accent">{count}</span>}
                <ChevronRight
                  size={16}
                  strokeWidth={1.75}
                  aria-hidden="true"
                  className="text-text-3 rtl:-scale-x-100"
                />
              </button>
            </li>
          );
        })}
      </ul>
      <MinutesChoice filter={filter} onChange={onChange} />
      {FLAG_PARTS.map((flag) => (
        <FlagChoice key={flag} flag={flag} filter={filter} onChange={onChange} />
      ))}
    </div>
  );
}

/** What is either so or not, or does not matter. */
function FlagChoice({ flag, filter, onChange }: FilterProps & { readonly flag: (typeof FLAG_PARTS)[number] }) {
  const { [flag]: value, ...rest } = filter;
  return (
    <div className="flex flex-col gap-1 px-2">
      <span aria-hidden="true" className="text-caption text-text-2">
        {t(`filter.flag.${flag}`)}
      </span>
      <Segmented
        label={t(`filter.flag.${flag}`)}
        value={value === undefined ? 'any' : value === true ? 'yes' : 'no'}
        onChange={(next) => onChange(next === 'any' ? rest : { ...rest, [flag]: next === 'yes' })}
        choices={[
          { value: 'any', label: t('filter.any') },
          { value: 'yes', label: t(`filter.flag.${flag}.yes`) },
          { value: 'no', label: t(`filter.flag.${flag}.no`) },
        ]}
      />
    </div>
  );
}

/** How long something was watched, from and up to. */
function MinutesChoice({ filter, onChange }: FilterProps) {
  const change = (part: (typeof MINUTE_PARTS)[number], text: string): void => {
    const { [part]: _, ...rest } = filter;
    onChange(text === '' ? rest : { ...rest, [part]: Math.max(0, Math.floor(Number(text))) });
  };
  return (
    <fieldset className="flex flex-col gap-1 px-2">
      <legend className="pb-1 text-caption text-text-2">{t('filter.minutes')}</legend>
      <span className="grid grid-cols-2 gap-2">
        {MINUTE_PARTS.map((part) => (
          <input
            key={part}
            type="number"
            inputMode="numeric"
            min={0}
            max={99_999}
            aria-label={t(`filter.${part}`)}
            placeholder={t(`filter.${part}.short`)}
            value={filter[part] === undefined ? '' : Number(filter[part])}
            onChange={(event) => change(part, event.target.value)}
            className="h-(--control) w-full min-w-0 rounded-control border border-line-strong bg-raised px-3 text-body placeholder:text-text-3"
          />
        ))}
      </span>
    </fieldset>
  );
}
