import { X } from 'lucide-react';
import { t } from '../../lib/i18n.ts';
import { choiceOf, LIST_PARTS, type ListPart, MINUTE_PARTS, WORK_PARTS } from '../../lib/play-filter.ts';
import { Button } from '../../ui/button.tsx';
import type { FilterSearch } from './filter-search.ts';
import type { FilterProps } from './part-picker.tsx';
import { FLAG_PARTS, PART_LOOK } from './parts.ts';
import { usePartOptions } from './use-part-options.ts';

/** How many parts are narrowed; time is none. */
export const countParts = (filter: FilterSearch, parts: ReadonlyArray<keyof FilterSearch>): number =>
  parts.filter((part) => filter[part] !== undefined).length;

const ALL_PARTS = [...LIST_PARTS, ...WORK_PARTS, ...MINUTE_PARTS, ...FLAG_PARTS, 'search'] as const;

const without = (filter: FilterSearch, part: keyof FilterSearch): FilterSearch => {
  const { [part]: _, ...rest } = filter;
  return rest;
};

/** What the page is narrowed to, each part with a way to take it back. Nothing when it is not narrowed. */
export function FilterChips({ filter, onChange, workName }: FilterProps & { readonly workName?: string | undefined }) {
  if (countParts(filter, ALL_PARTS) === 0) return null;
  const reset = (): void => onChange(ALL_PARTS.reduce<FilterSearch>(without, filter));
  return (
    <ul
      aria-label={t('filter.active')}
      className="-mx-4 flex items-center gap-2 overflow-x-auto px-4 pb-1 sm:mx-0 sm:flex-wrap sm:overflow-visible sm:px-0 sm:pb-0"
    >
      {LIST_PARTS.filter((part) => filter[part] !== undefined).map((part) => (
        <ListChip key={part} part={part} filter={filter} onChange={onChange} />
      ))}
      {WORK_PARTS.filter((part) => filter[part] !== undefined).map((part) => (
        <Chip
          key={part}
          label={workName ?? t(`filter.work.${part}`)}
          onRemove={() => onChange(without(filter, part))}
        />
      ))}
      {MINUTE_PARTS.filter((part) => filter[part] !== undefined).map((part) => (
        <Chip
          key={part}
          label={t(`filter.${part}.chip`, { n: Number(filter[part]) })}
          onRemove={() => onChange(without(filter, part))}
        />
      ))}
      {FLAG_PARTS.filter((flag) => filter[flag] !== undefined).map((flag) => (
        <Chip
          key={flag}
          label={t(`filter.flag.${flag}.${filter[flag] === true ? 'yes' : 'no'}`)}
          onRemove={() => onChange(without(filter, flag))}
        />
      ))}
      {filter.search !== undefined && (
        <Chip
          label={t('filter.words', { words: String(filter.search) })}
          onRemove={() => onChange(without(filter, 'search'))}
        />
      )}
      <li>
        <Button look="quiet" onPress={reset} className="h-7!">
          {t('filter.reset')}
        </Button>
      </li>
    </ul>
  );
}

/** More names than this are counted. */
const NAMED = 2;

function ListChip({ part, filter, onChange }: FilterProps & { readonly part: ListPart }) {
  const { options } = usePartOptions(part, true);
  const choice = choiceOf(filter, part);
  if (!choice) return null;
  const names = choice.values.map((value) => options.find((option) => option.value === value)?.label ?? value);
  const rest = names.length - NAMED;
  const shown = names.slice(0, NAMED).join(', ') + (rest > 0 ? t('filter.andMore', { n: rest }) : '');
  const words = { part: t(PART_LOOK[part].label), names: shown };
  return (
    <Chip
      label={t(choice.isExcluded ? 'filter.chipNot' : 'filter.chip', words)}
      onRemove={() => onChange(without(filter, part))}
    />
  );
}

const Chip = ({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) => (
  <li className="shrink-0">
    <button
      type="button"
      onClick={onRemove}
      aria-label={t('filter.remove', { name: label })}
      className="touch-target inline-flex h-7 cursor-pointer items-center gap-1.5 rounded-full bg-accent-fill ps-3 pe-2 text-body-s font-semibold whitespace-nowrap text-accent"
    >
      <bdi>{label}</bdi>
      <X size={14} strokeWidth={2} aria-hidden="true" />
    </button>
  </li>
);
