import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FilterChoices } from '#contract/history.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Modal } from '../../ui/modal.tsx';
import { ChoiceList, FindField } from './find-field.tsx';

interface Props {
  readonly onChoose: (person: { readonly id: number; readonly name: string }) => void;
  readonly onClose: () => void;
}

/** Whose plays they are. */
export function PersonDialog({ onChoose, onClose }: Props) {
  const [words, setWords] = useState('');
  const people = useQuery({
    queryKey: ['filter-choices'],
    queryFn: ({ signal }) => getJson<FilterChoices>('/history/choices', {}, signal),
  });
  const found = (people.data?.people ?? []).filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
  return (
    <Modal title={t('edit.reassignTitle')} onClose={onClose} isSheet>
      <div className="flex flex-col gap-3">
        <p className="text-body text-text-2">{t('edit.reassignText')}</p>
        <FindField label={t('edit.findPerson')} value={words} onChange={setWords} />
        <ChoiceList
          query={people}
          options={found.map((person) => ({ key: person.id, label: person.name, note: null, value: person }))}
          onChoose={onChoose}
        />
      </div>
    </Modal>
  );
}
