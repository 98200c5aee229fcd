import type { enFrame } from './en-frame.ts';

/** German: the frame. */
export const deFrame: Record<keyof typeof enFrame, string> = {
  'role.owner': 'Besitz',
  'role.admin': 'Verwaltung',
  'role.viewer': 'Zuschauen',
  'role.guest': 'Gast',
  'menu.label': 'Konto von {name}',
  'menu.person': ', schaut als {name}',
  'menu.others': 'Überall sonst abmelden',
  'menu.othersDone':
    '{n, plural, =0 {Es war kein anderer Browser angemeldet.} one {# anderer Browser wurde abgemeldet.} other {# andere Browser wurden abgemeldet.}}',
  'menu.out': 'Abmelden',
  'forbidden.title': 'Hier gibt es nichts zu tun',
  'forbidden.text':
    'Diese Seite ist für die Verwaltung; die Rolle dieses Kontos ist: {role}. Wer dieses Spyglass betreibt, kann das ändern.',
  'bell.title': 'Hinweise',
  'bell.unread': '{n, plural, one {# neuer Hinweis} other {# neue Hinweise}}',
  'bell.none': 'Nichts zu berichten. Alles in Ordnung.',
  'bell.task': 'Die Aufgabe „{name}“ ist fehlgeschlagen',
  'bell.release': '{name} kann aktualisiert werden',
  'start.title': 'Einen Moment',
  'account.page': 'Konto',
  'access.page': 'Zugang',
  'keys.page': 'API-Schlüssel',
  'import.page': 'Import',
  'area.settings': 'Einstellungen',
  'health.page': 'Zustand',
  'log.page': 'Protokoll',
  'tasks.page': 'Aufgaben',
  'about.page': 'Über',
  'search.title': 'Suche',
};
