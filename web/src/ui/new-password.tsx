import { t } from '../lib/i18n.ts';
import { STRENGTHS, strengthOf } from '../lib/strength.ts';
import { cx } from './cx.ts';
import { TextField } from './text-field.tsx';

const TONES = ['bg-danger', 'bg-warn', 'bg-brass', 'bg-ok'] as const;

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whose it will be. */
  readonly username: string;
  readonly isRequired?: boolean;
}

/** A password that somebody chooses, with a word on how good it is. */
export function NewPassword({ label, value, onChange, username, isRequired = true }: Props) {
  const strength = strengthOf(value, username);
  const level = STRENGTHS.indexOf(strength);
  return (
    <div className="flex flex-col gap-2">
      <TextField
        isRequired={isRequired}
        label={label}
        type="password"
        autoComplete="new-password"
        value={value}
        onChange={onChange}
        help={t('password.help')}
      />
      <p
        className={cx('flex items-center gap-3 text-body-s text-text-2', value === '' && 'invisible')}
        aria-live="polite"
      >
        <span aria-hidden="true" className="flex w-24 gap-1">
          {STRENGTHS.map((step, index) => (
            <span key={step} className={cx('h-1 flex-1 rounded-full', index <= level ? TONES[level] : 'bg-line')} />
          ))}
        </span>
        {value !== '' && t(`password.${strength}`)}
      </p>
    </div>
  );
}
