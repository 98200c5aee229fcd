import { useId, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { choiceOf, type ListPart, withChoice } from '../../lib/play-filter.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { FilterSearch } from './filter-search.ts';
import { PART_LOOK } from './parts.ts';
import { type PartOption, usePartOptions } from './use-part-options.ts';

/** The filter and how to change it. */
export interface FilterProps {
  readonly filter: FilterSearch;
  readonly onChange: (filter: FilterSearch) => void;
}

/** With more values than this one looks for them by name. */
const MANY = 8;

const contains = (text: string, words: string): boolean =>
  text.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase());

/** The values of a part to choose from, to include or to leave out. */
export function PartPicker({ part, filter, onChange }: FilterProps & { readonly part: ListPart }) {
  const choice = choiceOf(filter, part);
  const [isExcluded, setExcluded] = useState(choice?.isExcluded ?? false);
  const [words, setWords] = useState('');
  const { options, isPending } = usePartOptions(part, true);
  const chosen = choice?.values ?? [];
  const name = t(PART_LOOK[part].label);
  const change = (values: readonly string[], without: boolean): void =>
    onChange(withChoice(filter, part, { values, isExcluded: without }));
  return (
    <div className="flex flex-col gap-2">
      <Segmented
        label={t('filter.mode', { part: name })}
        value={isExcluded ? 'not' : 'only'}
        onChange={(mode) => {
          setExcluded(mode === 'not');
          change(chosen, mode === 'not');
        }}
        choices={[
          { value: 'only', label: t('filter.only') },
          { value: 'not', label: t('filter.not') },
        ]}
      />
      {options.length > MANY && (
        <input
          type="search"
          aria-label={t('filter.find', { part: name })}
          placeholder={t('filter.findShort')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="h-(--control) w-full rounded-control border border-line-strong bg-raised px-3 text-body"
        />
      )}
      <Options
        options={withUnknown(options, chosen).filter(({ label }) => contains(label, words))}
        chosen={chosen}
        isPending={isPending}
        onFlip={(value, isOn) => change(isOn ? [...chosen, value] : chosen.filter((one) => one !== value), isExcluded)}
      />
    </div>
  );
}

/** What is chosen can be taken back even when it is no longer among the values. */
const withUnknown = (options: readonly PartOption[], chosen: readonly string[]): readonly PartOption[] => [
  ...chosen
    .filter((value) => options.every((option) => option.value !== value))
    .map((value) => ({ value, label: value })),
  ...options,
];

interface OptionsProps {
  readonly options: readonly PartOption[];
  readonly chosen: readonly string[];
  readonly isPending: boolean;
  readonly onFlip: (value: string, isOn: boolean) => void;
}

function Options({ options, chosen, isPending, onFlip }: OptionsProps) {
  const id = useId();
  if (isPending) return <Skeleton className="h-40 w-full" />;
  if (options.length === 0) return <p className="py-4 text-center text-body-s text-text-2">{t('filter.nothing')}</p>;
  return (
    <ul aria-label={t('filter.values')} className="max-h-72 overflow-y-auto overscroll-contain">
      {options.map(({ value, label }) => (
        <li key={`${id} ${value}`}>
          <Checkbox isSelected={chosen.includes(value)} onChange={(isOn) => onFlip(value, isOn)}>
            <bdi className="min-w-0 truncate py-1">{label}</bdi>
          </Checkbox>
        </li>
      ))}
    </ul>
  );
}
