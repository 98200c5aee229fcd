import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ItemAim } from '../items/aim.ts';

interface Props {
  readonly to: ItemAim | null;
  readonly className: string;
  readonly children: ReactNode;
}

/** The link that opens a row: `j` and `k` move along these. */
export function RowItemLink({ to, className, children }: Props) {
  if (to === null) return <span className={className}>{children}</span>;
  if ('itemId' in to)
    return (
      <Link to="/items/$itemId" params={{ itemId: String(to.itemId) }} data-row className={className}>
        {children}
      </Link>
    );
  const params = { serverId: String(to.serverId), ratingKey: to.ratingKey };
  return (
    <Link to="/items/server/$serverId/$ratingKey" params={params} data-row className={className}>
      {children}
    </Link>
  );
}
