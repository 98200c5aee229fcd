import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { PersonDetail } from '#contract/people.ts';
import { getJson } from '../../lib/api.ts';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** A person and what they watch. */
export function PersonPage() {
  const { personId = '' } = useParams({ strict: false });
  const { data, error } = useQuery({
    queryKey: ['people', personId],
    queryFn: ({ signal }) => getJson<PersonDetail>(`/users/${encodeURIComponent(personId)}`, {}, signal),
  });
  if (error) return <Notice tone="danger">{errorWords(error)}</Notice>;
  if (data === undefined) return <Skeleton className="h-40" />;
  return <h2 className="text-page">{data.person.name}</h2>;
}
