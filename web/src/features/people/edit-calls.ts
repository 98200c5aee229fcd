import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DeletedPlays } from '#contract/history-edits.ts';
import type { PersonSettings, PersonSettingsBody } from '#contract/person.ts';
import { postForJson, writeJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { errorWords } from '../../ui/notice.tsx';
import { toast } from '../../ui/toaster.tsx';
import { personKey, usePeopleChanged } from './use-person.ts';

/** Changes what is decided about somebody: seen at once, and taken back when the server refuses. */
export function useChangePerson(id: number) {
  const queries = useQueryClient();
  const changed = usePeopleChanged();
  const key = [...personKey(id), 'settings'];
  return useMutation({
    mutationFn: async (body: PersonSettingsBody): Promise<PersonSettings> =>
      (await (await writeJson('PUT', `/users/${id}/settings`, body)).json()) as PersonSettings,
    onMutate: async (body) => {
      await queries.cancelQueries({ queryKey: key });
      const before = queries.getQueryData<PersonSettings>(key);
      if (before !== undefined) queries.setQueryData(key, { ...before, ...body });
      return before;
    },
    onError: (error, _body, before) => {
      queries.setQueryData(key, before);
      toast(errorWords(error));
    },
    onSuccess: (saved) => queries.setQueryData(key, saved),
    onSettled: changed,
  });
}

interface Removable {
  readonly id: number;
  readonly name: string;
  readonly keepsHistory: boolean;
}

/** Removes somebody from the lists, with a way back for a few seconds, and brings removed ones back. */
export function useRemovePerson() {
  const changed = usePeopleChanged();
  const bringBack = async ({ id, name }: Removable, before: { keepsHistory: boolean; notifies: boolean }) => {
    try {
      await postForJson<PersonSettings>(`/users/${id}/restore`, before);
      toast(t('personEdit.restored', { name }));
    } catch (error) {
      toast(errorWords(error));
    }
    await changed();
  };
  const remove = async (person: Removable, notifies: boolean): Promise<void> => {
    await writeJson('DELETE', `/users/${person.id}`);
    await changed();
    const before = { keepsHistory: person.keepsHistory, notifies };
    toast(t('personEdit.removed', { name: person.name }), {
      label: t('undo'),
      run: () => void bringBack(person, before),
    });
  };
  return { remove, bringBack };
}

/** Deletes everything somebody played; for some seconds with a way back here, and for thirty days in the history. @throws ApiError */
export function useDeleteHistory() {
  const queries = useQueryClient();
  const restore = async (deletion: string): Promise<void> => {
    try {
      await postForJson('/history/restore', { deletion });
    } catch (error) {
      toast(errorWords(error));
    }
    await queries.invalidateQueries();
  };
  return async ({ id, name }: Pick<Removable, 'id' | 'name'>): Promise<void> => {
    const filter = { user: String(id), view: 'plays' };
    const { deletion, plays } = await postForJson<DeletedPlays>('/history/delete', { filter });
    await queries.invalidateQueries();
    toast(t('personEdit.purged', { n: plays, name }), { label: t('undo'), run: () => void restore(deletion) });
  };
}
