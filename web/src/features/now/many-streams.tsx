import { t } from '../../lib/i18n.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { MIN_REM, type StreamGridProps, StreamItem } from './stream-item.tsx';
import { useGrid } from './use-grid.ts';

/** Heights in rem are those of `.stream-card` in streams.css. */
const CARD = { comfortable: 21.5, compact: 13.75 } as const;
const TILE = { comfortable: 6.125, compact: 6.125 } as const;

/** Hundreds of live streams, of which only those that can be seen are drawn. */
export function ManyStreams(props: StreamGridProps) {
  const { sessions, isCompact } = props;
  const { density } = usePreferences();
  const heightRem = (isCompact ? TILE : CARD)[density];
  const grid = useGrid({ count: sessions.length, minRem: MIN_REM, heightRem });
  return (
    <div ref={grid.ref} style={{ minHeight: grid.height }}>
      <ul
        aria-label={t('now.list')}
        className="grid gap-4"
        style={{ paddingTop: grid.before, gridTemplateColumns: `repeat(${grid.columns}, minmax(0, 1fr))` }}
      >
        {sessions.slice(grid.first, grid.end).map((session) => (
          <StreamItem key={session.view.id} session={session} {...props} />
        ))}
      </ul>
    </div>
  );
}
