import type { enNow } from './en-now.ts';

/** German: Now. */
export const deNow: Record<keyof typeof enNow, string> = {
  'stream.qualityOf': '{profile} ({rate})',
  'stream.optimized': 'Optimierte Fassung',
  'stream.noSubtitles': 'keine',
  'network.secure': 'Verschlüsselt',
  'network.insecure': 'Nicht verschlüsselt',
  'network.relay': 'Plex-Relay',

  'now.streams': '{n, plural, one {# Stream} other {# Streams}}',
  'now.transcodes': '{n, plural, one {# Transkodierung} other {# Transkodierungen}}',
  'now.rate': '{all} Mbit/s (LAN {lan} / WAN {wan})',
  'now.list': 'Laufende Streams',
  'now.view': 'Ansicht',
  'now.view.cards': 'Karten',
  'now.view.compact': 'Kompakt',
  'now.view.table': 'Tabelle',

  'announce.started': '{name} hat {title} begonnen',
  'announce.stopped': '{name} hat {title} beendet',

  'first.title': 'Bereit und aufmerksam',
  'first.text':
    'Sobald auf Plex etwas läuft, erscheint es hier innerhalb von 5 Sekunden, und im Verlauf, wenn es zu Ende ist.',
  'quiet.title': 'Gerade schaut niemand',
  'quiet.since': 'Ruhig seit {when}',
  'quiet.finished': '{name} hat {title} zu Ende gesehen',
  'quiet.stopped': '{name} hat {title} beendet',
  'recent.title': 'Zuletzt gesehen',
  'recent.all': 'Ganzer Verlauf',

  'state.playing': 'Läuft',
  'state.paused': 'Pausiert',
  'state.pausedFor': 'Pausiert {time}',
  'state.buffering': 'Puffert',
  'state.starting': 'Beginnt',
  'state.error': 'Fehler',
  'state.unconfirmed': 'Importiert, nicht bestätigt',
  'state.stopped': 'Beendet bei {n} %',

  'progress.label': 'Fortschritt von {title}',
  'progress.ends': 'endet {time}',
  'progress.live': 'Live',
};
