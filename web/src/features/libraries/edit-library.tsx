import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RotateCcw, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { LibraryPurged, LibraryRow, LibrarySettings } from '#contract/libraries.ts';
import { getJson, postForJson, writeJson } from '../../lib/api.ts';
import { number } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Modal } from '../../ui/modal.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toaster.tsx';
import { renewLibraries } from './use-libraries.ts';

interface Props {
  readonly library: LibraryRow;
  readonly onClose: () => void;
}

/** What administrators decide about a library: its pictures, whether it is recorded and told of, and whether it is listed. */
export function EditLibrary({ library, onClose }: Props) {
  const { data, error } = useQuery({
    queryKey: ['library-settings', library.id],
    queryFn: ({ signal }) => getJson<LibrarySettings>(`/libraries/${library.id}/settings`, {}, signal),
    staleTime: 0,
  });
  return (
    <Modal title={t('libraries.editTitle', { name: library.name })} onClose={onClose} isSheet>
      {error && <Notice tone="danger">{errorWords(error)}</Notice>}
      {data === undefined && !error && <Skeleton className="h-80" />}
      {data !== undefined && <Form library={library} settings={data} onClose={onClose} />}
    </Modal>
  );
}

interface FormProps extends Props {
  readonly settings: LibrarySettings;
}

function Form({ library, settings, onClose }: FormProps) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState(settings);
  const save = useMutation({
    mutationFn: () => {
      const { thumb, art, keepsHistory, notifies, notifiesAdded } = draft;
      return writeJson('PUT', `/libraries/${library.id}/settings`, {
        ...{ thumb: thumb ?? '', art: art ?? '', keepsHistory, notifies, notifiesAdded },
      });
    },
    onSuccess: () => {
      renewLibraries(queries);
      toast(t('libraries.saved', { name: library.name }));
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  const set = (changes: Partial<LibrarySettings>): void => setDraft({ ...draft, ...changes });
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        label={t('libraries.thumb')}
        help={t('libraries.pictureHelp')}
        placeholder="https://"
        value={draft.thumb ?? ''}
        onChange={(thumb) => set({ thumb })}
      />
      <TextField
        label={t('libraries.art')}
        placeholder="https://"
        value={draft.art ?? ''}
        onChange={(art) => set({ art })}
      />
      <div className="flex flex-col">
        <Switch isSelected={draft.keepsHistory} onChange={(keepsHistory) => set({ keepsHistory })}>
          {t('libraries.keepHistory')}
        </Switch>
        <Switch isSelected={draft.notifies} onChange={(notifies) => set({ notifies })}>
          {t('libraries.notify')}
        </Switch>
        <Switch isSelected={draft.notifiesAdded} onChange={(notifiesAdded) => set({ notifiesAdded })}>
          {t('libraries.notifyAdded')}
        </Switch>
      </div>
      {save.error && <Notice tone="danger">{errorWords(save.error)}</Notice>}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onPress={onClose}>{t('cancel')}</Button>
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('libraries.save')}
        </Button>
      </div>
      <Endings library={library} isDeleted={settings.isDeleted} onClose={onClose} />
    </form>
  );
}

interface EndingProps extends Props {
  readonly isDeleted: boolean;
}

/** What ends something: the library leaves the lists, or its history is deleted. */
function Endings({ library, isDeleted, onClose }: EndingProps) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'remove' | 'purge' | null>(null);
  const done = (words: string): void => {
    renewLibraries(queries);
    toast(words);
    onClose();
  };
  const { id, name, plays } = library;
  const back = useMutation({
    mutationFn: () => writeJson('POST', `/libraries/${id}/restore`, {}),
    onSuccess: () => done(t('libraries.isBack', { name })),
  });
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      <div className="flex flex-wrap gap-2">
        {isDeleted ? (
          <Button isPending={back.isPending} onPress={() => back.mutate()}>
            <RotateCcw size={16} strokeWidth={1.75} aria-hidden="true" />
            {t('libraries.bringBack')}
          </Button>
        ) : (
          <Button look="danger" onPress={() => setAsking('remove')}>
            {t('libraries.remove')}
          </Button>
        )}
        <Button look="danger" isDisabled={plays === 0} onPress={() => setAsking('purge')}>
          <Trash2 size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('libraries.purge')}
        </Button>
      </div>
      {back.error && <Notice tone="danger">{errorWords(back.error)}</Notice>}
      {asking === 'remove' && (
        <ConfirmDialog
          title={t('libraries.removeTitle', { n: 1 })}
          text={`${name}: ${t('libraries.removeText')}`}
          action={t('libraries.remove')}
          onConfirm={async () => {
            await writeJson('DELETE', `/libraries/${id}`);
            done(t('libraries.isRemoved', { name }));
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'purge' && (
        <ConfirmDialog
          title={t('libraries.purgeTitle', { name })}
          text={t('libraries.purgeText', { n: plays, count: number(plays), name })}
          action={t('libraries.purgeNow', { n: plays, count: number(plays) })}
          typed={{ word: name, label: t('libraries.purgeTyped', { name }) }}
          onConfirm={async () => {
            const purged = await postForJson<LibraryPurged>(`/libraries/${id}/purge`);
            void queries.invalidateQueries({ queryKey: ['history'] });
            done(t('libraries.isPurged', { n: purged.plays, count: number(purged.plays) }));
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
