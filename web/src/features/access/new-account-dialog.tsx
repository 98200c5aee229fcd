import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { postJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Modal } from '../../ui/modal.tsx';
import { NewPassword } from '../../ui/new-password.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useGivenRoles } from './roles.ts';
import { useAccountsChanged, usePeopleOptions } from './use-accounts.ts';

/** Lets somebody come in. */
export function NewAccountDialog({ onClose }: { readonly onClose: () => void }) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState('viewer');
  const [userId, setUserId] = useState('');
  const people = usePeopleOptions();
  const changed = useAccountsChanged();
  const roles = useGivenRoles();
  const add = useMutation({
    mutationFn: () =>
      postJson('/accounts', {
        username,
        role,
        password: password === '' ? null : password,
        userId: userId === '' ? null : Number(userId),
      }),
    onSuccess: async () => {
      toast(t('access.added', { name: username }));
      onClose();
      await changed();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  return (
    <Modal title={t('access.add')} onClose={onClose} isSheet>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          isRequired
          autoFocus
          label={t('access.username')}
          autoComplete="off"
          maxLength={100}
          value={username}
          onChange={setUsername}
        />
        <ChoiceField
          label={t('access.role')}
          options={roles}
          value={role}
          onChange={setRole}
          help={t(role === 'admin' ? 'role.admin.text' : 'role.viewer.text')}
        />
        <ChoiceField
          label={t('access.person')}
          options={people}
          value={userId}
          onChange={setUserId}
          help={t('access.personHelp')}
        />
        <NewPassword label={t('signIn.password')} username={username} value={password} onChange={setPassword} />
        {add.error && <Notice tone="danger">{errorWords(add.error)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" isPending={add.isPending}>
            {t('access.addAction')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
