import { Ellipsis, ExternalLink, Info, OctagonX } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { SessionView } from '#contract/activity.ts';
import { t } from '../../lib/i18n.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { plexLink } from '../../lib/plex-link.ts';
import { useMay } from '../../lib/session.ts';
import { IconButton, iconButtonClass, Tip } from '../../ui/button.tsx';

/** What can be done with a stream. */
export interface StreamHandlers {
  readonly onDetails: (id: number) => void;
  readonly onStop: (view: SessionView) => void;
}

/** A stream and what can be done with it. */
export interface StreamActionsProps extends StreamHandlers {
  readonly view: SessionView;
}

const ActionSheet = lazy(async () => ({ default: (await import('./action-sheet.tsx')).ActionSheet }));

const ICON = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** Where Plex shows what this stream plays; null when it cannot. */
export const usePlexLink = (view: SessionView): string | null =>
  plexLink(
    view.item,
    useLive(({ servers }) => servers.find(({ id }) => id === view.server.id)),
  );

/** The actions as buttons that appear on hover and focus; on touch screens one button that opens them all. */
export function StreamActions(props: StreamActionsProps) {
  return (
    <>
      <span className="hidden [@media(hover:hover)]:contents">
        <HoverActions {...props} />
      </span>
      <span className="hidden [@media(hover:none)]:contents">
        <TouchActions {...props} />
      </span>
    </>
  );
}

function HoverActions({ view, onDetails, onStop }: StreamActionsProps) {
  const link = usePlexLink(view);
  const canStop = useMay('write') && view.canStop;
  return (
    <span className="stream-actions z-10 flex rounded-control bg-surface">
      <IconButton label={t('stream.details')} className="size-8" onPress={() => onDetails(view.id)}>
        <Info {...ICON} />
      </IconButton>
      {link !== null && (
        <a
          href={link}
          target="_blank"
          rel="noreferrer"
          aria-label={t('stream.openInPlex')}
          className={iconButtonClass('size-8')}
        >
          <ExternalLink {...ICON} />
          <Tip label={t('stream.openInPlex')} />
        </a>
      )}
      {canStop && (
        <IconButton label={t('stream.stop')} className="size-8 hover:text-danger" onPress={() => onStop(view)}>
          <OctagonX {...ICON} />
        </IconButton>
      )}
    </span>
  );
}

function TouchActions(props: StreamActionsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton label={t('stream.actions')} className="size-8" onPress={() => setOpen(true)}>
        <Ellipsis {...ICON} />
      </IconButton>
      <Suspense fallback={null}>{isOpen && <ActionSheet {...props} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
