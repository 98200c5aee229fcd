import { type ReactNode, useId, useRef, useState } from 'react';
import { cx } from './cx.ts';

interface Props {
  /** Accessible name of what opens; of the button too, unless its own words are enough. */
  readonly label: string;
  readonly buttonClass: string;
  readonly button: ReactNode;
  readonly isButtonNamed?: boolean;
  readonly className?: string;
  /** Which edge of the button it stands at; the end unless said otherwise. */
  readonly side?: 'start' | 'end';
  /** Over the button, which stands at the lower edge of the window. */
  readonly isAbove?: boolean;
  /** What it shows is made when it opens: it is costly, or asks the server. */
  readonly isLazy?: boolean;
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}

/** Pixels between the button and what opens. */
const GAP = 6;
/** Pixels that stay free at the edge of the window. */
const MARGIN = 8;

/** Closes the popover that something pressed stands in, e.g. a link that leads on. */
export function closePopover({ currentTarget }: { readonly currentTarget: Element }): void {
  const popover = currentTarget.closest('[popover]');
  if (popover instanceof HTMLElement) popover.hidePopover();
}

/**
 * A button and what opens under it. The browser's own popover: Esc, a press outside and the top layer come with it,
 * and it costs no script.
 */
export function Popover(props: Props) {
  const {
    label,
    buttonClass,
    button,
    isButtonNamed = false,
    className,
    side = 'end',
    isAbove = false,
    isLazy,
    onOpen,
    children,
  } = props;
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const place = (popover: HTMLElement): void => {
    const box = trigger.current?.getBoundingClientRect();
    if (!box) return;
    const isRtl = document.documentElement.dir === 'rtl';
    const { clientWidth } = document.documentElement;
    const free = side === 'end' ? clientWidth - box.right : box.left;
    const edge = isRtl ? clientWidth - free - box.width : free;
    if (isAbove) popover.style.insetBlockEnd = `${innerHeight - box.top + GAP}px`;
    else popover.style.insetBlockStart = `${box.bottom + GAP}px`;
    popover.style[side === 'end' ? 'insetInlineEnd' : 'insetInlineStart'] = `${Math.max(MARGIN, edge)}px`;
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
        onBeforeToggle={(event) => {
          place(event.currentTarget);
          setOpen(event.newState === 'open');
          if (event.newState === 'open') onOpen?.();
        }}
        className={cx('animate-fade fixed inset-auto m-0 rounded-card bg-overlay text-text shadow-overlay', className)}
      >
        {(isOpen || !isLazy) && children}
      </section>
    </>
  );
}
