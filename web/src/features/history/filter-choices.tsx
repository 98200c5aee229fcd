import { DECISIONS } from '#contract/enums.ts';
import { t } from '../../lib/i18n.ts';
import { DECISION_LOOK } from '../../ui/decision.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { HISTORY_TYPES, HISTORY_VIEWS, type HistorySearch } from './search.ts';
import type { FilterChanges } from './use-history-filter.ts';

/** The filter and how to change it. */
export interface FilterProps {
  readonly filter: HistorySearch;
  readonly onChange: (changes: FilterChanges) => void;
}

/** Type, way of delivery and grouping. In a sheet they are as wide as it is. */
export function FilterChoices({ filter, onChange, isWide = false }: FilterProps & { readonly isWide?: boolean }) {
  const all = (label: string) => ({ value: '', label });
  return (
    <>
      <Select
        label={t('filter.type')}
        isWide={isWide}
        value={filter.type ?? ''}
        onChange={(value) => onChange({ type: HISTORY_TYPES.find((type) => type === value) })}
        options={[all(t('filter.allTypes')), ...HISTORY_TYPES.map((value) => ({ value, label: t(`type.${value}`) }))]}
      />
      <Select
        label={t('filter.decision')}
        isWide={isWide}
        value={filter.decision ?? ''}
        onChange={(value) => onChange({ decision: DECISIONS.find((decision) => decision === value) })}
        options={[
          all(t('filter.allDecisions')),
          ...DECISIONS.map((value) => ({ value, label: t(DECISION_LOOK[value].label) })),
        ]}
      />
      {!isWide && <span className="flex-1" />}
      <Segmented
        label={t('filter.view')}
        value={filter.view ?? 'groups'}
        onChange={(view) => onChange({ view: view === 'plays' ? view : undefined })}
        choices={HISTORY_VIEWS.map((value) => ({ value, label: t(`filter.view.${value}`) }))}
      />
    </>
  );
}
