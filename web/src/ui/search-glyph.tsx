import { Search } from 'lucide-react';
import type { ReactNode } from 'react';

/** The magnifying glass at the start of a search field; its frame has to be `relative`. */
export const SearchGlyph = (): ReactNode => (
  <Search
    size={16}
    strokeWidth={1.75}
    aria-hidden="true"
    className="pointer-events-none absolute start-3 top-1/2 -translate-y-1/2 text-text-2"
  />
);
