import { Navigate, useSearch } from '@tanstack/react-router';
import { useLive } from '../../lib/live/use-live.ts';

/** Where Tautulli had the page of an item; it knew one server. Old notifications lead here. */
export function OldInfoPage() {
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const key = String(raw.rating_key ?? '');
  const server = useLive(({ isKnown, servers }) => (isKnown ? (servers[0]?.id ?? 1) : null));
  if (!/^\d{1,32}$/.test(key)) return <Navigate to="/search" replace />;
  if (server === null) return null;
  const params = { serverId: String(server), ratingKey: key };
  return <Navigate to="/items/server/$serverId/$ratingKey" params={params} replace />;
}
