import type { LucideIcon } from 'lucide-react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
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

/** A few exclusive choices side by side. */
export function Segmented<T extends string>({ label, choices, value, onChange, isIconOnlySmall }: Props<T>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = choices.find((choice) => keys.has(choice.value));
        if (chosen) onChange(chosen.value);
      }}
      className="inline-flex h-(--control) shrink-0 items-center gap-0.5 rounded-control border border-line bg-surface p-0.5"
    >
      {choices.map(({ value: id, label: name, icon: Icon }) => (
        <ToggleButton
          key={id}
          id={id}
          aria-label={name}
          className={({ isSelected }) =>
            cx(
              'inline-flex h-full cursor-pointer items-center gap-1.5 rounded-[4px] px-2.5 text-body-s whitespace-nowrap transition-colors duration-150',
              isSelected ? 'bg-accent-fill font-semibold text-accent' : 'text-text-2 hover:bg-raised hover:text-text',
            )
          }
        >
          {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden="true" />}
          <span className={cx(isIconOnlySmall && Icon && 'hidden sm:inline')}>{name}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
