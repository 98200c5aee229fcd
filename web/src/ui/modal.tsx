import type { ReactNode } from 'react';
import { Dialog, Heading } from 'react-aria-components/Dialog';
import { Modal as AriaModal, ModalOverlay } from 'react-aria-components/Modal';
import { cx } from './cx.ts';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** `alertdialog` for questions about ending or deleting something. */
  readonly role?: 'dialog' | 'alertdialog';
  /** From the bottom on small screens. */
  readonly isSheet?: boolean;
  /** Stays until a button of its own is pressed: what it shows is shown once. */
  readonly isHeld?: boolean;
}

/** A dialog in the middle of the page; Esc and a press outside close it. */
export function Modal({ title, onClose, children, role = 'dialog', isSheet = false, isHeld = false }: Props) {
  return (
    <ModalOverlay
      isOpen
      isDismissable={!isHeld}
      isKeyboardDismissDisabled={isHeld}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className={cx(
        'animate-fade fixed inset-0 z-50 flex justify-center bg-(--scrim)',
        isSheet ? 'items-end sm:items-center sm:p-4' : 'items-center p-4',
      )}
    >
      <AriaModal
        className={cx(
          'w-full max-w-[30rem] bg-overlay shadow-overlay',
          isSheet ? 'animate-bottom-sheet rounded-t-sheet sm:rounded-sheet' : 'animate-rise rounded-sheet',
        )}
      >
        <Dialog
          role={role}
          className="max-h-[calc(100dvh-2rem)] overflow-y-auto p-6 pb-[max(1.5rem,env(safe-area-inset-bottom))] outline-none"
        >
          <Heading slot="title" className="pb-4 text-title">
            {title}
          </Heading>
          {children}
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}
