import type { enPalette } from './en-palette.ts';

/** German: search for anything there is to do. */
export const dePalette: Record<keyof typeof enPalette, string> = {
  'palette.title': 'Befehle',
  'palette.placeholder': 'Seite, laufender Stream oder Aktion',
  'palette.empty': 'Nichts gefunden. Weniger Buchstaben finden mehr.',
  'palette.pages': 'Seiten',
  'palette.streams': 'Laufende Streams',
  'palette.actions': 'Aktionen',
  'palette.connect': 'Plex-Server verbinden',
  'palette.dark': 'Dunkle Farben',
  'palette.light': 'Helle Farben',
  'palette.system': 'Farben des Systems',
};
