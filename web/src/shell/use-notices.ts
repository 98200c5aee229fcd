import { useQueries, useQuery } from '@tanstack/react-query';
import type { LiveServerDetails } from '#contract/live.ts';
import type { TaskList } from '#contract/tasks.ts';
import { useKept } from '../lib/account-preferences.ts';
import { getJson } from '../lib/api.ts';
import { t } from '../lib/i18n.ts';
import { useLive } from '../lib/live/use-live.ts';
import { useMay } from '../lib/session.ts';
import { type AppNotice, type Release, releaseNotices, serverNotices, taskNotices } from './notices.ts';

const TASKS_MS = 5 * 60_000;
const RELEASE_MS = 6 * 3_600_000;

function useReleases(isAdmin: boolean): Release[] {
  const servers = useLive((state) => state.servers);
  const heard = isAdmin ? servers.filter(({ link }) => link.state === 'ok') : [];
  const answers = useQueries({
    queries: heard.map(({ id }) => ({
      queryKey: ['server-details', id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        getJson<LiveServerDetails>(`/servers/${id}/details`, {}, signal),
      staleTime: RELEASE_MS,
      retry: false,
    })),
  });
  return heard.flatMap(({ id, name }, index) => {
    const release = answers[index]?.data?.release;
    return release?.isNewer ? [{ serverId: id, serverName: name, version: release.version }] : [];
  });
}

const readSeen = (kept: unknown): readonly string[] =>
  Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : [];

interface Notices {
  readonly notices: readonly AppNotice[];
  readonly unread: number;
  /** Remembers that all of them were seen. */
  readonly read: () => void;
}

/** What there is to know about the installation, and how much of it is new to this person. */
export function useNotices(): Notices {
  const isAdmin = useMay('admin');
  const servers = useLive((state) => state.servers);
  const [seen, setSeen] = useKept('notices.seen', readSeen);
  const tasks = useQuery({
    queryKey: ['tasks'],
    queryFn: ({ signal }) => getJson<TaskList>('/tasks', {}, signal),
    enabled: isAdmin,
    refetchInterval: TASKS_MS,
    retry: false,
  });
  const notices = [
    ...serverNotices(servers),
    ...taskNotices(tasks.data?.tasks ?? [], ({ name }) => t(`task.${name}`)),
    ...releaseNotices(useReleases(isAdmin)),
  ];
  const ids = notices.map(({ id }) => id);
  return {
    notices,
    unread: ids.filter((id) => !seen.includes(id)).length,
    read: () => {
      if (ids.some((id) => !seen.includes(id))) setSeen(ids);
    },
  };
}
