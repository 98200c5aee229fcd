import type { LucideIcon } from 'lucide-react';
import { useId } from 'react';
import { cx } from './cx.ts';

/** One of the choices. */
export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon?: LucideIcon;
}

interface Props<T extends string> {
  readonly label: string;
  readonly choices: ReadonlyArray<Choice<T>>;
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** Words beside the icons only where there is room. */
  readonly isIconOnlySmall?: boolean;
}

/** A few exclusive choices side by side. The browser's own radio buttons: arrow keys come with them, and they cost no script. */
export function Segmented<T extends string>({ label, choices, value, onChange, isIconOnlySmall }: Props<T>) {
  const group = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="inline-flex h-(--control) shrink-0 items-center gap-0.5 rounded-control border border-line bg-surface p-0.5"
    >
      {choices.map(({ value: id, label: name, icon: Icon }) => (
        <span
          key={id}
          className={cx(
            'relative inline-flex h-full items-center gap-1.5 rounded-[4px] px-2.5 text-body-s whitespace-nowrap transition-colors duration-150 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
            id === value ? 'bg-accent-fill font-semibold text-accent' : 'text-text-2 hover:bg-raised hover:text-text',
          )}
        >
          <input
            type="radio"
            name={group}
            value={id}
            aria-label={name}
            checked={id === value}
            onChange={() => onChange(id)}
            className="absolute inset-0 size-full cursor-pointer appearance-none opacity-0"
          />
          {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden="true" />}
          <span aria-hidden="true" className={cx(isIconOnlySmall && Icon && 'hidden sm:inline')}>
            {name}
          </span>
        </span>
      ))}
    </div>
  );
}
