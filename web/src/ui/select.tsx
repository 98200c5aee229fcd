import { ChevronDown } from 'lucide-react';
import { cx } from './cx.ts';

/** One of the options; an empty value is "all". */
export interface Option {
  readonly value: string;
  readonly label: string;
}

interface Props {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isWide?: boolean;
  /** In a form, where every value is as good as another. */
  readonly isField?: boolean;
}

/** A choice from a short list. The browser's own, because it is the best one on a phone. */
export function Select({ label, options, value, onChange, isWide = false, isField = false }: Props) {
  return (
    <span className={cx('relative inline-flex', isWide && 'w-full')}>
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={cx(
          'cursor-pointer appearance-none rounded-control border ps-3 pe-8 transition-colors duration-150 hover:border-line-strong',
          isField ? 'h-11 border-line-strong bg-raised text-body-l' : 'h-(--control) bg-surface text-body',
          !isField && (value === '' ? 'border-line text-text-2' : 'border-accent/60 text-accent'),
          isWide && 'w-full',
        )}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-overlay text-text">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={16}
        strokeWidth={1.75}
        aria-hidden="true"
        className="pointer-events-none absolute end-2.5 top-1/2 -translate-y-1/2 text-text-2"
      />
    </span>
  );
}
