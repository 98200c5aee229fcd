import { lazy, Suspense } from 'react';
import { t } from '../../lib/i18n.ts';
import { MIN_REM, type StreamGridProps, StreamItem } from './stream-item.tsx';

/** More than this are drawn only where they can be seen. */
const FEW = 30;

const ManyStreams = lazy(async () => ({ default: (await import('./many-streams.tsx')).ManyStreams }));

/** The live streams as cards or tiles. */
export function StreamGrid(props: StreamGridProps) {
  const { sessions } = props;
  if (sessions.length <= FEW) return <FewStreams {...props} />;
  return (
    <Suspense fallback={<FewStreams {...props} sessions={sessions.slice(0, FEW)} />}>
      <ManyStreams {...props} />
    </Suspense>
  );
}

const FewStreams = (props: StreamGridProps) => (
  <ul
    aria-label={t('now.list')}
    className="grid gap-4"
    style={{ gridTemplateColumns: `repeat(auto-fill, minmax(min(100%, ${MIN_REM}rem), 1fr))` }}
  >
    {props.sessions.map((session) => (
      <StreamItem key={session.view.id} session={session} {...props} />
    ))}
  </ul>
);
