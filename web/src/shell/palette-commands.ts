import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  Bookmark,
  CircleHelp,
  CirclePlay,
  CircleStop,
  Maximize2,
  Moon,
  Play,
  Rows2,
  SlidersHorizontal,
  Sun,
  SunMoon,
} from 'lucide-react';
import type { SessionView } from '#contract/activity.ts';
import type { TaskList, TaskView } from '#contract/tasks.ts';
import type { SavedViews } from '#contract/views.ts';
import { historySearch } from '../features/history/search.ts';
import { findSettings } from '../features/settings/find.ts';
import { sectionOf } from '../features/settings/sections.ts';
import { useSettings } from '../features/settings/use-settings.ts';
import { settingLabel } from '../features/settings/words.ts';
import { statsSearch } from '../features/statistics/search.ts';
import { getJson, postForJson } from '../lib/api.ts';
import { areaSearch, useChosenServer } from '../lib/chosen-server.ts';
import { t } from '../lib/i18n.ts';
import { useLive } from '../lib/live/use-live.ts';
import { prefer } from '../lib/preferences.ts';
import { useMay } from '../lib/session.ts';
import { errorWords } from '../ui/notice.tsx';
import { toast } from '../ui/toaster.tsx';
import { useAreas } from './areas.ts';
import { ADMIN_PAGES, OWN_PAGES, SYSTEM_PAGES } from './more-pages.ts';
import { type Command, FOUND, type Group } from './palette-command.ts';
import { flipDensity } from './shell.tsx';

/** What the palette asks of the shell. */
export interface PaletteAsks {
  readonly onHelp: () => void;
  readonly onStop: (view: SessionView) => void;
}

/** More live streams than this are better looked for on the page. */
const MAX_STREAMS = 50;

/** Pages, for whoever may see them. */
export function usePages(): Group {
  const navigate = useNavigate();
  const isAdmin = useMay('admin');
  const server = useChosenServer();
  const areas = useAreas().map(({ to, label, icon, keys }): Command => {
    return { id: to, label: t(label), icon, keys, run: () => void navigate({ to, search: areaSearch(to, server) }) };
  });
  const more = [...OWN_PAGES, ...(isAdmin ? [...ADMIN_PAGES, ...SYSTEM_PAGES] : [])];
  return {
    title: t('palette.pages'),
    commands: [
      ...areas,
      ...more.map(({ to, label, icon }) => ({ id: to, label: t(label), icon, run: () => void navigate({ to }) })),
    ],
  };
}

const useStreams = (): readonly SessionView[] =>
  useLive((state) => state.sessions)
    .filter(({ ending }) => ending === null)
    .slice(0, MAX_STREAMS)
    .map(({ view }) => view);

/** What is live now. */
export function useStreamGroup(): Group {
  const navigate = useNavigate();
  const commands = useStreams().map((view): Command => {
    return {
      id: `stream ${view.id}`,
      label: view.item.fullTitle,
      detail: view.user.name,
      icon: Play,
      run: () => void navigate({ to: '/', search: { stream: view.id } }),
    };
  });
  return { title: t('palette.streams'), commands };
}

/** What can be done from everywhere; streams can be stopped by whoever may. */
export function useActions({ onHelp, onStop }: PaletteAsks): Group {
  const navigate = useNavigate();
  const isAdmin = useMay('write');
  const stops = useStreams()
    .filter(({ canStop }) => canStop && isAdmin)
    .map((view): Command => {
      const label = t('palette.stop', { title: view.item.fullTitle });
      return { id: `stop ${view.id}`, label, detail: view.user.name, icon: CircleStop, run: () => onStop(view) };
    });
  const kiosk = (): void => void navigate({ to: '/', search: { kiosk: 1 } });
  return {
    title: t('palette.actions'),
    commands: [
      { id: 'dark', label: t('palette.dark'), icon: Moon, keys: 't', run: () => prefer({ theme: 'dark' }) },
      { id: 'light', label: t('palette.light'), icon: Sun, keys: 't', run: () => prefer({ theme: 'light' }) },
      { id: 'system', label: t('palette.system'), icon: SunMoon, run: () => prefer({ theme: 'system' }) },
      { id: 'density', label: t('keys.density'), icon: Rows2, keys: 'd', run: flipDensity },
      { id: 'kiosk', label: t('kiosk.open'), icon: Maximize2, run: kiosk },
      { id: 'help', label: t('help.title'), icon: CircleHelp, keys: '?', run: onHelp },
      ...stops,
    ],
  };
}

/** What the program does again and again, to be done at once. */
export function useTaskGroup(): Group {
  const isAdmin = useMay('admin');
  const run = async (task: string, name: string): Promise<void> => {
    try {
      await postForJson<TaskView>(`/tasks/${task}/run`);
      toast(t('tasks.asked', { name }));
    } catch (error) {
      toast(errorWords(error));
    }
  };
  const { data } = useQuery({
    queryKey: ['tasks'],
    queryFn: ({ signal }) => getJson<TaskList>('/tasks', {}, signal),
    enabled: isAdmin,
    staleTime: 60_000,
  });
  const commands = (data?.tasks ?? []).map(({ name: task }): Command => {
    const name = t(`task.${task}`);
    return {
      id: `task ${task}`,
      label: name,
      detail: t('tasks.run'),
      icon: CirclePlay,
      run: () => void run(task, name),
    };
  });
  return { title: t('palette.tasks'), commands };
}

/** How somebody likes to look at pages. */
export function useViewGroup(): Group {
  const navigate = useNavigate();
  const { data } = useQuery({
    queryKey: ['views', 'all'],
    queryFn: ({ signal }) => getJson<SavedViews>('/views', {}, signal),
    staleTime: 60_000,
  });
  const commands = (data?.views ?? []).map(({ id, name, page, look: { search } }): Command => {
    const open = (): void =>
      page === 'history'
        ? void navigate({ to: '/history', search: historySearch(search) })
        : void navigate({ to: '/stats', search: statsSearch(search) });
    const detail = t(page === 'history' ? 'area.history' : 'area.stats');
    return { id: `view ${id}`, label: name, detail, icon: Bookmark, run: open };
  });
  return { title: t('palette.views'), commands };
}

/** Settings whose words are typed. */
export function useSettingGroup(text: string): Group {
  const navigate = useNavigate();
  const isAdmin = useMay('admin');
  const all = useSettings(isAdmin).data?.settings ?? [];
  const commands = findSettings(all, text).map(({ key, group }): Command => {
    const section = sectionOf(group);
    return {
      id: `${FOUND}setting ${key}`,
      label: settingLabel(key),
      detail: t(`section.${section}`),
      icon: SlidersHorizontal,
      run: () => void navigate({ to: '/settings/$section', params: { section }, search: { field: key } }),
    };
  });
  return { title: t('palette.settings'), commands };
}
