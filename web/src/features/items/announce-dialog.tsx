import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { NotifierList } from '#contract/notifications.ts';
import { getJson, postJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { toast } from '../../ui/toaster.tsx';
import { headLine } from './item-words.ts';
import type { Shown } from './shown.ts';

interface Props {
  readonly shown: Shown;
  readonly onClose: () => void;
}

/** Announces an item as recently added, to one agent or to all that announce new items. */
export function AnnounceDialog({ shown, onClose }: Props) {
  const [agent, setAgent] = useState('');
  const { data } = useQuery({
    queryKey: ['notifiers'],
    queryFn: ({ signal }) => getJson<NotifierList>('/notifiers', {}, signal),
  });
  const send = useMutation({
    mutationFn: () =>
      postJson(`/servers/${shown.serverId}/items/${shown.ratingKey}/announce`, {
        ...(agent !== '' && { notifierId: Number(agent) }),
      }),
    onSuccess: () => {
      toast(t('announce.done'));
      onClose();
    },
  });
  const agents = (data?.notifiers ?? []).map(({ id, name, kindLabel }) => ({
    value: String(id),
    label: name === null || name === '' ? kindLabel : t('announce.agent', { kind: kindLabel, name }),
  }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate();
  };
  return (
    <Modal title={t('announce.title')} onClose={onClose} isSheet>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="flex flex-col">
          <span className="font-semibold">{shown.fullTitle}</span>
          <span className="text-body-s text-text-2">{headLine(shown).join(t('separator'))}</span>
        </p>
        <Select
          label={t('announce.to')}
          value={agent}
          onChange={setAgent}
          isWide
          isField
          options={[{ value: '', label: t('announce.all') }, ...agents]}
        />
        <p className="text-body-s text-text-2">{t('announce.text')}</p>
        {send.error && <Notice tone="danger">{errorWords(send.error)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" isPending={send.isPending}>
            {t('announce.action')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
