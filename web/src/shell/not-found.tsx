import { Link } from '@tanstack/react-router';
import { t } from '../lib/i18n.ts';
import { buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** An address that leads nowhere. */
export const NotFound = () => (
  <EmptyState title={t('notFound.title')} text={t('notFound.text')}>
    <Link to="/" className={buttonClass('primary')}>
      {t('notFound.action')}
    </Link>
  </EmptyState>
);
