import { PEOPLE_STATES } from '#contract/enums.ts';
import { t } from '../../lib/i18n.ts';
import { SearchBox } from '../../ui/search-box.tsx';
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
      <SearchBox
        id={PEOPLE_SEARCH_ID}
        label={t('people.search')}
        placeholder={t('people.placeholder')}
        asked={filter.search ?? ''}
        onSearch={(search) => onChange({ search })}
        className="min-w-44 sm:max-w-72"
      />
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
