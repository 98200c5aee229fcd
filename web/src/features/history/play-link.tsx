import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { historySearch } from './search.ts';

interface Props {
  readonly playId: number;
  readonly children: ReactNode;
}

/** Opens a play beside the list; the whole row is its target. */
export const PlayLink = ({ playId, children }: Props) => (
  <Link
    to="/history/$playId"
    params={{ playId: String(playId) }}
    search={(old) => historySearch({ ...old })}
    resetScroll={false}
    data-row
    className="stretched outline-none"
  >
    {children}
  </Link>
);
