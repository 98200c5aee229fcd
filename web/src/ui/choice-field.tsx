import type { ReactNode } from 'react';
import { type Option, Select } from './select.tsx';

interface Props {
  readonly label: string;
  readonly help?: ReactNode;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A choice with its name above and help below, as the fields beside it have. */
export const ChoiceField = ({ label, help, options, value, onChange }: Props) => (
  <div className="flex flex-col gap-1.5">
    <span aria-hidden="true" className="text-body font-semibold">
      {label}
    </span>
    <Select label={label} options={options} value={value} onChange={onChange} isWide isField />
    {help !== undefined && <p className="text-body-s text-text-2">{help}</p>}
  </div>
);
