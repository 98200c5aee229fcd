import {
  ArchiveRestore,
  CircleUserRound,
  HeartPulse,
  Info,
  KeyRound,
  ListTodo,
  type LucideIcon,
  Plug,
  ScrollText,
  UsersRound,
} from 'lucide-react';
import type { MessageId } from '../lib/i18n.ts';

/** A page beside the areas, for the menu of whoever is signed in and for the palette. */
export interface MorePage {
  readonly to:
    | '/account'
    | '/connect'
    | '/settings/access'
    | '/settings/keys'
    | '/settings/import'
    | '/system/health'
    | '/system/logs'
    | '/system/tasks'
    | '/system/about';
  readonly label: MessageId;
  readonly icon: LucideIcon;
}

/** For everybody. */
export const OWN_PAGES: readonly MorePage[] = [{ to: '/account', label: 'account.page', icon: CircleUserRound }];

/** For administrators. */
export const ADMIN_PAGES: readonly MorePage[] = [
  { to: '/settings/access', label: 'access.page', icon: UsersRound },
  { to: '/settings/keys', label: 'keys.page', icon: KeyRound },
  { to: '/settings/import', label: 'import.page', icon: ArchiveRestore },
  { to: '/connect', label: 'palette.connect', icon: Plug },
];

/** How the installation stands, for administrators who look for it by name. */
export const SYSTEM_PAGES: readonly MorePage[] = [
  { to: '/system/health', label: 'health.page', icon: HeartPulse },
  { to: '/system/logs', label: 'log.page', icon: ScrollText },
  { to: '/system/tasks', label: 'tasks.page', icon: ListTodo },
  { to: '/system/about', label: 'about.page', icon: Info },
];
