import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  type PgTable,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { describeTable, describeTables } from './describe-schema.ts';
import { fk } from './schema/columns.ts';

const shelves = pgTable('shelves', { id: integer().notNull() }, (t) => [
  primaryKey({ name: 'pk_shelves', columns: [t.id] }),
]);

const books = pgTable(
  'books',
  {
    id: integer().generatedByDefaultAsIdentity(),
    shelfId: integer('shelf_id'),
    title: text().notNull().default("it's"),
    tags: text().array().notNull().default(sql`'{}'`),
  },
  (t) => [
    primaryKey({ name: 'pk_books', columns: [t.id] }),
    fk('books', t.shelfId, shelves.id, 'set null'),
    unique('uq_books_shelf_id_title').on(t.shelfId, t.title),
    uniqueIndex('uq_books_title').on(sql`lower(${t.title})`),
    index('ix_books_shelf_id_id').on(t.shelfId, t.id.desc()).where(sql`${t.shelfId} > 0`),
    check('ck_books_title', sql`${t.title} <> ''`),
  ],
);

test('a model becomes plain data', () => {
  const plain = { isDescending: false, areNullsFirst: false };
  expect(describeTable(books)).toEqual({
    name: 'books',
    columns: [
      { name: 'id', property: 'id', type: 'integer', isNullable: false, default: null, isIdentity: true },
      { name: 'shelf_id', property: 'shelfId', type: 'integer', isNullable: true, default: null, isIdentity: false },
      { name: 'title', property: 'title', type: 'text', isNullable: false, default: "'it''s'", isIdentity: false },
      { name: 'tags', property: 'tags', type: 'text[]', isNullable: false, default: "'{}'", isIdentity: false },
    ],
    primaryKey: { name: 'pk_books', columns: ['id'] },
    uniques: [{ name: 'uq_books_shelf_id_title', columns: ['shelf_id', 'title'] }],
    foreignKeys: [
      {
        name: 'fk_books_shelf_id',
        columns: ['shelf_id'],
        table: 'shelves',
        targets: ['id'],
        onDelete: 'set null',
        onUpdate: 'no action',
      },
    ],
    indexes: [
      {
        name: 'ix_books_shelf_id_id',
        method: 'btree',
        isUnique: false,
        parts: [
          { sql: '"shelf_id"', ...plain },
          { sql: '"id"', ...plain, isDescending: true },
        ],
        settings: '',
        where: '"books"."shelf_id" > 0',
      },
      {
        name: 'uq_books_title',
        method: 'btree',
        isUnique: true,
        parts: [{ sql: 'lower("books"."title")', ...plain }],
        settings: '',
        where: null,
      },
    ],
    checks: [{ name: 'ck_books_title', sql: `"books"."title" <> ''` }],
  });
});

test.each<[string, PgTable, string]>([
  ['a key in a column', pgTable('t', { id: integer().primaryKey() }), 'key without a name'],
  ['a unique column', pgTable('t', { id: integer().unique() }), 'key without a name'],
  ['a computed column', pgTable('t', { id: integer().generatedAlwaysAs(sql`1`) }), 'is computed'],
  ['an identity that refuses ids', pgTable('t', { id: integer().generatedAlwaysAsIdentity() }), 'ids of imports'],
  ['equal nulls', pgTable('t', { a: integer() }, (t) => [unique('u').on(t.a).nullsNotDistinct()]), 'nulls for equal'],
  ['an index without a name', pgTable('t', { a: integer() }, (t) => [index().on(t.a)]), 'without a name'],
  ['an operator class', pgTable('t', { a: text() }, (t) => [index('i').on(t.a.op('text_pattern_ops'))]), 'class'],
  ['a parameter', pgTable('t', { a: integer() }, (t) => [check('c', sql`${t.a} > ${1}`)]), 'not written out'],
])('%s is refused instead of passed over', (_name, model, message) => {
  expect(() => describeTable(model)).toThrow(message);
});

test('all models are described, in the order of their names', () => {
  const names = describeTables().map(({ name }) => name);
  expect(names).toContain('plays');
  expect(names).toEqual(names.toSorted());
});
