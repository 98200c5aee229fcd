import type { enTable } from './en-table.ts';

/** German: what every table can do. */
export const deTable: Record<keyof typeof enTable, string> = {
  'table.columns': 'Spalten',
  'table.reset': 'Spalten zurücksetzen',
  'table.widen': 'Breite von {name}',
  'table.sort': 'Sortieren',
  'table.order': 'Richtung',
  'table.asc': 'Aufsteigend',
  'table.desc': 'Absteigend',
  'table.choose': '{name} auswählen',
  'table.chooseAll': 'Alle geladenen Zeilen auswählen',
  'table.chosen': '{n, plural, one {# ausgewählt} other {# ausgewählt}}',
  'table.unchoose': 'Auswahl aufheben',
  'table.download': 'CSV',
  'table.downloadLabel': 'CSV: alle passenden Zeilen herunterladen',
  'table.downloadFailed': 'Die Zeilen konnten nicht heruntergeladen werden',
};
