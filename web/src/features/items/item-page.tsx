import { Link, Navigate, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { t } from '../../lib/i18n.ts';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadProblem } from '../../ui/load-problem.tsx';
import { QuietPicture } from '../../ui/pictures.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ItemChildren } from './item-children.tsx';
import { ItemFiles } from './item-files.tsx';
import { ItemHead } from './item-head.tsx';
import { ItemHistory } from './item-history.tsx';
import { ItemNotice } from './item-notice.tsx';
import { ItemRelated } from './item-related.tsx';
import { ItemWatching } from './item-watching.tsx';
import { type LoadedItem, type Opened, useItem } from './use-item.ts';

const numberIn = (text: string | undefined): number => (/^\d{1,10}$/.test(text ?? '') ? Number(text) : 0);

/** Something that was played. */
export function ItemPage() {
  const { itemId } = useParams({ strict: false });
  return <Item opened={{ itemId: numberIn(itemId) }} />;
}

/** Something that a server has, by its key; what was played has a page by our number. */
export function ServerItemPage() {
  const { serverId, ratingKey = '' } = useParams({ strict: false });
  return <Item opened={{ serverId: numberIn(serverId), ratingKey }} />;
}

/** Whether what was opened by its key has another page: it was played, and is still the same thing. */
const ownPage = (opened: Opened, { shown, presence }: LoadedItem): number | null =>
  'serverId' in opened && presence !== 'asking' && presence !== 'gone' ? (shown?.itemId ?? null) : null;

function Item({ opened }: { readonly opened: Opened }) {
  const loaded = useItem(opened);
  const { shown, record, presence, isLoading, error, retry } = loaded;
  const title = shown?.fullTitle;
  useEffect(() => {
    if (title !== undefined) document.title = [title, t('app.name')].join(t('separator'));
  }, [title]);
  if (isLoading) return <ItemSkeleton />;
  if (shown === null) return <NoItem error={error} onRetry={retry} />;
  const own = ownPage(opened, loaded);
  if (own !== null) return <Navigate to="/items/$itemId" params={{ itemId: String(own) }} replace />;
  return (
    <article aria-label={shown.fullTitle} className="flex flex-col gap-5 pb-10 sm:gap-6">
      <ItemHead shown={shown} record={record} presence={presence} />
      <ItemNotice shown={shown} record={record} presence={presence} />
      <ItemWatching shown={shown} record={record} />
      <ItemChildren shown={shown} record={record} presence={presence} />
      <ItemHistory record={record} />
      <ItemFiles shown={shown} />
      <ItemRelated shown={shown} presence={presence} />
    </article>
  );
}

function NoItem({ error, onRetry }: { readonly error: Error | null; readonly onRetry: () => void }) {
  if (error !== null) return <LoadProblem words={t('item.problem')} error={error} onRetry={onRetry} />;
  return (
    <EmptyState title={t('item.unknownTitle')} text={t('item.unknownText')} picture={<QuietPicture />}>
      <Link to="/search" className={buttonClass('primary')}>
        {t('item.toSearch')}
      </Link>
    </EmptyState>
  );
}

const ItemSkeleton = () => (
  <div role="status" aria-label={t('loading')} className="flex flex-col gap-6">
    <div className="flex gap-4 pt-9 sm:gap-6">
      <Skeleton className="aspect-[2/3] w-28 shrink-0 sm:w-44 lg:w-56" />
      <div className="flex flex-1 flex-col gap-3">
        <Skeleton className="h-8 w-2/3" />
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="h-5 w-1/3" />
        <Skeleton className="mt-2 h-24 w-full max-w-[45rem]" />
      </div>
    </div>
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
      <Skeleton className="h-24" />
    </div>
    <Skeleton className="h-72" />
  </div>
);
