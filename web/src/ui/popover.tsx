import { type ReactNode, useId, useRef } from 'react';
import { cx } from './cx.ts';

interface Props {
  /** Accessible name of what opens; of the button too, unless its own words are enough. */
  readonly label: string;
  readonly buttonClass: string;
  readonly button: ReactNode;
  readonly isButtonNamed?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Pixels between the button and what opens. */
const GAP = 6;

/** Closes the popover that something pressed stands in, e.g. a link that leads on. */
export function closePopover({ currentTarget }: { readonly currentTarget: Element }): void {
  const popover = currentTarget.closest('[popover]');
  if (popover instanceof HTMLElement) popover.hidePopover();
}

/**
 * A button and what opens under it. The browser's own popover: Esc, a press outside and the top layer come with it,
 * and it costs no script.
 */
export function Popover({ label, buttonClass, button, isButtonNamed = false, className, children }: Props) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const place = (popover: HTMLElement): void => {
    const box = trigger.current?.getBoundingClientRect();
    if (!box) return;
    const isRtl = document.documentElement.dir === 'rtl';
    const end = isRtl ? box.left : document.documentElement.clientWidth - box.right;
    popover.style.insetBlockStart = `${box.bottom + GAP}px`;
    popover.style.insetInlineEnd = `${Math.max(8, end)}px`;
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        popoverTarget={id}
        aria-label={isButtonNamed ? undefined : label}
        className={buttonClass}
      >
        {button}
      </button>
      <section
        id={id}
        popover="auto"
        aria-label={label}
        onBeforeToggle={(event) => place(event.currentTarget)}
        className={cx('animate-fade fixed inset-auto m-0 rounded-card bg-overlay text-text shadow-overlay', className)}
      >
        {children}
      </section>
    </>
  );
}
