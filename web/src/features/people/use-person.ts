import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import type { PersonDetail } from '#contract/people.ts';
import type { PersonSettings } from '#contract/person.ts';
import { getJson } from '../../lib/api.ts';
import { live } from '../../lib/live/use-live.ts';
import { useMay } from '../../lib/session.ts';

/** Under it everything about people is kept. */
export const PEOPLE_KEY = ['people'] as const;
export const personKey = (id: number | string) => [...PEOPLE_KEY, 'one', String(id)] as const;

/** Whose page is open. */
export function usePersonId(): string {
  const { personId = '' } = useParams({ strict: false });
  return personId;
}

/** The person with what they watched; asked again when a play was recorded. */
export function usePerson(id: string) {
  const queries = useQueryClient();
  useEffect(() => live.onPlay(() => void queries.invalidateQueries({ queryKey: personKey(id) })), [queries, id]);
  return useQuery({
    queryKey: [...personKey(id), 'detail'],
    queryFn: ({ signal }) => getJson<PersonDetail>(`/users/${encodeURIComponent(id)}`, {}, signal),
  });
}

/** What is decided about somebody; only administrators are told. */
export function usePersonSettings(id: number | string) {
  const isTold = useMay('read');
  return useQuery({
    queryKey: [...personKey(id), 'settings'],
    queryFn: ({ signal }) => getJson<PersonSettings>(`/users/${id}/settings`, {}, signal),
    enabled: isTold,
  });
}

/** Where the API lists people. */
export const PEOPLE_PATH = '/users';

/** To be called when something about people was changed. */
export function usePeopleChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    const keys = [PEOPLE_KEY, [PEOPLE_PATH]];
    await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
  }, [queries]);
}
