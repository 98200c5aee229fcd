import { useQuery } from '@tanstack/react-query';
import type { PeoplePage as People } from '#contract/people.ts';
import { getJson } from '../../lib/api.ts';
import { errorWords, Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PersonLink } from './person-link.tsx';

/** Everybody who watches. */
export function PeoplePage() {
  const { data, error } = useQuery({
    queryKey: ['people', 'page'],
    queryFn: ({ signal }) => getJson<People>('/users', {}, signal),
  });
  if (error) return <Notice tone="danger">{errorWords(error)}</Notice>;
  if (data === undefined) return <Skeleton className="h-40" />;
  return (
    <ul className="divide-y divide-line">
      {data.rows.map((person) => (
        <li key={person.id} className="flex min-h-12 items-center">
          <PersonLink person={person} avatar={32} />
        </li>
      ))}
    </ul>
  );
}
