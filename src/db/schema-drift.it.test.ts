import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogueOf, createModels, surroundingsOf } from './catalogue-testing.ts';
import { describeTables } from './describe-schema.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

/**
 * The models, created without any migration, beside the migrated database: PostgreSQL describes both in its own words,
 * so that spelling does not matter and nothing on either side is left out.
 */
let t: TestDatabase;
let client: PoolClient;
let surroundings: readonly string[];
let models: readonly string[];

beforeAll(async () => {
  t = await createTestDatabase();
  client = await t.pool.connect();
  surroundings = await surroundingsOf(t.pool);
  await createModels(client, 'models', describeTables());
  models = await catalogueOf(client, 'models');
});

afterAll(async () => {
  client?.release();
  await t?.drop();
});

test('the migrated database has nothing beside its own schema', () => {
  expect(surroundings).toEqual(['extension plpgsql', 'schema public']);
});

test('the migrated database is what the models say, and the models say all of it', async () => {
  expect(models.length).toBeGreaterThan(500);
  expect(await catalogueOf(client, 'public')).toEqual(models);
});

test('every constraint is proven and every index usable', async () => {
  const lines = await catalogueOf(client, 'public');
  expect(lines.filter((line) => /NOT VALID| (unproven|invalid)$/.test(line))).toEqual([]);
});

/** What somebody could do to a database, or forget in a migration. */
const TAMPERING: readonly string[] = [
  'drop table settings',
  'create table photos (id int)',
  'create unlogged table photos (id int)',
  'create view photos as select 1 as one',
  'create sequence photos',
  "create type photos as enum ('a')",
  'create domain photos as text',
  'create function photos() returns int language sql return 1',
  'create rule photos as on insert to settings do instead nothing',
  'alter table plays add column photos text',
  'alter table plays drop column user_name',
  'alter table plays rename column user_name to person',
  'alter table plays alter column bandwidth_kbps type bigint',
  'alter table plays alter column started_at type timestamptz(6)',
  'alter table plays alter column user_name set not null',
  'alter table plays alter column watched_ms drop not null',
  'alter table plays alter column user_name type text collate "C"',
  "alter table plays alter column user_name set default 'nobody'",
  'alter table users alter column is_active drop default',
  'alter table users alter column is_active set default false',
  'alter table plays alter column id drop identity',
  'alter table plays alter column id set generated always',
  'alter table plays alter column id set maxvalue 1000',
  'alter table sign_ins drop constraint pk_sign_ins',
  'alter table servers drop constraint uq_servers_machine_identifier',
  'alter table plays add constraint uq_plays_started_at unique (started_at)',
  'alter table plays rename constraint fk_plays_user_id to plays_user',
  'alter table plays drop constraint fk_plays_user_id',
  'alter table plays alter constraint fk_plays_user_id deferrable',
  'alter table plays drop constraint ck_plays_order',
  'alter table plays add constraint ck_plays_photos check (true)',
  'drop index ix_plays_user_id',
  'create index ix_plays_photos on plays (is_live)',
  'alter table plays enable row level security',
  'create policy photos on plays',
  'alter table plays set (fillfactor = 50)',
];

const replaced = (drop: string, add: string): string =>
  `alter table plays drop constraint ${drop}, add constraint ${add}`;
const REPLACED: readonly string[] = [
  replaced('fk_plays_user_id', 'fk_plays_user_id foreign key (user_id) references users (id) on delete cascade'),
  replaced('fk_plays_user_id', 'fk_plays_user_id foreign key (user_id) references users (id) not valid'),
  replaced('fk_plays_user_id', 'fk_plays_user_id foreign key (player_id) references users (id)'),
  replaced('fk_plays_user_id', 'fk_plays_user_id foreign key (user_id) references items (id)'),
  replaced('ck_plays_location', "ck_plays_location check (location in ('lan', 'wan'))"),
  'drop index ix_plays_user_id; create unique index ix_plays_user_id on plays (user_id)',
  'drop index ix_plays_user_id; create index ix_plays_user_id on plays (user_id) where is_live',
  'drop index ix_sign_ins_at_id; create index ix_sign_ins_at_id on sign_ins (id desc, at desc)',
  'drop index ix_plays_stopped_at; create index ix_plays_stopped_at on plays (stopped_at desc nulls last)',
  'drop index uq_accounts_username; create unique index uq_accounts_username on accounts (username)',
];

test.each([...TAMPERING, ...REPLACED])('the comparison notices: %s', async (statements) => {
  await client.query('begin');
  try {
    await client.query(statements);
    expect(await catalogueOf(client, 'public')).not.toEqual(models);
  } finally {
    await client.query('rollback');
  }
});
