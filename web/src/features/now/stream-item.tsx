import type { LiveSession } from '../../lib/live/live-state.ts';
import { serverNow } from '../../lib/live/ticker.ts';
import type { StreamHandlers } from './stream-actions.tsx';
import { StreamCard } from './stream-card.tsx';
import { StreamTile } from './stream-tile.tsx';

export interface StreamGridProps extends StreamHandlers {
  readonly sessions: readonly LiveSession[];
  readonly isCompact: boolean;
  readonly isServerNamed: boolean;
}

/** Narrowest card in rem. */
export const MIN_REM = 19.75;

/** A card that came within this time rises into place. */
const NEW_MS = 4000;

const isNew = ({ view }: LiveSession): boolean => serverNow() - Date.parse(view.startedAt) < NEW_MS;

/** One stream of a grid. */
export const StreamItem = ({
  session,
  isCompact,
  isServerNamed,
  onDetails,
  onStop,
}: Omit<StreamGridProps, 'sessions'> & { readonly session: LiveSession }) => (
  <li className="max-w-[30rem] min-w-0">
    {isCompact ? (
      <StreamTile session={session} isNew={isNew(session)} onDetails={onDetails} onStop={onStop} />
    ) : (
      <StreamCard
        session={session}
        isNew={isNew(session)}
        isServerNamed={isServerNamed}
        onDetails={onDetails}
        onStop={onStop}
      />
    )}
  </li>
);
