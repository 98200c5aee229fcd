import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { PEOPLE_STATES } from '#contract/enums.ts';
import { clock } from '../../lib/clock.ts';
import { t } from '../../lib/i18n.ts';
import { SearchGlyph } from '../../ui/search-glyph.tsx';
import { Select } from '../../ui/select.tsx';
import { FilterButton } from './filter-button.tsx';
import { PEOPLE_SEARCH_ID } from './people-keys.ts';
import type { PeopleSearch } from './people-search.ts';

/** Changes to the search; undefined takes a part away. */
export type PeopleChanges = { [K in keyof PeopleSearch]?: PeopleSearch[K] | undefined };

interface Props {
  readonly filter: PeopleSearch;
  readonly onChange: (changes: PeopleChanges) => void;
}

const all = (label: string) => ({ value: '', label });
const flagOf = (value: string): boolean | undefined => (value === '' ? undefined : value === 'true');
const textOf = (flag: boolean | undefined): string => (flag === undefined ? '' : String(flag));

/** Which people are listed. */
export function PeopleFilters({ filter, onChange }: Props) {
  const isFiltered = [filter.state, filter.guest, filter.history].some((part) => part !== undefined);
  return (
    <search className="flex flex-1 flex-wrap items-center gap-2">
      <SearchBox filter={filter} onChange={onChange} />
      <FilterButton isFiltered={isFiltered}>
        {(isWide) => <Choices filter={filter} onChange={onChange} isWide={isWide} />}
      </FilterButton>
    </search>
  );
}

function Choices({ filter, onChange, isWide }: Props & { readonly isWide: boolean }) {
  return (
    <>
      <Select
        isWide={isWide}
        isField={isWide}
        label={t('people.state')}
        options={[all(t('people.present')), ...PEOPLE_STATES.map((value) => ({ value, label: t(`people.${value}`) }))]}
        value={filter.state ?? ''}
        onChange={(value) => onChange({ state: PEOPLE_STATES.find((known) => known === value) })}
      />
      <Select
        isWide={isWide}
        isField={isWide}
        label={t('people.guest')}
        options={[
          all(t('people.anyGuest')),
          { value: 'true', label: t('people.guests') },
          { value: 'false', label: t('people.noGuests') },
        ]}
        value={textOf(filter.guest)}
        onChange={(value) => onChange({ guest: flagOf(value) })}
      />
      <Select
        isWide={isWide}
        isField={isWide}
        label={t('people.recording')}
        options={[
          all(t('people.anyRecording')),
          { value: 'true', label: t('people.recorded') },
          { value: 'false', label: t('people.unrecorded') },
        ]}
        value={textOf(filter.history)}
        onChange={(value) => onChange({ history: flagOf(value) })}
      />
    </>
  );
}

const TYPING_MS = 250;

/** Words to look for; the list follows shortly after typing ends. */
function SearchBox({ filter, onChange }: Props) {
  const asked = filter.search ?? '';
  const [words, setWords] = useState(asked);
  useEffect(() => setWords(asked), [asked]);
  useEffect(() => {
    const next = words.trim();
    if (next === asked) return undefined;
    return clock.after(TYPING_MS, () => onChange({ search: next === '' ? undefined : next }));
  }, [words, asked, onChange]);
  return (
    <span className="relative flex min-w-44 flex-1 items-center sm:max-w-72">
      <SearchGlyph />
      <input
        id={PEOPLE_SEARCH_ID}
        type="search"
        aria-label={t('people.search')}
        placeholder={t('people.placeholder')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setWords('');
        }}
        className="h-(--control) w-full rounded-control border border-line bg-surface ps-9 pe-9 text-body placeholder:text-text-3 hover:border-line-strong"
      />
      {words !== '' && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('filter.clear')}
          onClick={() => setWords('')}
          className="absolute end-1 flex size-7 cursor-pointer items-center justify-center rounded-control text-text-2 hover:text-text"
        >
          <X size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
