import type { enStatistics } from './en-statistics.ts';

/** Deutsch: charts and statistics. */
export const deStatistics: Record<keyof typeof enStatistics, string> = {
  'chart.role': 'Diagramm',
  'chart.keys': 'Pfeiltasten bewegen die Marke',
  'chart.total': 'Summe',
  'chart.other': 'Andere',
  'chart.share': 'Anteil',
  'chart.legend': 'Reihen',
  'chart.menu': 'Menü: {title}',
  'chart.more': 'Mehr',
  'chart.rows': 'Wiedergaben zeigen',
  'chart.asTable': 'Als Tabelle zeigen',
  'chart.asChart': 'Als Diagramm zeigen',
  'chart.csv': 'Als CSV herunterladen',
  'chart.png': 'Als Bild herunterladen',
  'chart.link': 'Link kopieren',
  'chart.linkCopied': 'Der Link ist kopiert.',
  'chart.noPicture': 'Dieser Browser konnte davon kein Bild machen.',
  'chart.problem': 'Dieses Diagramm konnte nicht geladen werden.',
  'chart.empty': 'Nichts Passendes wurde gespielt.',
  'chart.less': 'weniger',
  'chart.moreOf': 'mehr',
  'chart.scale': 'Skala',

  'compare.before': 'Davor',
  'compare.new': 'Neu in dieser Liste',
  'compare.same': 'Gleicher Platz wie zuvor',
  'compare.up': '{n, plural, one {# Platz} other {# Plätze}} höher',
  'compare.down': '{n, plural, one {# Platz} other {# Plätze}} tiefer',
  'compare.points': '{n} Pp.',
};
