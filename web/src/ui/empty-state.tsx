import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly text: string;
  /** A line drawing, 120 px wide. */
  readonly picture?: ReactNode;
  /** One action. */
  readonly children?: ReactNode;
}

/** What will be here, and the one thing to do now. */
export const EmptyState = ({ title, text, picture, children }: Props) => (
  <div className="mx-auto flex max-w-[30rem] flex-col items-center gap-4 px-4 py-16 text-center">
    {picture}
    <h2 className="text-title">{title}</h2>
    <p className="text-body text-text-2">{text}</p>
    {children}
  </div>
);
