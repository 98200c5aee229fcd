import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ServerView } from '#contract/activity.ts';
import type { LiveItem, LiveSearchResults } from '#contract/live.ts';
import type { SearchResults } from '#contract/search.ts';
import { getJson } from '../../lib/api.ts';
import { clock } from '../../lib/clock.ts';
import { useLive } from '../../lib/live/use-live.ts';

/** Whoever types faster than this is not asked for yet. */
const DEBOUNCE_MS = 180;
const FRESH_MS = 60_000;
/** One letter says nothing. */
const SHORTEST = 2;

/** The text as it stood when typing paused. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => clock.after(DEBOUNCE_MS, () => setSettled(text.trim())), [text]);
  return settled;
}

/** What one server says to a text. */
export interface ServerFound {
  readonly server: ServerView;
  readonly groups: LiveSearchResults['groups'];
  readonly isFailed: boolean;
}

export interface Found {
  readonly recorded: SearchResults | undefined;
  readonly servers: readonly ServerFound[];
  readonly isAsking: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

const canAnswer = ({ link }: ServerView): boolean => link.state === 'ok' || link.state === 'degraded';

/** What was played and what servers have, by a text; an earlier question is taken back when the text changes. */
export function useSearchFor(text: string, limit: number): Found {
  const isAsked = text.length >= SHORTEST;
  const all = useLive((state) => state.servers);
  const servers = all.filter(canAnswer);
  const recorded = useQuery({
    queryKey: ['search', text, limit],
    queryFn: ({ signal }) => getJson<SearchResults>('/search', { q: text, limit }, signal),
    enabled: isAsked,
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });
  const live = useQueries({
    queries: servers.map(({ id }) => ({
      queryKey: ['search-server', id, text, limit],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        getJson<LiveSearchResults>(`/servers/${id}/search`, { query: text, limit }, signal),
      enabled: isAsked,
      staleTime: FRESH_MS,
      retry: false,
    })),
  });
  return {
    recorded: isAsked ? recorded.data : undefined,
    servers: servers.map((server, place) => ({
      server,
      groups: (isAsked && live[place]?.data?.groups) || [],
      isFailed: live[place]?.isError ?? false,
    })),
    isAsking: isAsked && (recorded.isFetching || live.some(({ isFetching }) => isFetching)),
    error: recorded.error,
    retry: () => void recorded.refetch(),
  };
}

/** All items of a server, kind by kind. */
export const itemsOf = ({ groups }: ServerFound): readonly LiveItem[] => groups.flatMap(({ items }) => items);
