import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PeoplePage } from '#contract/people.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import type { Option } from '../../ui/select.tsx';

export const ACCOUNTS_KEY = ['accounts'] as const;

/** To be called when an account was changed. */
export function useAccountsChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ACCOUNTS_KEY });
}

/** More people than this are found under People. */
const MOST = 500;

/** The people an account can belong to, with "nobody" first. */
export function usePeopleOptions(): readonly Option[] {
  const { data } = useQuery({
    queryKey: ['people', 'names'],
    queryFn: ({ signal }) => getJson<PeoplePage>('/users', { limit: MOST }, signal),
  });
  const people = data?.rows.map(({ id, name }) => ({ value: String(id), label: name })) ?? [];
  return [{ value: '', label: t('access.nobody') }, ...people];
}
