import type { ColumnShape, ForeignKeyShape, IndexShape, KeyShape, TableShape } from './describe-schema.ts';
import { readComments, type TableComments } from './schema-comments.ts';

/** File in `schema/` -> its text. */
export type SchemaSources = Readonly<Record<string, string>>;

/** The domains in the order in which one wants to read them. */
const DOMAINS: readonly { readonly file: string; readonly title: string }[] = [
  { file: 'servers.ts', title: 'Servers, people and libraries' },
  { file: 'server-life.ts', title: 'What goes on with the servers' },
  { file: 'items.ts', title: 'Items' },
  { file: 'streams.ts', title: 'Streams and players' },
  { file: 'playback.ts', title: 'Playback' },
  { file: 'trash.ts', title: 'What was deleted or noted' },
  { file: 'summaries.ts', title: 'Totals' },
  { file: 'rollups.ts', title: 'Statistics' },
  { file: 'catalogue.ts', title: 'Catalogue' },
  { file: 'notifications.ts', title: 'Notifications' },
  { file: 'newsletters.ts', title: 'Newsletters' },
  { file: 'accounts.ts', title: 'Accounts and operation' },
  { file: 'saved-views.ts', title: 'Views' },
  { file: 'imports.ts', title: 'Imports' },
  { file: 'settings.ts', title: 'Settings' },
];

const HEAD = `# The database

Generated from the models in \`src/db/schema/\` by \`npm run docs:schema\`; change the models, not this file. How the tables
belong together is told in [architecture.md](architecture.md#data-model), where the columns of Tautulli's database went
in [tautulli-columns.md](tautulli-columns.md).`;

interface Domain {
  readonly file: string;
  readonly title: string;
  readonly tables: readonly { readonly shape: TableShape; readonly comments: TableComments }[];
}

/**
 * The description of the whole schema as Markdown with Mermaid diagrams. The same models and sources give the same
 * text. Throws when a table is in no source, a source in no domain, or something stands in two of them.
 */
export function schemaMarkdown(tables: readonly TableShape[], sources: SchemaSources): string {
  const domains = sortIntoDomains(tables, sources);
  const parts = [HEAD, contents(domains), overview(tables), ...domains.flatMap(domainSection)];
  return `${parts.join('\n\n')}\n`;
}

function sortIntoDomains(tables: readonly TableShape[], sources: SchemaSources): readonly Domain[] {
  const shapes = new Map(tables.map((shape) => [shape.name, shape]));
  const comments = Object.entries(sources).map(([file, source]) => ({ file, found: readComments(source) }));
  const homeless = comments.find(({ file, found }) => found.length > 0 && !DOMAINS.some((one) => one.file === file));
  if (homeless !== undefined) throw new Error(`The models of ${homeless.file} belong to no domain`);
  const domains = DOMAINS.map(({ file, title }) => {
    const found = comments.find((one) => one.file === file)?.found ?? [];
    return { file, title, tables: found.map((one) => ({ shape: take(shapes, one.table), comments: one })) };
  });
  const [missing] = shapes.keys();
  if (missing !== undefined) throw new Error(`The model of ${missing} stands in no file`);
  return domains.filter((domain) => domain.tables.length > 0);
}

function take(shapes: Map<string, TableShape>, table: string): TableShape {
  const shape = shapes.get(table);
  if (shape === undefined) throw new Error(`The model of ${table} is not exported, or stands in two files`);
  shapes.delete(table);
  return shape;
}

function contents(domains: readonly Domain[]): string {
  const lines = domains.map(({ title, tables }) => {
    const links = tables.map(({ shape }) => `[${shape.name}](#table-${shape.name})`);
    return `- ${title}: ${links.join(', ')}`;
  });
  return lines.join('\n');
}

function overview(tables: readonly TableShape[]): string {
  const lines = tables.flatMap((table) => table.foreignKeys.map((key) => relation(table, key)));
  return `## All foreign keys\n\n${diagram(lines)}`;
}

