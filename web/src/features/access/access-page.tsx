import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { AccountList, AccountView } from '#contract/auth.ts';
import { getJson, writeJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { useAccount } from '../../lib/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, CardPage } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Moment } from '../../ui/moment.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AccountPanel } from './account-panel.tsx';
import { NewAccountDialog } from './new-account-dialog.tsx';
import { ACCOUNTS_KEY, useAccountsChanged } from './use-accounts.ts';

/** Everybody who may come in, for administrators. */
export function AccessPage() {
  const [openId, setOpenId] = useState<number | null>(null);
  const [asking, setAsking] = useState<'new' | 'end' | null>(null);
  const changed = useAccountsChanged();
  const { data, error } = useQuery({
    queryKey: ACCOUNTS_KEY,
    queryFn: ({ signal }) => getJson<AccountList>('/accounts', {}, signal),
  });
  const open = data?.accounts.find(({ id }) => id === openId);
  return (
    <CardPage>
      <Card
        title={t('access.title')}
        text={t('access.text')}
        aside={
          <Button look="primary" onPress={() => setAsking('new')}>
            <UserPlus size={16} strokeWidth={1.75} aria-hidden="true" />
            {t('access.add')}
          </Button>
        }
      >
        {error && <Notice tone="danger">{errorWords(error)}</Notice>}
        {data === undefined && !error && <Skeleton className="h-40" />}
        {data !== undefined && (
          <ul className="divide-y divide-line border-y border-line">
            {data.accounts.map((account) => (
              <AccountLine key={account.id} account={account} onOpen={() => setOpenId(account.id)} />
            ))}
          </ul>
        )}
      </Card>
      <Card title={t('access.endAllTitle')} text={t('access.endAllText')}>
        <Button className="w-fit" onPress={() => setAsking('end')}>
          {t('access.endAll')}
        </Button>
      </Card>
      {asking === 'new' && <NewAccountDialog onClose={() => setAsking(null)} />}
      {asking === 'end' && (
        <ConfirmDialog
          title={t('access.endAll')}
          text={t('access.endAllText')}
          action={t('access.endAll')}
          onConfirm={async () => {
            await writeJson('DELETE', '/accounts/sessions');
            await changed();
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {open && <AccountPanel key={open.id} account={open} onClose={() => setOpenId(null)} />}
    </CardPage>
  );
}

function AccountLine({ account, onOpen }: { readonly account: AccountView; readonly onOpen: () => void }) {
  const { id, username, role, isEnabled, person, lastSeenAt, isManageable } = account;
  const isOwn = useAccount()?.id === id;
  return (
    <li className="flex min-h-16 items-center gap-3 py-2.5">
      <Avatar user={{ id, name: username, avatar: null }} size={32} />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className="min-w-0 text-title-s break-words">{username}</bdi>
          <Badge tone={role === 'owner' ? 'brass' : 'neutral'}>{t(`role.${role}`)}</Badge>
          {!isEnabled && <Badge tone="warn">{t('access.disabled')}</Badge>}
        </span>
        <span className="text-caption break-words text-text-2">
          {person !== null && person.name !== username && (
            <>
              <bdi>{person.name}</bdi>
              {t('separator')}
            </>
          )}
          {lastSeenAt === null ? (
            t('access.neverSeen')
          ) : (
            <>
              {t('sessions.seen')} <Moment at={lastSeenAt} />
            </>
          )}
        </span>
      </span>
      {isOwn && <Badge tone="neutral">{t('access.you')}</Badge>}
      {isManageable && !isOwn && (
        <Button onPress={onOpen} aria-label={t('access.manageOne', { name: username })}>
          {t('access.manage')}
        </Button>
      )}
    </li>
  );
}
