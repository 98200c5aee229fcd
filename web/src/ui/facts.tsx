import type { ReactNode } from 'react';

/** A name and a value; rows without a value are left out. */
export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Facts as a quiet two-column list. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className="grid grid-cols-[minmax(6.5rem,auto)_1fr] gap-x-4 gap-y-1.5 text-body-s">
    {facts
      .filter(({ value }) => value !== null && value !== undefined && value !== false && value !== '')
      .map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="text-text-2">{label}</dt>
          <dd className="tabular min-w-0 break-words">{value}</dd>
        </div>
      ))}
  </dl>
);

interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A titled part of a panel. */
export const PanelSection = ({ title, children }: SectionProps) => (
  <section className="flex flex-col gap-3 border-t border-line px-5 py-5">
    <h3 className="text-title-s">{title}</h3>
    {children}
  </section>
);
