import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import type { ItemAim } from './aim.ts';

interface Props {
  /** Null shows the words alone: nothing is known of a page. */
  readonly to: ItemAim | null;
  readonly children: ReactNode;
  /** Underlined only when it is pointed at, unless said otherwise. */
  readonly className?: string;
  readonly title?: string;
}

const LOOK = 'rounded-control hover:text-accent hover:underline';

/** A title that leads to the page of its item. */
export function ItemLink({ to, children, className = LOOK, ...rest }: Props) {
  if (to === null) return <span className={cx(className === LOOK ? undefined : className)}>{children}</span>;
  if ('itemId' in to)
    return (
      <Link to="/items/$itemId" params={{ itemId: String(to.itemId) }} className={className} {...rest}>
        {children}
      </Link>
    );
  const params = { serverId: String(to.serverId), ratingKey: to.ratingKey };
  return (
    <Link to="/items/server/$serverId/$ratingKey" params={params} className={className} {...rest}>
      {children}
    </Link>
  );
}
