import { Check, Minus } from 'lucide-react';
import { Checkbox } from 'react-aria-components/Checkbox';

interface Props {
  /** What is chosen, for screen readers. */
  readonly label: string;
  readonly isSelected: boolean;
  /** Some of what it stands for. */
  readonly isPartly?: boolean;
  readonly onChange: () => void;
}

/** Chooses a row, or all of them. */
export const RowCheckbox = ({ label, isSelected, isPartly = false, onChange }: Props) => {
  const Icon = isPartly ? Minus : Check;
  return (
    <Checkbox
      aria-label={label}
      isSelected={isSelected}
      isIndeterminate={isPartly}
      onChange={onChange}
      className="group touch-target me-2 flex shrink-0 cursor-pointer items-center p-1"
    >
      <span className="flex size-4.5 items-center justify-center rounded-[4px] border border-line-strong bg-raised group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-indeterminate:border-accent-solid group-data-indeterminate:bg-accent-solid group-data-selected:border-accent-solid group-data-selected:bg-accent-solid">
        <Icon
          size={12}
          strokeWidth={3}
          aria-hidden="true"
          className="text-accent-on opacity-0 group-data-indeterminate:opacity-100 group-data-selected:opacity-100"
        />
      </span>
    </Checkbox>
  );
};
