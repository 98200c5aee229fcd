import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { HistoryPage } from '#contract/history.ts';
import type { ItemRecord, KeyStatistics } from '#contract/items.ts';
import type { LiveItem, LiveRows, LiveShelves } from '#contract/live.ts';
import type { ItemStatistics } from '#contract/statistics.ts';
import { ApiError, getJson } from '../../lib/api.ts';
import { isSameThing, playsOf, type Shown, shownOf } from './shown.ts';

/** Which page was opened. */
export type Opened = { readonly itemId: number } | { readonly serverId: number; readonly ratingKey: string };

/** How a server stands to an item: `here` it has it, `gone` it has not, `away` it cannot be asked, `none` there is nothing to ask for. */
export type Presence = 'asking' | 'here' | 'gone' | 'away' | 'none';

const isMissing = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'not_found' || error.code === 'invalid');

const path = (serverId: number, ratingKey: string): string =>
  `/servers/${serverId}/items/${encodeURIComponent(ratingKey)}`;

/** Null instead of an error where nothing is known. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

export const recordKey = (opened: Opened) => ['item-record', opened] as const;

/** An item may be gone, which is no failure to be tried again. */
const LIVE = { retry: false, staleTime: 60_000 } as const;

function useRecord(opened: Opened) {
  return useQuery({
    queryKey: recordKey(opened),
    queryFn: ({ signal }) => {
      const at = 'itemId' in opened ? `/items/${opened.itemId}` : `${path(opened.serverId, opened.ratingKey)}/record`;
      return orNull(getJson<ItemRecord>(at, {}, signal));
    },
  });
}

/** The server and the key by which an item can be asked for. */
interface Place {
  readonly serverId: number;
  readonly ratingKey: string;
}

function placeOf(opened: Opened, record: ItemRecord | null | undefined): Place | null {
  if ('serverId' in opened) return opened;
  if (!record || record.ratingKey === null || record.isLive) return null;
  return { serverId: record.server.id, ratingKey: record.ratingKey };
}

function presenceOf(place: Place | null, live: UseQueryResult<LiveItem | null>, isSame: boolean): Presence {
  if (place === null) return 'none';
  if (live.data) return isSame ? 'here' : 'gone';
  if (live.data === null) return 'gone';
  return live.error === null ? 'asking' : 'away';
}

export interface LoadedItem {
  readonly shown: Shown | null;
  readonly record: ItemRecord | null;
  readonly presence: Presence;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** What is recorded and what the server says, whichever comes first. */
export function useItem(opened: Opened): LoadedItem {
  const record = useRecord(opened);
  const place = placeOf(opened, record.data);
  const live = useQuery({
    ...LIVE,
    queryKey: ['item-live', place?.serverId, place?.ratingKey],
    queryFn: ({ signal }) =>
      place === null ? null : orNull(getJson<LiveItem>(path(place.serverId, place.ratingKey), {}, signal)),
    enabled: place !== null,
  });
  const stored = record.data ?? null;
  const isSame = !live.data || stored === null || isSameThing(stored, live.data);
  const presence = presenceOf(place, live, isSame);
  const serverId = place?.serverId ?? stored?.server.id ?? 0;
  const shown = shownOf(serverId, stored, presence === 'here' ? (live.data ?? null) : null);
  const isLoading = record.isPending || (stored === null && presence === 'asking');
  return {
    shown,
    record: stored,
    presence,
    isLoading: shown === null && isLoading,
    error: shown === null ? (record.error ?? live.error) : null,
    retry: () => {
      void record.refetch();
      if (place !== null) void live.refetch();
    },
  };
}

/** How much it was watched, and by whom. */
export function useItemStatistics({ itemId, serverId, ratingKey }: Shown) {
  return useQuery({
    queryKey: ['item-statistics', itemId, serverId, ratingKey],
    queryFn: ({ signal }): Promise<Pick<KeyStatistics, 'windows' | 'people'>> =>
      itemId === null
        ? getJson<KeyStatistics>(`${path(serverId, ratingKey ?? '')}/statistics`, {}, signal)
        : getJson<ItemStatistics>(`/items/${itemId}/statistics`, {}, signal),
    enabled: itemId !== null || ratingKey !== null,
  });
}

/** What is in it, as the server says. */
export function useChildren({ serverId, ratingKey }: Shown, isAsked: boolean) {
  return useQuery({
    ...LIVE,
    queryKey: ['item-children', serverId, ratingKey],
    queryFn: ({ signal }) => getJson<LiveRows>(`${path(serverId, ratingKey ?? '')}/children`, {}, signal),
    enabled: isAsked && ratingKey !== null,
  });
}

/** What the server shows beside it. */
export function useRelated({ serverId, ratingKey }: Shown, isAsked: boolean) {
  return useQuery({
    ...LIVE,
    queryKey: ['item-related', serverId, ratingKey],
    queryFn: ({ signal }) => getJson<LiveShelves>(`${path(serverId, ratingKey ?? '')}/related`, {}, signal),
    enabled: isAsked && ratingKey !== null,
  });
}

const NEWEST = 10;

/** The newest plays of it. */
export function useItemHistory(record: ItemRecord | null) {
  const plays = playsOf(record);
  return useQuery({
    queryKey: ['item-history', plays],
    queryFn: ({ signal }) => getJson<HistoryPage>('/history', { ...plays, limit: NEWEST }, signal),
    enabled: plays !== null,
  });
}
