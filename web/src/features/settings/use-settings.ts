import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SettingsAnswer, SettingValueView, SettingView } from '#contract/settings.ts';
import { getJson, writeJson } from '../../lib/api.ts';

const KEY = ['settings'] as const;

/** New values by key; null brings the default back and takes a secret away. */
export type Changes = Readonly<Record<string, SettingValueView | null>>;

/** Every setting, as the server has it; nobody but administrators may ask. */
export const useSettings = (isAsked = true) =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<SettingsAnswer>('/settings', {}, signal),
    enabled: isAsked,
  });

async function change(queries: QueryClient, changes: Changes): Promise<void> {
  const response = await writeJson('PATCH', '/settings', { changes });
  queries.setQueryData(KEY, (await response.json()) as SettingsAnswer);
}

/** How settings are changed: all of them or none. @throws ApiError */
export function useChange(): (changes: Changes) => Promise<void> {
  const queries = useQueryClient();
  return (changes) => change(queries, changes);
}

/** The settings of these groups, in the order of the server. */
export const settingsOf = (all: readonly SettingView[], groups: readonly string[]): readonly SettingView[] =>
  groups.flatMap((group) => all.filter((setting) => setting.group === group));
