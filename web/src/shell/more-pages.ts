import { ArchiveRestore, CircleUserRound, KeyRound, type LucideIcon, Plug, UsersRound } from 'lucide-react';
import type { MessageId } from '../lib/i18n.ts';

/** A page beside the areas, for the menu of whoever is signed in and for the palette. */
export interface MorePage {
  readonly to: '/account' | '/connect' | '/settings/access' | '/settings/keys' | '/settings/import';
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
