import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { t } from '../lib/i18n.ts';
import { SMALL, useMediaQuery } from '../lib/media-query.ts';
import { IconButton } from './button.tsx';

interface Props {
  /** Names the panel for screen readers. */
  readonly label: string;
  readonly onClose: () => void;
  /** Beside the close button, e.g. previous and next. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** Details beside the page, which stays usable; on small screens a sheet over all of it. */
export function SidePanel(props: Props) {
  return useMediaQuery(SMALL) ? <FullSheet {...props} /> : <Beside {...props} />;
}

function Head({ onClose, tools }: Pick<Props, 'onClose' | 'tools'>) {
  return (
    <div className="absolute end-3 top-3 z-10 flex gap-1 rounded-control bg-surface/80">
      {tools}
      <IconButton label={t('close')} hotkey="Esc" onPress={onClose}>
        <X size={20} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
    </div>
  );
}

function Beside({ label, onClose, tools, children }: Props) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
  }, []);
  return (
    <aside
      ref={panel}
      data-beside
      tabIndex={-1}
      aria-label={label}
      className="animate-sheet fixed inset-y-0 end-0 z-30 w-[min(28rem,100vw)] overflow-hidden border-s border-line bg-surface shadow-overlay outline-none"
    >
      <Head onClose={onClose} tools={tools} />
      <div className="h-full overflow-y-auto overscroll-contain">{children}</div>
    </aside>
  );
}

function FullSheet({ label, onClose, tools, children }: Props) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className="fixed inset-0 z-40 bg-surface"
    >
      <Modal className="animate-bottom-sheet size-full">
        <Dialog aria-label={label} className="relative size-full bg-surface outline-none">
          <Head onClose={onClose} tools={tools} />
          <div className="h-full overflow-y-auto overscroll-contain pb-[env(safe-area-inset-bottom)]">{children}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
