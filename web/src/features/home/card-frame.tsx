import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useId } from 'react';

interface Props {
  readonly title: string;
  /** What the figures at the end of the lines are. */
  readonly unit: string;
  readonly icon: LucideIcon;
  /** Leads to the page that knows more. */
  readonly more: ReactNode;
  readonly children: ReactNode;
}

/** A card of the statistics on Now; all have one height, so that nothing moves when they arrive. */
export function CardFrame({ title, unit, icon: Icon, more, children }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="stat-card flex flex-col rounded-card border border-line bg-surface pt-3 pb-2"
      data-stat-card
    >
      <header className="flex h-6 items-center gap-2 px-4">
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-3" />
        <h3 id={id} className="min-w-0 flex-1 truncate text-title-s">
          {title}
        </h3>
        <span className="shrink-0 text-caption text-text-2">{unit}</span>
      </header>
      <ol className="flex-1 pt-1.5">{children}</ol>
      <footer className="flex h-7 items-center justify-end px-4">{more}</footer>
    </section>
  );
}

interface LineProps {
  /** Place in the list, from 1; absent in lists that are no ranking. */
  readonly place?: number;
  readonly picture?: ReactNode;
  readonly title: ReactNode;
  readonly value: ReactNode;
  /** Length of the bar behind, 0 to 1. */
  readonly part?: number;
}

/** A line of a card: its place, what it is, its figure, and the figure as a bar behind it. */
export const CardLine = ({ place, picture, title, value, part = 0 }: LineProps) => (
  <li className="stat-line relative isolate flex items-center gap-2.5 px-4 text-body-s">
    {part > 0 && (
      <span
        aria-hidden="true"
        className="absolute inset-y-0.5 start-2 -z-10 rounded-control bg-accent-fill/45"
        style={{ inlineSize: `calc((100% - 1rem) * ${part})` }}
      />
    )}
    {place !== undefined && (
      <span className={place === 1 ? 'tabular w-4 font-semibold text-brass' : 'tabular w-4 text-text-2'}>{place}</span>
    )}
    {picture}
    <span className="min-w-0 flex-1 truncate">{title}</span>
    <span className="tabular shrink-0 text-text-2">{value}</span>
  </li>
);
