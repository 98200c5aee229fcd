import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AccountView } from '#contract/auth.ts';
import { writeJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { NewPassword } from '../../ui/new-password.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useAccountsChanged } from './use-accounts.ts';

interface Props {
  readonly account: AccountView;
  readonly onClose: () => void;
}

/** A new password for somebody else. */
export function PasswordDialog({ account: { id, username }, onClose }: Props) {
  const [password, setPassword] = useState('');
  const changed = useAccountsChanged();
  const save = useMutation({
    mutationFn: () => writeJson('PUT', `/accounts/${id}/password`, { password }),
    onSuccess: async () => {
      toast(t('access.passwordSet', { name: username }));
      onClose();
      await changed();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <Modal title={t('access.setPassword')} onClose={onClose} isSheet>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-body break-words text-text-2">{t('access.setPasswordText', { name: username })}</p>
        <NewPassword label={t('password.new')} username={username} value={password} onChange={setPassword} />
        {save.error && <Notice tone="danger">{errorWords(save.error)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" isPending={save.isPending}>
            {t('password.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
