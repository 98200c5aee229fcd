import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';
import { cx } from './cx.ts';

const LOOKS = {
  primary: 'bg-accent-solid text-accent-on font-semibold hover:brightness-110',
  danger: 'bg-danger-fill text-danger font-semibold hover:brightness-110',
  plain: 'border border-line bg-surface text-text hover:bg-raised hover:border-line-strong',
  quiet: 'text-text-2 hover:bg-raised hover:text-text',
} as const;

/** How a button looks: one `primary` a view; `danger` ends or deletes something. */
export type ButtonLook = keyof typeof LOOKS;

/** Classes of a button, for links that look like one. */
export const buttonClass = (look: ButtonLook, extra?: string): string =>
  cx(
    'inline-flex h-(--control) shrink-0 items-center justify-center gap-2 rounded-control px-3 text-body whitespace-nowrap',
    'transition-colors duration-150 disabled:opacity-50 data-pending:opacity-60 cursor-pointer disabled:cursor-default',
    LOOKS[look],
    extra,
  );

interface Props extends Omit<ButtonProps, 'className' | 'children'> {
  readonly look?: ButtonLook;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A button with words. */
export const Button = ({ look = 'plain', className, ...props }: Props) => (
  <AriaButton {...props} className={buttonClass(look, className)} />
);

interface IconButtonProps extends Omit<ButtonProps, 'className' | 'children' | 'aria-label'> {
  /** What it does, in words; also its tooltip. */
  readonly label: string;
  /** The key that does the same, shown in the tooltip. */
  readonly hotkey?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

const ICON_BUTTON =
  'touch-target group/tip relative inline-flex size-9 shrink-0 cursor-pointer items-center justify-center rounded-control text-text-2 transition-colors duration-150 hover:bg-raised hover:text-text disabled:opacity-50';

/** Classes of a square button with an icon, for links and popover buttons that look like one. */
export const iconButtonClass = (extra?: string): string => cx(ICON_BUTTON, extra);

/** A square button with an icon; its words are the accessible name and, on hover, the tooltip. */
export const IconButton = ({ label, hotkey, className, children, ...props }: IconButtonProps) => (
  <AriaButton {...props} aria-label={label} className={iconButtonClass(className)}>
    {children}
    <Tip label={label} {...(hotkey !== undefined && { hotkey })} />
  </AriaButton>
);

interface TipProps {
  readonly label: string;
  readonly hotkey?: string;
  /** `end`: beside it, for the rail. */
  readonly side?: 'below' | 'end';
}

/** Hover words of the surrounding `group/tip`; the same words are its accessible name, so this stays hidden to readers. */
export const Tip = ({ label, hotkey, side = 'below' }: TipProps) => (
  <span
    aria-hidden="true"
    className={cx(
      'pointer-events-none invisible absolute z-50 flex items-center gap-2 rounded-control bg-overlay px-2 py-1 text-caption whitespace-nowrap text-text opacity-0 shadow-overlay',
      'transition-opacity delay-300 duration-150 group-hover/tip:visible group-hover/tip:opacity-100 [@media(hover:none)]:hidden',
      side === 'below' ? 'end-0 top-full mt-1.5' : 'start-full top-1/2 ms-2 -translate-y-1/2',
    )}
  >
    {label}
    {hotkey !== undefined && <Keys keys={hotkey} />}
  </span>
);

/** A key or key sequence as keycaps. */
export const Keys = ({ keys }: { readonly keys: string }) => (
  <kbd className="inline-flex gap-1 font-sans">
    {keys.split(' ').map((key) => (
      <span
        key={key}
        className="min-w-5 rounded-[4px] border border-line bg-raised px-1 text-center text-caption text-text-2"
      >
        {key}
      </span>
    ))}
  </kbd>
);
