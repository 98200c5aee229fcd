import type { Home, Homes } from './home.ts';

const HEAD = `# Where the old columns live

Every table and column of Tautulli's database (v2.17.2, and what older releases left in a file) and where an import puts
it. Generated from \`src/tautulli/homes/\` by \`npm run docs:schema\`; the tables on the right are described in
[schema.md](schema.md).

What a typed column cannot hold or tell apart (empty text and NULL, a year that is a date) stays in the column
\`imported_values\` of the row, so that nothing an old row said is lost.`;

/** The answer for all tables as Markdown, in the order given; the same homes give the same text. */
export const homesMarkdown = (homes: Readonly<Record<string, Homes>>): string =>
  `${[HEAD, ...Object.entries(homes).map(([table, columns]) => section(table, columns))].join('\n\n')}\n`;

function section(table: string, columns: Homes): string {
  const rows = Object.entries(columns).map(([column, home]) => `| ${nameOf(column)} | ${answer(home).join(' | ')} |`);
  return `## ${table}\n\n${['| Column | Lives in | |', '| --- | --- | --- |', ...rows].join('\n')}`;
}

const nameOf = (column: string): string => (column === '*' ? 'all columns' : `\`${column}\``);

function answer(home: Home): readonly [string, string] {
  if ('home' in home) return [`\`${home.home}\``, home.note ?? ''];
  return 'derived' in home ? ['derived', home.derived] : ['not taken over', home.dropped];
}
