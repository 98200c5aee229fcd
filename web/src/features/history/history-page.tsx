import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { ArrowUp } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { HistoryRow } from '#contract/history.ts';
import type { SavedView } from '#contract/views.ts';
import { keep, useKept } from '../../lib/account-preferences.ts';
import { midnightBefore } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { useServerNow } from '../../lib/live/ticker.ts';
import { SMALL, useMediaQuery } from '../../lib/media-query.ts';
import { Button } from '../../ui/button.tsx';
import { choiceOf, useHistoryColumns } from './columns.tsx';
import { HistoryContext, HistoryRowsContext } from './history-context.ts';
import { type Choosing, HistoryList } from './history-list.tsx';
import { HistoryEmpty, HistoryProblem, HistorySkeleton } from './history-states.tsx';
import { HistoryTotalsBar } from './history-totals.tsx';
import { linesOf, type Unfolded } from './lines.ts';
import { LiveRows } from './live-rows.tsx';
import { barFilter, type HistorySearch, historySearch, isFiltered, ofBar, withoutFilter } from './search.ts';
import { useEdits } from './use-edits.ts';
import { useHistory } from './use-history.ts';
import { useHistoryFilter } from './use-history-filter.ts';
import { useHistoryKeys } from './use-history-keys.ts';
import { useHistorySelection } from './use-selection.ts';
import { useUnfolded } from './use-unfolded.ts';
import { useViews } from './use-views.ts';

// The rows come first; what stands around them, and what few people open, follows.
const FilterBar = lazy(async () => ({ default: (await import('../filter/filter-bar.tsx')).FilterBar }));
const SearchBox = lazy(async () => ({ default: (await import('../../ui/search-box.tsx')).SearchBox }));
const HistoryTools = lazy(async () => ({ default: (await import('./history-tools.tsx')).HistoryTools }));
const StartNotice = lazy(async () => ({ default: (await import('./start-notice.tsx')).StartNotice }));
const ShowsList = lazy(async () => ({ default: (await import('./shows-list.tsx')).ShowsList }));
const BulkBar = lazy(async () => ({ default: (await import('./bulk-bar.tsx')).BulkBar }));

const isOn = (kept: unknown): boolean => kept !== false;

/** What was played: a table, narrowed by the address, with the open play beside it. */
export function HistoryPage() {
  const { filter, change, replace } = useHistoryFilter();
  const { query, rows, waiting, fresh, showWaiting } = useHistory(filter);
  const openId = useOpenId();
  const searchRef = useRef<HTMLInputElement>(null);
  const selection = useHistorySelection(rows, filter);
  const moves = useHistoryKeys({ rows, openId, searchRef, selection });
  const edits = useEdits(filter);
  const { columns } = useHistoryColumns();
  const { unfolded, fold } = useUnfolded(rows);
  const [isChoosing, setChoosing] = useState(false);
  const [isLiveShown, setLive] = useKept('history.live', isOn);
  const isSmall = useMediaQuery(SMALL);
  const openView = useOpenView(filter, replace, columns);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const { toggle, extend, keys, isAll } = selection;
  const onChoose = useCallback(
    (key: number, isRange: boolean) => (isRange ? extend(key) : toggle(key)),
    [extend, toggle],
  );
  const choosing = useMemo(
    (): Choosing => ({ keys, isAll, isOn: isChoosing, onChoose }),
    [keys, isAll, isChoosing, onChoose],
  );
  const cells = useMemo(() => ({ unfolded, fold }), [unfolded, fold]);
  const onSearch = useCallback((search: string | undefined) => change({ search }), [change]);
  const reset = (): void => replace(withoutFilter(filter));
  const isShows = filter.view === 'shows';
  return (
    <HistoryContext value={moves}>
      <HistoryRowsContext value={cells}>
        <div className="flex flex-col gap-3">
          <Suspense fallback={<BarsToCome hasChips={hasChips(filter)} />}>
            <FilterBar
              filter={barFilter(filter)}
              onChange={(next) => replace(ofBar(next, filter))}
              lead={
                <SearchBox
                  label={t('filter.search')}
                  placeholder={t('filter.placeholder')}
                  asked={String(filter.search ?? '')}
                  onSearch={onSearch}
                  hotkey="/"
                  ref={searchRef}
                  className="min-w-40 sm:max-w-72"
                />
              }
              workName={workName(rows, filter)}
            />
            <HistoryTools
              search={filter}
              onChange={change}
              onOpenView={openView}
              columns={columns}
              isChoosing={isChoosing}
              onChoosing={setChoosing}
              isLiveShown={isLiveShown}
              onLive={setLive}
            />
            {filter.start !== undefined && (
              <StartNotice start={filter.start} onNewest={() => change({ start: undefined })} />
            )}
          </Suspense>
          {isSmall && <HistoryTotalsBar filter={filter} />}
          {waiting.length > 0 && <NewPlays count={waiting.length} onShow={showWaiting} />}
          <div>
            {isShows ? (
              <Suspense fallback={<HistorySkeleton />}>
                <ShowsList search={filter} onReset={reset} />
              </Suspense>
            ) : (
              <Content
                {...{ query, rows, filter, fresh, openId, onNearEnd, unfolded, choosing }}
                isLiveShown={isLiveShown}
                onReset={reset}
              />
            )}
            {!isSmall && (isShows || rows.length > 0) && <HistoryTotalsBar filter={filter} />}
          </div>
        </div>
        <Suspense fallback={null}>
          {!isShows && (isAll || keys.size > 0) && <BulkBar selection={selection} search={filter} edits={edits} />}
        </Suspense>
        <Outlet />
      </HistoryRowsContext>
    </HistoryContext>
  );
}

