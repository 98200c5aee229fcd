import { expect, test } from 'vitest';
import type { ColumnShape, TableShape } from './describe-schema.ts';
import { readComments } from './schema-comments.ts';
import { schemaMarkdown } from './schema-markdown.ts';

const column = (name: string, changes: Partial<ColumnShape> = {}): ColumnShape => ({
  name,
  property: name,
  type: 'integer',
  isNullable: false,
  default: null,
  isIdentity: false,
  ...changes,
});

const table = (name: string, changes: Partial<TableShape> = {}): TableShape => ({
  name,
  columns: [column('id', { isIdentity: true })],
  primaryKey: { name: `pk_${name}`, columns: ['id'] },
  uniques: [],
  foreignKeys: [],
  indexes: [],
  checks: [],
  ...changes,
});

const SOURCE = `
/** Not a model. */
const KINDS = ['a'] as const;

/** Where it is watched. */
export const servers = pgTable(
  'servers',
  { id: integer() },
);

/**
 * A play,
 * or half of one.
 */
export const plays = pgTable('plays', {
  id: integer(),
  /** Null for a | b. */
  serverId: integer('server_id'),
});
`;

const plays = table('plays', {
  columns: [
    column('id', { isIdentity: true }),
    column('server_id', { property: 'serverId', isNullable: true }),
    column('started_at', { type: 'timestamp (3) with time zone', default: 'now()' }),
  ],
  foreignKeys: [
    {
      name: 'fk_plays_server_id',
      columns: ['server_id'],
      table: 'servers',
      targets: ['id'],
      onDelete: 'cascade',
      onUpdate: 'no action',
    },
  ],
  indexes: [
    {
      name: 'ix_plays_started_at',
      method: 'btree',
      isUnique: false,
      parts: [{ sql: '"started_at"', isDescending: true, areNullsFirst: false }],
      settings: '',
      where: '"plays"."server_id" > 0',
    },
  ],
  checks: [{ name: 'ck_plays_id', sql: '"plays"."id" > 0' }],
});

test('comments are found by table and property, as one line', () => {
  expect(readComments(SOURCE)).toEqual([
    { table: 'servers', text: 'Where it is watched.', columns: {} },
    { table: 'plays', text: 'A play, or half of one.', columns: { serverId: 'Null for a | b.' } },
  ]);
  expect(readComments("export const bare = pgTable('bare', {});")).toEqual([{ table: 'bare', text: '', columns: {} }]);
});

test('a table says what it is, its columns and its rules', () => {
  const text = schemaMarkdown([plays, table('servers')], { 'servers.ts': SOURCE });
  expect(text.slice(text.indexOf('### Table plays'))).toBe(`### Table plays

A play, or half of one.

| Column | Type | Null | Default | Meaning |
| --- | --- | --- | --- | --- |
| \`id\` | integer |  | identity |  |
| \`server_id\` | integer | null |  | Null for a \\| b. |
| \`started_at\` | timestamptz(3) |  | \`now()\` |  |

- Primary key \`pk_plays\`: id
- Foreign key \`fk_plays_server_id\`: server_id → servers (id), on delete cascade
- Index \`ix_plays_started_at\`: started_at desc, where \`server_id > 0\`
- Check \`ck_plays_id\`: \`id > 0\`
`);
});

test('diagrams have what identifies and points', () => {
  const text = schemaMarkdown([plays, table('servers')], { 'servers.ts': SOURCE });
  const [overview, domain] = [...text.matchAll(/```mermaid\n([\s\S]*?)\n```/g)].map(([, lines]) => lines);
  expect(overview).toBe('erDiagram\n  servers |o--o{ plays : "server_id"');
  expect(domain).toContain('  plays {\n    integer id PK\n    integer server_id FK\n  }');
});

test.each([
  ['a file of no domain', [plays, table('servers')], { 'other.ts': SOURCE }, 'belong to no domain'],
  ['a model that is not exported', [plays], { 'servers.ts': SOURCE }, 'model of servers is not exported'],
  ['a model in no file', [plays, table('servers'), table('more')], { 'servers.ts': SOURCE }, 'stands in no file'],
])('%s is refused', (_name, tables, sources, message) => {
  expect(() => schemaMarkdown(tables, sources)).toThrow(message);
});
