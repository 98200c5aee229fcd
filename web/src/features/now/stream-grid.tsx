import { t } from '../../lib/i18n.ts';
import type { LiveSession } from '../../lib/live/live-state.ts';
import { serverNow } from '../../lib/live/ticker.ts';
import { usePreferences } from '../../lib/preferences.ts';
import type { StreamHandlers } from './stream-actions.tsx';
import { StreamCard } from './stream-card.tsx';
import { StreamTile } from './stream-tile.tsx';
import { useGrid } from './use-grid.ts';

interface Props extends StreamHandlers {
  readonly sessions: readonly LiveSession[];
  readonly isCompact: boolean;
  readonly isServerNamed: boolean;
}

/** Heights are those of `.stream-card` in streams.css. */
const CARD = { minRem: 19.75, heightRem: { comfortable: 21.5, compact: 13.75 } } as const;
const TILE = { minRem: 19.75, heightRem: { comfortable: 6.125, compact: 6.125 } } as const;

/** A card that came within this time rises into place. */
const NEW_MS = 4000;

const isNew = ({ view }: LiveSession): boolean => serverNow() - Date.parse(view.startedAt) < NEW_MS;

/** The live streams as cards or tiles. */
export function StreamGrid({ sessions, isCompact, isServerNamed, ...handlers }: Props) {
  const { density } = usePreferences();
  const kind = isCompact ? TILE : CARD;
  const grid = useGrid({ count: sessions.length, minRem: kind.minRem, heightRem: kind.heightRem[density] });
  return (
    <div ref={grid.ref} style={{ minHeight: grid.height }}>
      <ul
        aria-label={t('now.list')}
        className="grid gap-4"
        style={{ paddingTop: grid.before, gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 30rem))` }}
      >
        {sessions.slice(grid.first, grid.end).map((session) => (
          <li key={session.view.id} className="min-w-0">
            {isCompact ? (
              <StreamTile session={session} isNew={isNew(session)} {...handlers} />
            ) : (
              <StreamCard session={session} isNew={isNew(session)} isServerNamed={isServerNamed} {...handlers} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
