import { useState } from 'react';
import type { PersonRow } from '#contract/people.ts';
import type { PersonSettingsBody } from '#contract/person.ts';
import { postForJson, writeJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { errorWords } from '../../ui/notice.tsx';
import type { Selection } from '../../ui/table/selection.ts';
import { toast } from '../../ui/toaster.tsx';
import { usePeopleChanged } from './use-person.ts';

interface Props {
  readonly rows: readonly PersonRow[];
  readonly selection: Selection;
}

/** What is done with several people at once; the first that fails ends it and says why. */
export function PeopleBulk({ rows, selection }: Props) {
  const changed = usePeopleChanged();
  const [isBusy, setBusy] = useState(false);
  const chosen = rows.filter(({ id }) => selection.keys.has(String(id)));
  const forEach = async (people: readonly PersonRow[], act: (person: PersonRow) => Promise<unknown>) => {
    setBusy(true);
    try {
      for (const person of people) await act(person);
      return true;
    } catch (error) {
      toast(errorWords(error));
      return false;
    } finally {
      setBusy(false);
      await changed();
    }
  };
  const set = async (body: PersonSettingsBody): Promise<void> => {
    const isDone = await forEach(chosen, ({ id }) => writeJson('PUT', `/users/${id}/settings`, body));
    if (isDone) toast(t('people.bulkDone', { n: chosen.length }));
  };
  const remove = async (): Promise<void> => {
    const people = chosen.filter(({ isDeleted }) => !isDeleted);
    const isDone = await forEach(people, ({ id }) => writeJson('DELETE', `/users/${id}`));
    selection.clear();
    if (!isDone) return;
    toast(t('people.bulkRemoved', { n: people.length }), {
      label: t('undo'),
      run: () => void forEach(people, ({ id, keepsHistory }) => postForJson(`/users/${id}/restore`, { keepsHistory })),
    });
  };
  if (chosen.length === 0) return null;
  return (
    <div className="flex flex-1 flex-wrap items-center gap-2 py-1">
      <span className="tabular me-auto font-semibold text-text">{t('table.chosen', { n: chosen.length })}</span>
      <Button isDisabled={isBusy} onPress={() => void set({ keepsHistory: true })}>
        {t('people.bulkRecord')}
      </Button>
      <Button isDisabled={isBusy} onPress={() => void set({ keepsHistory: false })}>
        {t('people.bulkUnrecord')}
      </Button>
      <Button isDisabled={isBusy} onPress={() => void set({ isGuestAllowed: true })}>
        {t('people.bulkGuest')}
      </Button>
      <Button isDisabled={isBusy} onPress={() => void set({ isGuestAllowed: false })}>
        {t('people.bulkNoGuest')}
      </Button>
      <Button look="danger" isDisabled={isBusy} onPress={() => void remove()}>
        {t('people.bulkRemove')}
      </Button>
      <Button look="quiet" onPress={selection.clear}>
        {t('table.unchoose')}
      </Button>
    </div>
  );
}
