import { t } from '../../lib/i18n.ts';
import { useAccount } from '../../lib/session.ts';
import { Badge } from '../../ui/badge.tsx';
import { CardPage } from '../../ui/card.tsx';
import { LinksCard } from './links-card.tsx';
import { PasskeysCard } from './passkeys-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { SignInsCard } from './sign-ins-card.tsx';
import { TotpCard } from './totp-card.tsx';

/** What somebody decides about their own account: how they come in, and where they are signed in. */
export function AccountPage() {
  const account = useAccount();
  if (account === null) return null;
  const { username, role, person } = account;
  return (
    <CardPage>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-body-l">
        <bdi className="min-w-0 font-semibold break-words">{username}</bdi>
        <Badge tone={role === 'owner' ? 'brass' : 'neutral'}>{t(`role.${role}`)}</Badge>
        {person !== null && (
          <span className="min-w-0 text-body-s break-words text-text-2">
            {t('account.person', { name: person.name })}
          </span>
        )}
      </p>
      <PasswordCard account={account} />
      <TotpCard account={account} />
      <PasskeysCard account={account} />
      <LinksCard account={account} />
      <SessionsCard />
      <SignInsCard />
    </CardPage>
  );
}
