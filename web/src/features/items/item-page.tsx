import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { LiveItem } from '#contract/live.ts';
import type { ItemStatistics } from '#contract/statistics.ts';
import { getJson } from '../../lib/api.ts';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** Something that was played. */
export function ItemPage() {
  const { itemId = '' } = useParams({ strict: false });
  const { data, error } = useQuery({
    queryKey: ['items', itemId, 'statistics'],
    queryFn: ({ signal }) => getJson<ItemStatistics>(`/items/${encodeURIComponent(itemId)}/statistics`, {}, signal),
  });
  if (error) return <Notice tone="danger">{errorWords(error)}</Notice>;
  if (data === undefined) return <Skeleton className="h-40" />;
  return <p className="tabular">{data.ratingKey}</p>;
}

/** Something that a server has, by its key. */
export function ServerItemPage() {
  const { serverId = '', ratingKey = '' } = useParams({ strict: false });
  const { data, error } = useQuery({
    queryKey: ['servers', serverId, 'items', ratingKey],
    queryFn: ({ signal }) =>
      getJson<LiveItem>(`/servers/${encodeURIComponent(serverId)}/items/${encodeURIComponent(ratingKey)}`, {}, signal),
  });
  if (error) return <Notice tone="danger">{errorWords(error)}</Notice>;
  if (data === undefined) return <Skeleton className="h-40" />;
  return <h2 className="text-page">{data.fullTitle}</h2>;
}
