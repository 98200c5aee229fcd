import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { OwnAccount } from '#contract/auth.ts';
import { writeJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { refreshSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { NewPassword } from '../../ui/new-password.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toaster.tsx';

/** The password, behind a button: it is changed rarely. */
export function PasswordCard({ account }: { readonly account: OwnAccount }) {
  const [isOpen, setOpen] = useState(false);
  const { hasPassword } = account;
  return (
    <Card
      title={t('password.title')}
      text={t(hasPassword ? 'password.text' : 'password.none')}
      aside={
        !isOpen && <Button onPress={() => setOpen(true)}>{t(hasPassword ? 'password.change' : 'password.set')}</Button>
      }
    >
      {isOpen && <PasswordForm account={account} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function PasswordForm({ account, onClose }: { readonly account: OwnAccount; readonly onClose: () => void }) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: () =>
      writeJson('PUT', '/account/password', { current: account.hasPassword ? current : null, password }),
    onSuccess: async () => {
      toast(t('password.done'));
      onClose();
      await Promise.all([refreshSession(), queries.invalidateQueries({ queryKey: ['account'] })]);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {account.hasPassword && (
        <TextField
          isRequired
          autoFocus
          label={t('password.current')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
      )}
      <NewPassword label={t('password.new')} username={account.username} value={password} onChange={setPassword} />
      {save.error && <Notice tone="danger">{errorWords(save.error)}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('password.save')}
        </Button>
        <Button look="quiet" onPress={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
