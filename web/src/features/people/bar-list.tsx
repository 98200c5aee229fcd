import { Link } from '@tanstack/react-router';
import type { HistorySearch } from '../history/search.ts';

/** A line with a bar as long as its part of the longest. */
export interface BarLine {
  readonly key: string;
  readonly label: string;
  /** Said more quietly after the label. */
  readonly detail?: string | null;
  readonly amount: number;
  /** The amount in words. */
  readonly value: string;
  /** More about the amount, on hover and for screen readers. */
  readonly title?: string;
  /** The rows it is made of, in the history. */
  readonly search?: HistorySearch | undefined;
}

interface Props {
  readonly label: string;
  readonly lines: readonly BarLine[];
}

/** The busiest of something, each with its part as a bar. */
export function BarList({ label, lines }: Props) {
  if (lines.length === 0) return null;
  const most = Math.max(1, ...lines.map(({ amount }) => amount));
  return (
    <ul aria-label={label} className="flex flex-col gap-2.5">
      {lines.map((line) => (
        <li key={line.key} className="relative flex flex-col gap-1">
          <span className="flex items-baseline gap-3 text-body-s">
            <span className="min-w-0 flex-1 truncate">
              <Name line={line} />
              {line.detail && <span className="text-text-2"> {line.detail}</span>}
            </span>
            <span className="tabular shrink-0 text-text-2" title={line.title}>
              {line.value}
            </span>
          </span>
          <span aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-line/60">
            <span
              className="block h-full rounded-full bg-accent-solid"
              style={{ inlineSize: `${(line.amount / most) * 100}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Name({ line: { label, search } }: { readonly line: BarLine }) {
  if (search === undefined) return <bdi>{label}</bdi>;
  return (
    <Link to="/history" search={search} className="stretched hover:text-accent hover:underline">
      <bdi>{label}</bdi>
    </Link>
  );
}
