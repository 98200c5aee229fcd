import { useNavigate } from '@tanstack/react-router';
import { Grid2x2, LayoutList, Table2 } from 'lucide-react';
import { lazy, Suspense, useCallback, useState } from 'react';
import type { SessionView } from '#contract/activity.ts';
import { t } from '../../lib/i18n.ts';
import { useLive } from '../../lib/live/use-live.ts';
import { withMoreMessages } from '../../lib/load-messages.ts';
import { useMay } from '../../lib/session.ts';
import { recall, remember } from '../../lib/storage.ts';
import { useRowKeys } from '../../lib/use-row-keys.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { LoadProblem } from './load-problem.tsx';
import { NowSkeleton } from './now-skeleton.tsx';
import { Quiet } from './quiet.tsx';
import { NOW_VIEWS, type NowView, nowSearch } from './search.ts';
import { ServerNotices } from './server-notices.tsx';
import { StreamGrid } from './stream-grid.tsx';
import { StreamTable } from './stream-table.tsx';
import { totals } from './totals.ts';
import { useNowSearch } from './use-now-search.ts';
import { useShownSessions } from './use-shown-sessions.ts';
import { rateWords, streamsWords } from './words.ts';

const ConnectPage = lazy(async () => ({
  default: (await withMoreMessages(() => import('../connect/connect-page.tsx'))).ConnectPage,
}));
const HomeParts = lazy(async () => ({
  default: (await withMoreMessages(() => import('../home/home-parts.tsx'))).HomeParts,
}));
const StopDialog = lazy(async () => ({ default: (await import('./stop-dialog.tsx')).StopDialog }));
const StreamPanel = lazy(async () => ({ default: (await import('./stream-panel.tsx')).StreamPanel }));

const VIEW_ICONS = { cards: Grid2x2, compact: LayoutList, table: Table2 } as const;

/** The view the address names, else the one used last. */
export const viewOf = (named: NowView | undefined): NowView =>
  named ?? NOW_VIEWS.find((view) => view === recall('now-view')) ?? 'cards';

/** What is playing right now. */
export function NowPage() {
  const isKnown = useLive((state) => state.isKnown);
  const problem = useLive((state) => state.problem);
  const hasServers = useLive((state) => state.servers.length > 0);
  const isAdmin = useMay('admin');
  if (!isKnown) return problem ? <LoadProblem problem={problem} /> : <NowSkeleton />;
  if (hasServers || !isAdmin) return <Streams />;
  return (
    <Suspense fallback={null}>
      <ConnectPage />
    </Suspense>
  );
}

function Streams() {
  const sessions = useShownSessions();
  const isServerNamed = useLive((state) => state.servers.length > 1);
  const { stream, view: named, kiosk } = useNowSearch();
  const [stopping, setStopping] = useState<SessionView | null>(null);
  const navigate = useNavigate();
  const onDetails = useCallback(
    (id: number | undefined): void =>
      void navigate({
        to: '/',
        search: (old) => nowSearch({ ...old, stream: id }),
        resetScroll: false,
      }),
    [navigate],
  );
  useRowKeys();
  useShortcuts({ Escape: () => stream !== undefined && onDetails(undefined) });
  const handlers = { onDetails, onStop: setStopping };
  const view = viewOf(named);
  return (
    <div className="flex flex-col gap-4 pb-8">
      <ServerNotices />
      {sessions.length === 0 ? (
        <Quiet />
      ) : (
        <>
          <Summary view={view} />
          <h2 className="sr-only">{t('now.list')}</h2>
          {view === 'table' ? (
            <StreamTable sessions={sessions} {...handlers} />
          ) : (
            <StreamGrid
              sessions={sessions}
              isCompact={view === 'compact'}
              isServerNamed={isServerNamed}
              {...handlers}
            />
          )}
        </>
      )}
      <Suspense fallback={null}>
        <HomeParts isKiosk={kiosk === 1} />
      </Suspense>
      <Suspense fallback={null}>
        {stopping && <StopDialog view={stopping} onClose={() => setStopping(null)} />}
        {stream !== undefined && <StreamPanel id={stream} onClose={() => onDetails(undefined)} onStop={setStopping} />}
      </Suspense>
    </div>
  );
}

function Summary({ view }: { readonly view: NowView }) {
  const navigate = useNavigate();
  const choose = (chosen: NowView): void => {
    remember('now-view', chosen);
    void navigate({ to: '/', search: (old) => nowSearch({ ...old, view: chosen }), replace: true, resetScroll: false });
  };
  return (
    <div className="@container">
      <div className="flex min-h-(--control) items-center justify-between gap-4">
        <TotalsLine />
        <Segmented
          label={t('now.view')}
          value={view}
          onChange={choose}
          isIconOnlySmall
          choices={NOW_VIEWS.map((value) => ({ value, label: t(`now.view.${value}`), icon: VIEW_ICONS[value] }))}
        />
      </div>
    </div>
  );
}

function TotalsLine() {
  const sum = totals(useShownSessions());
  const rate = rateWords(sum);
  return (
    <p className="tabular flex min-w-0 items-center gap-2.5" data-totals>
      <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-brass" />
      <span className="flex min-w-0 flex-col @3xl:block">
        <span className="text-body @3xl:text-body-l">{streamsWords(sum)}</span>
        {rate !== null && (
          <>
            <span className="hidden text-text-3 @3xl:inline">{t('separator')}</span>
            <span className="truncate text-caption text-text-2 @3xl:text-body-l">{rate}</span>
          </>
        )}
      </span>
    </p>
  );
}
