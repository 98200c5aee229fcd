import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Label } from 'react-aria-components/Label';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import type { SessionView } from '#contract/activity.ts';
import { postJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { recall, remember } from '../../lib/storage.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toaster.tsx';

interface Props {
  readonly view: SessionView;
  readonly onClose: () => void;
}

const MAX_MESSAGE = 500;

/** Asks before a stream is stopped, with words for the person who watches; says how it went. */
export function StopDialog({ view, onClose }: Props) {
  const [message, setMessage] = useState(recall('stop-message') ?? '');
  const stop = useMutation({
    mutationFn: () => postJson(`/sessions/${view.id}/terminate`, { message }),
    onSuccess: () => {
      remember('stop-message', message);
      toast(t('stop.done', { name: view.user.name, title: view.item.fullTitle }));
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!stop.isPending) stop.mutate();
  };
  return (
    <Modal title={t('stop.title', { name: view.user.name })} onClose={onClose} role="alertdialog" isSheet>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-body text-text-2">
          {t('stop.text', { title: view.item.fullTitle, player: view.player.title })}
        </p>
        <TextField value={message} onChange={setMessage} maxLength={MAX_MESSAGE} className="flex flex-col gap-1.5">
          <Label className="text-body-s font-semibold">{t('stop.message')}</Label>
          <TextArea
            rows={3}
            placeholder={t('stop.placeholder')}
            className="w-full resize-y rounded-control border border-line-strong bg-raised p-3 text-body placeholder:text-text-3"
          />
        </TextField>
        {stop.error && <Notice tone="danger">{errorWords(stop.error)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="danger" isPending={stop.isPending}>
            {t(stop.isPending ? 'stop.busy' : 'stop.action')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