/** Whether the bar of filters has a second line. */
const hasChips = ({
  range: _range,
  from: _from,
  to: _to,
  view: _view,
  start: _start,
  sort: _sort,
  ...parts
}: HistorySearch) => Object.keys(parts).length > 0;

/** As high as the bar of filters and the tools below it, so that nothing moves when they are there. */
const BarsToCome = ({ hasChips: isHigher }: { readonly hasChips: boolean }) => (
  <>
    <div className={isHigher ? 'h-37 sm:h-22' : 'h-28 sm:h-13'} />
    <div className="h-24 sm:h-9" />
  </>
);

function useOpenId(): number | undefined {
  const { playId } = useParams({ strict: false });
  return playId === undefined ? undefined : Number(playId);
}

/** What a link to the plays of one title narrowed to. */
function workName(rows: readonly HistoryRow[], filter: HistorySearch): string | undefined {
  const item = rows[0]?.item;
  if (filter.item !== undefined) return item?.fullTitle;
  if (filter.season !== undefined) return item && [item.grandparentTitle, item.parentTitle].filter(Boolean).join(' · ');
  return filter.show === undefined ? undefined : (item?.grandparentTitle ?? item?.fullTitle);
}

/** Opens saved views; the one the account opens the history with, when nothing else was asked for. */
function useOpenView(
  filter: HistorySearch,
  replace: (next: HistorySearch) => void,
  columns: ReturnType<typeof useHistoryColumns>['columns'],
) {
  const { views } = useViews();
  const { all } = columns;
  const wasAsked = useRef(isFiltered(filter) || filter.view !== undefined || filter.start !== undefined);
  const open = useCallback(
    ({ look }: SavedView) => {
      if (look.columns !== null) keep('table.history', choiceOf(all, look.columns));
      replace(historySearch(look.search));
    },
    [all, replace],
  );
  useEffect(() => {
    if (views === undefined || wasAsked.current) return;
    wasAsked.current = true;
    const preset = views.find(({ isDefault }) => isDefault);
    if (preset) replace(historySearch(preset.look.search));
  }, [views, replace]);
  return open;
}

interface ContentProps {
  readonly query: Pick<UseInfiniteQueryResult, 'isPending' | 'error' | 'isPlaceholderData' | 'refetch'>;
  readonly rows: readonly HistoryRow[];
  readonly filter: HistorySearch;
  readonly fresh: ReadonlySet<number>;
  readonly openId: number | undefined;
  readonly unfolded: Unfolded;
  readonly choosing: Choosing;
  readonly isLiveShown: boolean;
  readonly onNearEnd: () => void;
  readonly onReset: () => void;
}

function Content(props: ContentProps) {
  const { query, rows, filter, fresh, openId, unfolded, choosing, isLiveShown, onNearEnd, onReset } = props;
  const view = filter.view === 'plays' ? 'plays' : 'groups';
  // The names of the days change at midnight only, not with every tick.
  const midnight = midnightBefore(useServerNow());
  const lines = useMemo(() => linesOf(rows, view, midnight, unfolded), [rows, view, midnight, unfolded]);
  if (query.isPending) return <HistorySkeleton />;
  if (query.error && rows.length === 0) {
    return <HistoryProblem error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (rows.length === 0) return <HistoryEmpty filter={filter} onReset={onReset} />;
  return (
    <>
      {query.error && <HistoryProblem error={query.error} onRetry={() => void query.refetch()} />}
      <HistoryList {...{ lines, view, openId, fresh, onNearEnd, choosing }} isBusy={query.isPlaceholderData}>
        {isLiveShown && !isFiltered(filter) && filter.start === undefined && <LiveRows />}
      </HistoryList>
    </>
  );
}

/** New plays that wait while the person reads farther down. */
function NewPlays({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  const show = (): void => {
    window.scrollTo({ top: 0 });
    onShow();
  };
  return (
    <div className="pointer-events-none fixed inset-x-0 top-[calc(var(--top-bar)+3rem)] z-20 flex justify-center">
      <Button look="primary" onPress={show} className="animate-rise pointer-events-auto rounded-full! shadow-overlay">
        <ArrowUp size={16} strokeWidth={2} aria-hidden="true" />
        {t('history.new', { n: count })}
      </Button>
    </div>
  );
}
