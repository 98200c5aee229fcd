import type { ReactNode } from 'react';

/** Charts beside each other where there is room for two, else one below the other. */
export const ChartsGrid = ({ children }: { readonly children: ReactNode }) => (
  <div className="grid grid-cols-1 gap-3 pb-4 sm:gap-4 lg:grid-cols-2">{children}</div>
);

/** A chart as wide as the page. */
export const WIDE = 'lg:col-span-2';
