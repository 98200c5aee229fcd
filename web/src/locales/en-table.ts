/** What every table can do. */
export const enTable = {
  'table.columns': 'Columns',
  'table.reset': 'Columns as they were',
  'table.widen': 'Width of {name}',
  'table.sort': 'Sort',
  'table.order': 'Direction',
  'table.asc': 'Ascending',
  'table.desc': 'Descending',
  'table.choose': 'Choose {name}',
  'table.chooseAll': 'Choose all loaded rows',
  'table.chosen': '{n, plural, one {# chosen} other {# chosen}}',
  'table.unchoose': 'Choose none',
  'table.download': 'CSV',
  'table.downloadLabel': 'CSV: download every row that matches',
  'table.downloadFailed': 'The rows could not be downloaded',
} as const satisfies Record<string, string>;
