import type { ReactNode } from 'react';

/** The part of a step that is filled in. */
export const StepCard = ({ text, children }: { readonly text: ReactNode; readonly children: ReactNode }) => (
  <section className="flex flex-col gap-5 rounded-card border border-line bg-surface p-4 sm:p-6">
    <p className="text-body-l text-text-2">{text}</p>
    {children}
  </section>
);
