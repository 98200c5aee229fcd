import { redirect } from '@tanstack/react-router';
import type { PeoplePage } from '#contract/people.ts';
import { positive } from '../../lib/address.ts';
import { getJson } from '../../lib/api.ts';

/** As many as the API lists at once. */
const MOST = 500;

/** Whom a link of Tautulli means: by plex.tv's number, or by name. */
async function personOf(raw: Readonly<Record<string, unknown>>): Promise<number | null> {
  const plexUserId = Number(raw.user_id);
  const name = typeof raw.user === 'string' || typeof raw.user === 'number' ? String(raw.user).toLowerCase() : null;
  const search = positive(raw.user_id) === undefined ? (name ?? undefined) : undefined;
  const { rows } = await getJson<PeoplePage>('/users', { state: 'all', limit: MOST, search });
  const isMeant = (row: PeoplePage['rows'][number]): boolean =>
    search === undefined
      ? row.plexUserId === plexUserId
      : [row.username, row.name].some((one) => one.toLowerCase() === name);
  return rows.find(isMeant)?.id ?? null;
}

/** `/user?user_id=…` and `/user?user=…` lead to the page of that person; to everybody when nobody is meant. */
export async function leadFromUser({ search }: { readonly search: Readonly<Record<string, unknown>> }): Promise<void> {
  const isSaid = search.user_id !== undefined || search.user !== undefined;
  const id = isSaid ? await personOf(search).catch(() => null) : null;
  if (id === null) throw redirect({ to: '/people', replace: true });
  throw redirect({ to: '/people/$personId', params: { personId: String(id) }, replace: true });
}

/** `/users` was the list of people. */
export function leadFromUsers(): void {
  throw redirect({ to: '/people', replace: true });
}
