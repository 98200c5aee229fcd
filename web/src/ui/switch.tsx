import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components/Switch';

interface Props {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

/** Something that is on or off, and changes at once. */
export const Switch = ({ isSelected, onChange, isDisabled = false, children }: Props) => (
  <AriaSwitch
    isSelected={isSelected}
    onChange={onChange}
    isDisabled={isDisabled}
    className="group flex min-h-9 cursor-pointer items-center gap-3 text-body data-disabled:cursor-default data-disabled:opacity-50"
  >
    <span className="flex h-5 w-9 shrink-0 items-center rounded-full border border-line-strong bg-raised p-0.5 transition-colors group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:border-accent-solid group-data-selected:bg-accent-solid">
      <span className="size-3.5 rounded-full bg-text-2 transition-transform group-data-selected:translate-x-4 group-data-selected:bg-accent-on rtl:group-data-selected:-translate-x-4" />
    </span>
    {children}
  </AriaSwitch>
);
