import { useMutation, useQuery } from '@tanstack/react-query';
import type { AccountChangeBody, AccountView, SessionList } from '#contract/auth.ts';
import { getJson, writeJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Facts, PanelSection } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Switch } from '../../ui/switch.tsx';
import { SessionLine } from '../account/session-line.tsx';
import { AccountActions } from './account-actions.tsx';
import { roleNamed, roleOptions, useGivenRoles } from './roles.ts';
import { useAccountsChanged, usePeopleOptions } from './use-accounts.ts';

interface Props {
  readonly account: AccountView;
  readonly onClose: () => void;
}

/** What can be decided about somebody who may come in, beside the list. */
export function AccountPanel({ account, onClose }: Props) {
  const { id, username } = account;
  return (
    <SidePanel label={username} onClose={onClose}>
      <header className="flex items-center gap-3 px-5 pt-16 pb-5">
        <Avatar user={{ id, name: username, avatar: null }} size={32} />
        <h2 className="min-w-0 text-title break-words">
          <bdi>{username}</bdi>
        </h2>
      </header>
      <PanelSection title={t('access.rights')}>
        <Rights account={account} />
      </PanelSection>
      <PanelSection title={t('access.ways')}>
        <Facts facts={waysIn(account)} />
        <AccountActions account={account} onGone={onClose} />
      </PanelSection>
      <PanelSection title={t('sessions.title')}>
        <Sessions id={id} />
      </PanelSection>
    </SidePanel>
  );
}

const waysIn = ({ hasPassword, hasTotp, passkeys, providers, createdAt }: AccountView) => [
  { label: t('signIn.password'), value: t(hasPassword ? 'yes' : 'no') },
  { label: t('totp.short'), value: t(hasTotp ? 'yes' : 'no') },
  { label: t('passkeys.title'), value: String(passkeys) },
  { label: t('access.providers'), value: providers.map((name) => (name === 'plex' ? t('plex') : name)).join(', ') },
  { label: t('access.created'), value: <Moment at={createdAt} /> },
];

function Rights({ account }: { readonly account: AccountView }) {
  const changed = useAccountsChanged();
  const people = usePeopleOptions();
  const given = useGivenRoles();
  const change = useMutation({
    mutationFn: (body: Partial<AccountChangeBody>) => writeJson('PUT', `/accounts/${account.id}`, body),
    onSettled: changed,
  });
  const { role, person, isEnabled } = account;
  const roles = given.some(({ value }) => value === role) ? given : [...roleOptions([role]), ...given];
  return (
    <div className="flex flex-col gap-4">
      <ChoiceField
        label={t('access.role')}
        options={roles}
        value={role}
        onChange={(value) => change.mutate({ role: roleNamed(value) })}
        help={t(role === 'admin' || role === 'owner' ? 'role.admin.text' : 'role.viewer.text')}
      />
      <ChoiceField
        label={t('access.person')}
        options={people}
        value={person === null ? '' : String(person.id)}
        onChange={(value) => change.mutate({ userId: value === '' ? null : Number(value) })}
        help={t('access.personHelp')}
      />
      <Switch isSelected={isEnabled} onChange={(isOn) => change.mutate({ isEnabled: isOn })}>
        {t('access.mayEnter')}
      </Switch>
      {change.error && <Notice tone="danger">{errorWords(change.error)}</Notice>}
    </div>
  );
}

function Sessions({ id }: { readonly id: number }) {
  const key = ['accounts', id, 'sessions'];
  const changed = useAccountsChanged();
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => getJson<SessionList>(`/accounts/${id}/sessions`, {}, signal),
  });
  if (data?.sessions.length === 0) return <p className="text-body-s text-text-2">{t('sessions.none')}</p>;
  return (
    <ul className="divide-y divide-line">
      {data?.sessions.map((session) => (
        <SessionLine
          key={session.id}
          session={session}
          onEnd={async () => {
            await writeJson('DELETE', `/accounts/${id}/sessions/${session.id}`);
            await changed();
          }}
        />
      ))}
    </ul>
  );
}
