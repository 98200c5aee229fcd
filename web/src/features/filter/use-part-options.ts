import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { LibrariesPage } from '#contract/libraries.ts';
import type { PeoplePage } from '#contract/people.ts';
import type { TopList } from '#contract/statistics-lists.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { useLive } from '../../lib/live/use-live.ts';
import type { ListPart } from '../../lib/play-filter.ts';
import { PART_LOOK } from './parts.ts';

export interface PartOption {
  readonly value: string;
  readonly label: string;
}

const MANY = { limit: 500, sort: 'name' } as const;
/** Before anything was recorded: the names of always. */
const ALWAYS = { from: '2000-01-01', limit: 100 } as const;
const FRESH_MS = 300_000;

/** Where the values of a part are asked for. */
async function fetchOptions(part: ListPart, signal: AbortSignal): Promise<PartOption[]> {
  switch (part) {
    case 'user': {
      const { rows } = await getJson<PeoplePage>('/users', MANY, signal);
      return rows.map(({ id, name }) => ({ value: String(id), label: name }));
    }
    case 'library': {
      const { rows } = await getJson<LibrariesPage>('/libraries', MANY, signal);
      return rows.map(({ id, name }) => ({ value: String(id), label: name }));
    }
    case 'platform':
    case 'player': {
      const { lines } = await getJson<TopList>('/statistics/top', { ...ALWAYS, by: part }, signal);
      return lines.flatMap(({ name }) => (name === null ? [] : [{ value: name, label: name }]));
    }
    default:
      return [];
  }
}

/** The values a part can have, with their names; asked for when they are needed. */
export function usePartOptions(
  part: ListPart,
  isNeeded: boolean,
): { options: readonly PartOption[]; isPending: boolean } {
  const servers = useLive((state) => state.servers);
  const { values } = PART_LOOK[part];
  const isAsked = values === undefined && part !== 'server';
  const { data, isPending } = useQuery({
    queryKey: ['filter-options', part],
    queryFn: ({ signal }) => fetchOptions(part, signal),
    enabled: isNeeded && isAsked,
    staleTime: FRESH_MS,
  });
  const options = useMemo(() => {
    if (part === 'server') return servers.map(({ id, name }) => ({ value: String(id), label: name }));
    return values?.map(({ value, label }) => ({ value, label: t(label) })) ?? data ?? [];
  }, [part, servers, values, data]);
  return { options, isPending: isAsked && isPending };
}
