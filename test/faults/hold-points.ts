/** Stops an import at an exact place: the database waits there until it is told to go on. */

import { systemClock } from '#clock';
import type { TestDatabase } from '#db/testing.ts';
import { waitFor } from '../support/product.ts';

const clock = systemClock();
const LOCK = 99_887_766;

/** The tables whose statements are places. */
const WATCHED = ['items', 'plays'];

/**
 * The places are `inspected` (nothing is staged yet), `table plays` (a staging table was made), `copy plays` (rows come
 * into it), `insert items` (a statement on one of our tables), `index ix_plays_stopped_at` (it was built again), `done`
 * (the report was written), `commit` (the database was told to commit) and `committed` (it has).
 */
const MACHINERY = `
  create schema hold;
  create table hold.place (name text not null, done integer not null);
  create function hold.here(place text) returns void language plpgsql as $$
    begin
      if exists (select from hold.place p where p.name = place) then perform pg_advisory_xact_lock(${LOCK}); end if;
    end $$;
  create function hold.statement() returns trigger language plpgsql as $$
    begin perform hold.here(lower(tg_op) || ' ' || tg_table_name); return null; end $$;
  create function hold.copy() returns trigger language plpgsql as $$
    begin perform hold.here('copy ' || tg_table_name); return null; end $$;
  create function hold.commit() returns trigger language plpgsql as $$
    begin perform hold.here('commit'); return null; end $$;
  create function hold.done() returns trigger language plpgsql as $$
    begin perform hold.here('done'); return null; end $$;
  create trigger hold_done after update on imports for each row when (new.state = 'done') execute function hold.done();
  create constraint trigger hold_commit after update on imports deferrable initially deferred
    for each row when (new.state = 'done') execute function hold.commit();
  create function hold.made() returns event_trigger language plpgsql as $$
    declare made record; name text;
    begin
      for made in select * from pg_event_trigger_ddl_commands() loop
        name := split_part(made.object_identity, '.', 2);
        if made.object_type = 'index' then perform hold.here('index ' || name);
        elsif made.object_type = 'table' and made.schema_name = 'spyglass_import' then
          perform hold.here('table ' || name);
          if exists (select from hold.place p where p.name = 'copy ' || split_part(made.object_identity, '.', 2)) then
            execute format('create trigger hold before insert on %s for each statement execute function hold.copy()', made.object_identity);
          end if;
        end if;
      end loop;
    end $$;
  create event trigger hold_made on ddl_command_end when tag in ('CREATE TABLE', 'CREATE TABLE AS', 'CREATE INDEX')
    execute function hold.made();
  create function hold.dropping() returns event_trigger language plpgsql as $$
    begin
      perform hold.here(case when (select count(*) from imports where state = 'done') > (select min(done) from hold.place)
        then 'committed' else 'inspected' end);
    end $$;
  create event trigger hold_dropping on ddl_command_start when tag in ('DROP SCHEMA') execute function hold.dropping();
`;

export class HoldPoints {
  private readonly database: TestDatabase;
  private isLocked = false;
  private readonly holder: { query(sql: string): Promise<{ rows: Record<string, unknown>[] }>; release(): void };

  private constructor(database: TestDatabase, holder: HoldPoints['holder']) {
    this.database = database;
    this.holder = holder;
  }

  static async install(database: TestDatabase): Promise<HoldPoints> {
    const { pool } = database;
    await pool.query(MACHINERY);
    for (const table of WATCHED)
      await pool.query(
        `create trigger hold before insert or update or delete on ${table} for each statement execute function hold.statement()`,
      );
    return new HoldPoints(database, await pool.connect());
  }

  /** From now on whoever comes to this place waits there. */
  async arm(place: string): Promise<void> {
    await this.database.pool.query('delete from hold.place');
    await this.database.pool.query(`insert into hold.place select $1, count(*) from imports where state = 'done'`, [
      place,
    ]);
    if (!this.isLocked) await this.holder.query(`select pg_advisory_lock(${LOCK})`);
    this.isLocked = true;
  }

  /** Whether somebody waits there. */
  async isReached(): Promise<boolean> {
    const { rows } = await this.database.pool.query(
      `select 1 from pg_locks where locktype = 'advisory' and objid = ${LOCK} and not granted
         and database = (select oid from pg_database where datname = current_database())`,
    );
    return rows.length > 0;
  }

  /** Lets everybody go on, and waits until the connections of the process that was killed are gone. */
  async release(applicationName: string): Promise<void> {
    await this.database.pool.query('delete from hold.place');
    if (this.isLocked) await this.holder.query(`select pg_advisory_unlock(${LOCK})`);
    this.isLocked = false;
    await waitFor(clock, 'the connections to end', async () => {
      const { rows } = await this.database.pool.query(
        'select 1 from pg_stat_activity where datname = current_database() and application_name = $1',
        [applicationName],
      );
      return rows.length === 0;
    });
  }

  close(): void {
    this.holder.release();
  }
}
