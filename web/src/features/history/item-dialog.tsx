import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FoundItems } from '#contract/history-edits.ts';
import { getJson } from '../../lib/api.ts';
import { clock } from '../../lib/clock.ts';
import { t } from '../../lib/i18n.ts';
import { Modal } from '../../ui/modal.tsx';
import { ChoiceList, FindField } from './find-field.tsx';
import { HISTORY_TYPES } from './search.ts';

interface Props {
  readonly onChoose: (item: FoundItems['items'][number]) => void;
  readonly onClose: () => void;
}

const TYPING_MS = 250;

/** What was played instead. */
export function ItemDialog({ onChoose, onClose }: Props) {
  const [words, setWords] = useState('');
  const [search, setSearch] = useState('');
  useEffect(() => clock.after(TYPING_MS, () => setSearch(words.trim())), [words]);
  const items = useQuery({
    queryKey: ['found-items', search],
    queryFn: ({ signal }) => getJson<FoundItems>('/history/items', { search }, signal),
    placeholderData: keepPreviousData,
    enabled: search !== '',
  });
  return (
    <Modal title={t('edit.relinkTitle')} onClose={onClose} isSheet>
      <div className="flex flex-col gap-3">
        <p className="text-body text-text-2">{t('edit.relinkText')}</p>
        <FindField label={t('edit.findItem')} value={words} onChange={setWords} />
        {search !== '' && (
          <ChoiceList
            query={items}
            options={(items.data?.items ?? []).map((item) => ({
              key: item.id,
              label: item.fullTitle,
              note: [t(`type.${typeOf(item.mediaType)}`), item.year, item.libraryName].filter(Boolean).join(' · '),
              value: item,
            }))}
            onChoose={onChoose}
          />
        )}
      </div>
    </Modal>
  );
}

/** Only what can be played is found. */
const typeOf = (type: string): (typeof HISTORY_TYPES)[number] =>
  HISTORY_TYPES.find((known) => known === type) ?? 'clip';
