import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FilterChoices } from '#contract/history.ts';
import { getJson } from '../../lib/api.ts';
import { t } from '../../lib/i18n.ts';
import { useLive } from '../../lib/live/use-live.ts';
import type { ListPart } from '../../lib/play-filter.ts';
import { PART_LOOK } from './parts.ts';

export interface PartOption {
  readonly value: string;
  readonly label: string;
}

const FRESH_MS = 300_000;

const named = (options: ReadonlyArray<{ readonly id: number; readonly name: string }>): PartOption[] =>
  options.map(({ id, name }) => ({ value: String(id), label: name }));
const texts = (values: readonly string[]): PartOption[] => values.map((value) => ({ value, label: value }));

/** The values of a part among those that occur. */
function optionsOf(part: ListPart, choices: FilterChoices): readonly PartOption[] {
  switch (part) {
    case 'user':
      return named(choices.people);
    case 'library':
      return named(choices.libraries);
    case 'platform':
      return texts(choices.platforms);
    case 'product':
      return texts(choices.products);
    case 'player':
      return texts(choices.players);
    case 'resolution':
      return texts(choices.resolutions);
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
    queryKey: ['filter-choices'],
    queryFn: ({ signal }) => getJson<FilterChoices>('/history/choices', {}, signal),
    enabled: isNeeded && isAsked,
    staleTime: FRESH_MS,
  });
  const options = useMemo(() => {
    if (part === 'server') return servers.map(({ id, name }) => ({ value: String(id), label: name }));
    return (
      values?.map(({ value, label }) => ({ value, label: t(label) })) ??
      (data === undefined ? [] : optionsOf(part, data))
    );
  }, [part, servers, values, data]);
  return { options, isPending: isAsked && isPending };
}
