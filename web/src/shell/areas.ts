import { Activity, History, type LucideIcon } from 'lucide-react';
import type { MessageId } from '../lib/i18n.ts';

/** An area of the app as the navigation shows it. */
export interface Area {
  readonly to: '/' | '/history';
  readonly label: MessageId;
  readonly icon: LucideIcon;
  readonly keys: string;
}

/** The areas that exist, in the order of the navigation. */
export const AREAS: readonly Area[] = [
  { to: '/', label: 'area.now', icon: Activity, keys: 'g n' },
  { to: '/history', label: 'area.history', icon: History, keys: 'g h' },
];

/** The title of the page at this path. */
export function pageTitle(path: string): MessageId {
  if (path.startsWith('/history')) return 'area.history';
  return path === '/connect' ? 'connect.page' : 'area.now';
}
