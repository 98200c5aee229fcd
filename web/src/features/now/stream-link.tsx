import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { nowSearch } from './search.ts';

/** Opens a stream's details; the whole card, tile or row around it is its target. */
export const StreamLink = ({ id, children }: { readonly id: number; readonly children: ReactNode }) => (
  <Link
    to="/"
    search={(old) => nowSearch({ ...old, stream: id })}
    resetScroll={false}
    data-row
    className="stretched outline-none"
  >
    {children}
  </Link>
);
