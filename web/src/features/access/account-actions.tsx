import { useState } from 'react';
import type { AccountView } from '#contract/auth.ts';
import { writeJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { useAccountsChanged } from './use-accounts.ts';

type Asking = 'password' | 'factors' | 'sessions' | 'delete' | null;

/** What can be done about somebody's ways in. */
export function AccountActions({ account, onGone }: { readonly account: AccountView; readonly onGone: () => void }) {
  const [asking, setAsking] = useState<Asking>(null);
  const changed = useAccountsChanged();
  const { username: name, id, hasTotp, passkeys, sessions } = account;
  const remove = async (path: string): Promise<void> => {
    await writeJson('DELETE', `/accounts/${id}${path}`);
    await changed();
  };
  const close = (): void => setAsking(null);
  return (
    <div className="flex flex-wrap gap-2">
      <Button onPress={() => setAsking('password')}>{t('access.setPassword')}</Button>
      {(hasTotp || passkeys > 0) && <Button onPress={() => setAsking('factors')}>{t('access.removeFactors')}</Button>}
      {sessions > 0 && <Button onPress={() => setAsking('sessions')}>{t('access.signOut')}</Button>}
      <Button look="danger" onPress={() => setAsking('delete')}>
        {t('access.delete')}
      </Button>
      {asking === 'password' && <PasswordDialog account={account} onClose={close} />}
      {asking === 'factors' && (
        <ConfirmDialog
          title={t('access.removeFactorsTitle', { name })}
          text={t('access.removeFactorsText')}
          action={t('access.removeFactorsAction')}
          onConfirm={() => remove('/second-factors')}
          onClose={close}
        />
      )}
      {asking === 'sessions' && (
        <ConfirmDialog
          title={t('access.signOutTitle', { name })}
          text={t('access.signOutText', { n: sessions })}
          action={t('access.signOut')}
          onConfirm={() => remove('/sessions')}
          onClose={close}
        />
      )}
      {asking === 'delete' && (
        <ConfirmDialog
          title={t('access.deleteTitle', { name })}
          text={t('access.deleteText')}
          action={t('access.deleteAction')}
          onConfirm={async () => {
            await remove('');
            onGone();
          }}
          onClose={close}
        />
      )}
    </div>
  );
}
