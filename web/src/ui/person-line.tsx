import { Link } from '@tanstack/react-router';
import type { UserView } from '#contract/media.ts';
import { t } from '../lib/i18n.ts';
import { Avatar } from './avatar.tsx';

/** A person; leads to what they watched. */
export const PersonLine = ({ user }: { readonly user: UserView }) => (
  <Link
    to="/history"
    search={{ user: user.id }}
    aria-label={t('person.history', { name: user.name })}
    className="flex w-fit items-center gap-2 rounded-control text-body font-semibold hover:text-accent"
  >
    <Avatar user={user} size={32} />
    {user.name}
  </Link>
);
