import { ExternalLink, Info, OctagonX } from 'lucide-react';
import { t } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { type StreamActionsProps, usePlexLink } from './stream-actions.tsx';

const ICON = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** The actions of a stream for fingers, from the bottom of the screen. */
export function ActionSheet({
  view,
  onDetails,
  onStop,
  onClose,
}: StreamActionsProps & { readonly onClose: () => void }) {
  const link = usePlexLink(view);
  const canStop = useMay('write') && view.canStop;
  const after = (run: () => void) => () => {
    onClose();
    run();
  };
  return (
    <Modal title={view.item.fullTitle} onClose={onClose} isSheet>
      <div className="flex flex-col gap-2">
        <Button onPress={after(() => onDetails(view.id))}>
          <Info {...ICON} />
          {t('stream.details')}
        </Button>
        {link !== null && (
          <a href={link} target="_blank" rel="noreferrer" className={buttonClass('plain')}>
            <ExternalLink {...ICON} />
            {t('stream.openInPlex')}
          </a>
        )}
        {canStop && (
          <Button look="danger" onPress={after(() => onStop(view))}>
            <OctagonX {...ICON} />
            {t('stream.stop')}
          </Button>
        )}
      </div>
    </Modal>
  );
}
