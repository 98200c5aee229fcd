import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { t } from '../lib/i18n.ts';
import { Button, type ButtonLook } from './button.tsx';
import { Modal } from './modal.tsx';
import { errorWords, Notice } from './notice.tsx';
import { TextField } from './text-field.tsx';

interface Props {
  readonly title: string;
  readonly text: ReactNode;
  /** The verb. */
  readonly action: string;
  readonly look?: ButtonLook;
  /** To be typed before it can be done; for what cannot be taken back. */
  readonly typed?: { readonly word: string; readonly label: string };
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something ends or is deleted, and says what went wrong when it could not be. */
export function ConfirmDialog({ title, text, action, look = 'danger', typed, onConfirm, onClose }: Props) {
  const [word, setWord] = useState('');
  const run = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  const isReady = typed === undefined || word.trim() === typed.word.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady && !run.isPending) run.mutate();
  };
  return (
    <Modal title={title} onClose={onClose} role="alertdialog" isSheet>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <div className="text-body break-words text-text-2">{text}</div>
        {typed !== undefined && (
          <TextField autoFocus label={typed.label} autoComplete="off" value={word} onChange={setWord} />
        )}
        {run.error && <Notice tone="danger">{errorWords(run.error)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" look={look} isPending={run.isPending} isDisabled={!isReady}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
