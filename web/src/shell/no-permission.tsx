import { Link } from '@tanstack/react-router';
import { t } from '../lib/i18n.ts';
import { useAccount } from '../lib/session.ts';
import { buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { QuietPicture } from '../ui/pictures.tsx';

/** An address that this person has no business at: no alarm, and the way on. */
export function NoPermission() {
  const account = useAccount();
  const role = t(`role.${account?.role ?? 'guest'}`);
  return (
    <EmptyState picture={<QuietPicture />} title={t('forbidden.title')} text={t('forbidden.text', { role })}>
      <Link to="/" className={buttonClass('primary')}>
        {t('notFound.action')}
      </Link>
    </EmptyState>
  );
}
