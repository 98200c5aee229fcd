import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField';
import { t } from '../lib/i18n.ts';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';

interface Props extends Omit<TextFieldProps, 'className' | 'children' | 'type'> {
  readonly label: string;
  readonly help?: ReactNode;
  readonly type?: 'text' | 'password';
  readonly placeholder?: string;
  /** Codes and tokens: every letter as wide as the next. */
  readonly isMono?: boolean;
}

const INPUT =
  'h-11 w-full rounded-control border border-line-strong bg-raised px-3 text-body-l placeholder:text-text-3 disabled:opacity-50';

/** One line to fill in: its name above, help below, and for passwords a button that shows what was typed. */
export function TextField({ label, help, type = 'text', placeholder, isMono = false, ...props }: Props) {
  const [isShown, setShown] = useState(false);
  const isSecret = type === 'password';
  return (
    <AriaTextField {...props} type={isSecret && !isShown ? 'password' : 'text'} className="flex flex-col gap-1.5">
      <Label className="text-body font-semibold">{label}</Label>
      <span className="relative block">
        <Input
          spellCheck={false}
          autoCapitalize="off"
          {...(placeholder !== undefined && { placeholder })}
          className={cx(INPUT, isSecret && 'pe-12', isMono && 'font-mono')}
        />
        {isSecret && <Reveal isShown={isShown} onChange={setShown} />}
      </span>
      {help !== undefined && (
        <Text slot="description" elementType="div" className="text-body-s text-text-2">
          {help}
        </Text>
      )}
    </AriaTextField>
  );
}

function Reveal({ isShown, onChange }: { readonly isShown: boolean; readonly onChange: (isShown: boolean) => void }) {
  const Icon = isShown ? EyeOff : Eye;
  return (
    <IconButton
      label={t(isShown ? 'field.hide' : 'field.show')}
      className="absolute! end-1 top-1"
      onPress={() => onChange(!isShown)}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
    </IconButton>
  );
}
