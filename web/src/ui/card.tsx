import { type ReactNode, useId } from 'react';
import { cx } from './cx.ts';

interface Props {
  readonly title: string;
  /** One sentence about it. */
  readonly text?: ReactNode;
  /** At the end of the title's line: a badge or a button. */
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
  readonly className?: string;
}

/** A titled part of a page that is filled in or managed. */
export function Card({ title, text, aside, children, className }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cx('flex flex-col gap-4 rounded-card border border-line bg-surface p-4 sm:p-6', className)}
    >
      <div className="flex flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h2 id={id} className="me-auto text-title">
            {title}
          </h2>
          {aside}
        </div>
        {text !== undefined && <p className="text-body text-text-2">{text}</p>}
      </div>
      {children}
    </section>
  );
}

/** A page of cards to read and fill in, one below the other. */
export const CardPage = ({ children }: { readonly children: ReactNode }) => (
  <div className="mx-auto flex max-w-[40rem] flex-col gap-4 pt-2 pb-8 sm:gap-6 sm:pt-4">{children}</div>
);
