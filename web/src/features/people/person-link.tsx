import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { UserView } from '#contract/media.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { cx } from '../../ui/cx.ts';

interface Props {
  readonly person: Pick<UserView, 'id' | 'name' | 'avatar'>;
  /** The picture in front of the name, with its size in pixels; none for the name alone. */
  readonly avatar?: 24 | 32;
  /** Instead of the name. */
  readonly children?: ReactNode;
  readonly className?: string;
}

/** A person by name, with or without their picture; leads to their page. */
export const PersonLink = ({ person, avatar, children, className }: Props) => (
  <Link
    to="/people/$personId"
    params={{ personId: String(person.id) }}
    className={cx(
      'inline-flex max-w-full min-w-0 items-center gap-2 rounded-control hover:text-accent hover:underline',
      className,
    )}
  >
    {avatar !== undefined && <Avatar user={person} size={avatar} />}
    <bdi className="truncate">{children ?? person.name}</bdi>
  </Link>
);
