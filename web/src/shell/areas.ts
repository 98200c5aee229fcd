import { Activity, ChartColumn, History, LibraryBig, type LucideIcon, Settings, UsersRound } from 'lucide-react';
import type { MessageId } from '../lib/i18n.ts';
import { mayDo, type Need, useAccount } from '../lib/session.ts';

/** An area of the app as the navigation shows it. */
export interface Area {
  readonly to: '/' | '/history' | '/stats' | '/libraries' | '/people' | '/settings';
  readonly label: MessageId;
  /** For whoever sees only what is theirs. */
  readonly ownLabel?: MessageId;
  readonly icon: LucideIcon;
  readonly keys: string;
  /** What it asks of whoever opens it: nobody is shown what they may not see. */
  readonly need: Need;
  /** Where else its pages are. */
  readonly also?: string;
}

/** The areas that exist, in the order of the navigation. */
const AREAS: readonly Area[] = [
  { to: '/', label: 'area.now', icon: Activity, keys: 'g n', need: 'sign-in' },
  { to: '/history', label: 'area.history', icon: History, keys: 'g h', need: 'sign-in' },
  { to: '/stats', label: 'area.stats', icon: ChartColumn, keys: 'g s', need: 'sign-in' },
  { to: '/libraries', label: 'area.library', icon: LibraryBig, keys: 'g l', need: 'sign-in', also: '/items' },
  { to: '/people', label: 'area.people', ownLabel: 'area.me', icon: UsersRound, keys: 'g p', need: 'sign-in' },
  { to: '/settings', label: 'area.settings', icon: Settings, keys: 'g e', need: 'admin', also: '/system' },
];

/** The areas of whoever is signed in. */
export function useAreas(): readonly Area[] {
  const account = useAccount();
  const isOwn = !mayDo(account, 'read');
  return AREAS.filter(({ need }) => mayDo(account, need)).map((area) =>
    isOwn && area.ownLabel !== undefined ? { ...area, label: area.ownLabel } : area,
  );
}

/** What a page is called and who may see it, by the beginning of its path; the longest comes first. */
const PAGES: ReadonlyArray<{ readonly path: string; readonly title: MessageId; readonly need: Need }> = [
  { path: '/history/trash', title: 'area.history', need: 'write' },
  { path: '/history', title: 'area.history', need: 'sign-in' },
  { path: '/stats', title: 'area.stats', need: 'sign-in' },
  { path: '/people', title: 'area.people', need: 'sign-in' },
  { path: '/libraries', title: 'area.library', need: 'sign-in' },
  { path: '/items', title: 'area.library', need: 'sign-in' },
  { path: '/search', title: 'search.title', need: 'sign-in' },
  { path: '/account', title: 'account.page', need: 'sign-in' },
  { path: '/connect', title: 'connect.page', need: 'admin' },
  { path: '/system/health', title: 'health.page', need: 'admin' },
  { path: '/system/logs', title: 'log.page', need: 'admin' },
  { path: '/system/tasks', title: 'tasks.page', need: 'admin' },
  { path: '/system/about', title: 'about.page', need: 'admin' },
  { path: '/settings/access', title: 'access.page', need: 'admin' },
  { path: '/settings/keys', title: 'keys.page', need: 'admin' },
  { path: '/settings/import', title: 'import.page', need: 'admin' },
  { path: '/settings', title: 'area.settings', need: 'admin' },
  { path: '/', title: 'area.now', need: 'sign-in' },
];

const pageAt = (path: string) => PAGES.find((page) => path.startsWith(page.path));

/** The title of the page at this path. */
export const pageTitle = (path: string): MessageId => pageAt(path)?.title ?? 'area.now';

/** What the page at this path asks of whoever opens it. */
export const needOf = (path: string): Need => pageAt(path)?.need ?? 'sign-in';
