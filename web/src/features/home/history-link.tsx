import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { historySearch } from '../history/search.ts';

interface Props {
  /** The filter as the address of the history says it. */
  readonly filter: Readonly<Record<string, string | number>>;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Leads to the rows that a number was made of. */
export const HistoryLink = ({ filter, className = 'hover:text-accent hover:underline', children }: Props) => (
  <Link to="/history" search={historySearch(filter)} className={className}>
    {children}
  </Link>
);
