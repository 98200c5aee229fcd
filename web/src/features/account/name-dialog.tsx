import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface Props {
  readonly title: string;
  readonly label: string;
  readonly name: string;
  readonly onSave: (name: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Calls something by another name. */
export function NameDialog({ title, label, name: before, onSave, onClose }: Props) {
  const [name, setName] = useState(before);
  const save = useMutation({ mutationFn: () => onSave(name.trim()), onSuccess: onClose });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <Modal title={title} onClose={onClose} isSheet>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField isRequired autoFocus label={label} maxLength={100} value={name} onChange={setName} />
        {save.error && <Notice tone="danger">{errorWords(save.error)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" isPending={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