function domainSection({ file, title, tables }: Domain): string[] {
  const shapes = tables.map(({ shape }) => shape);
  const lines = [
    ...shapes.flatMap(entity),
    ...shapes.flatMap((shape) => shape.foreignKeys.map((key) => relation(shape, key))),
  ];
  const head = `## ${title}\n\nModels: \`src/db/schema/${file}\`.\n\n${diagram(lines)}`;
  return [head, ...tables.map(({ shape, comments }) => tableSection(shape, comments))];
}

const diagram = (lines: readonly string[]): string =>
  ['```mermaid', 'erDiagram', ...lines.map((line) => `  ${line}`), '```'].join('\n');

/** Only what identifies and points; the other columns are in the tables below. */
function entity(table: TableShape): string[] {
  const rows = table.columns.flatMap((column) => {
    const marks = marksOf(table, column.name);
    return marks.length > 0 ? [`  ${shortType(column).replace(/\W/g, '_')} ${column.name} ${marks.join(', ')}`] : [];
  });
  return [`${table.name} {`, ...rows, '}'];
}

function marksOf(table: TableShape, column: string): string[] {
  const isIn = (keys: readonly KeyShape[]): boolean => keys.some(({ columns }) => columns.includes(column));
  return [
    ...(table.primaryKey?.columns.includes(column) ? ['PK'] : []),
    ...(isIn(table.foreignKeys) ? ['FK'] : []),
    ...(isIn(table.uniques) ? ['UK'] : []),
  ];
}

/** `servers ||--o{ plays : server_id`: a play has exactly one server, a server any number of plays. */
function relation(table: TableShape, key: ForeignKeyShape): string {
  const isOptional = table.columns.some(({ name, isNullable }) => isNullable && key.columns.includes(name));
  return `${key.table} ${isOptional ? '|o' : '||'}--o{ ${table.name} : "${key.columns.join(', ')}"`;
}

function tableSection(table: TableShape, comments: TableComments): string {
  const rows = table.columns.map((column) => {
    const cells = [`\`${column.name}\``, shortType(column), column.isNullable ? 'null' : '', defaultCell(column)];
    return `| ${[...cells, cell(comments.columns[column.property] ?? '')].join(' | ')} |`;
  });
  return [
    `### Table ${table.name}`,
    comments.text,
    ['| Column | Type | Null | Default | Meaning |', '| --- | --- | --- | --- | --- |', ...rows].join('\n'),
    rulesOf(table).join('\n'),
  ].join('\n\n');
}

function rulesOf(table: TableShape): string[] {
  const key = table.primaryKey;
  return [
    ...(key === null ? [] : [`- Primary key \`${key.name}\`: ${key.columns.join(', ')}`]),
    ...table.uniques.map(({ name, columns }) => `- Unique \`${name}\`: ${columns.join(', ')}`),
    ...table.foreignKeys.map(
      ({ name, columns, table: target, targets, onDelete }) =>
        `- Foreign key \`${name}\`: ${columns.join(', ')} → ${target} (${targets.join(', ')}), on delete ${onDelete}`,
    ),
    ...table.indexes.map((index) => indexLine(table, index)),
    ...table.checks.map(({ name, sql }) => `- Check \`${name}\`: \`${plain(table, sql)}\``),
  ];
}

function indexLine(table: TableShape, index: IndexShape): string {
  const parts = index.parts.map(({ sql, isDescending }) => plain(table, sql) + (isDescending ? ' desc' : ''));
  const where = index.where === null ? '' : `, where \`${plain(table, index.where)}\``;
  return `- ${index.isUnique ? 'Unique index' : 'Index'} \`${index.name}\`: ${parts.join(', ')}${where}`;
}

const shortType = ({ type }: ColumnShape): string =>
  type.replace(/^timestamp \((\d)\) with time zone$/, 'timestamptz($1)');

const defaultCell = ({ isIdentity, default: value }: ColumnShape): string =>
  isIdentity ? 'identity' : value === null ? '' : `\`${cell(value)}\``;

/** SQL as one would write it inside the table: without its name and without quotes. */
const plain = (table: TableShape, sql: string): string => sql.replaceAll(`"${table.name}".`, '').replaceAll('"', '');

const cell = (text: string): string => text.replaceAll('|', '\\|');
