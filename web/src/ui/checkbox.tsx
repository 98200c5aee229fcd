import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';

interface Props {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

/** Something to agree to, with its words. */
export const Checkbox = ({ isSelected, onChange, isDisabled = false, children }: Props) => (
  <AriaCheckbox
    isSelected={isSelected}
    onChange={onChange}
    isDisabled={isDisabled}
    className="group flex min-h-9 cursor-pointer items-center gap-2.5 text-body data-disabled:cursor-default data-disabled:opacity-60"
  >
    <span className="flex size-5 shrink-0 items-center justify-center rounded-[5px] border border-line-strong bg-raised transition-colors duration-150 group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:border-accent-solid group-data-selected:bg-accent-solid">
      <Check
        size={14}
        strokeWidth={3}
        aria-hidden="true"
        className="text-accent-on opacity-0 group-data-selected:opacity-100"
      />
    </span>
    {children}
  </AriaCheckbox>
);
