import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DECISIONS } from '#contract/enums.ts';
import type { PlayId } from '#contract/ids.ts';
import { forgetPlayBlocks } from '#db/play-blocks.ts';
import { type Db, inTransaction, type Tx } from '#db/pool.ts';
import { itemSnapshots, playBlocks, players, plays, streamSnapshots } from '#db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '#db/testing.ts';
import { runImport, SAMPLE_CONFIG, unpackSample } from '#tautulli/import/import-testing.ts';
import { fillHistory } from '../table-testing.ts';
import { ColumnMemory } from './column-memory.ts';
import {
  COLUMN_NAMES,
  convertedOf,
  decisionOf,
  FRACTION,
  isDescribed,
  isLive,
  isStreamDescribed,
  locationOf,
  mediaCode,
  mediaOf,
  NO_STOP,
  ORIGIN_S,
  type PlayColumns,
  UNKNOWN,
} from './columns.ts';
import { makePlayBlocks, makePlayBlocksUnlessBusy } from './make-play-blocks.ts';
import { LOOSE_PLAYS, makeBlocks } from './queries-blocks.ts';
import { EVER, readPlays } from './read-plays.ts';

const folder = mkdtempSync(join(tmpdir(), 'spyglass-blocks-'));
let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  await runImport(database, unpackSample(join(folder, 'tautulli.db')), { configPath: SAMPLE_CONFIG });
  // Recorded plays have milliseconds.
  await db.execute(
    sql`update plays set started_at = started_at + id % 7 * interval '1 ms', stopped_at = stopped_at + id % 11 * interval '1 ms'`,
  );
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await db.delete(playBlocks);
});

const fresh = (fromS = EVER): Promise<PlayColumns> => readPlays(db, COLUMN_NAMES, fromS, new ColumnMemory());
const make = (): Promise<number> => inTransaction(db, makePlayBlocks);
const blocks = () =>
  db.select({ afterId: playBlocks.afterId, untilId: playBlocks.untilId }).from(playBlocks).orderBy(playBlocks.untilId);
const values = (columns: PlayColumns) => COLUMN_NAMES.map((name) => [name, [...columns[name]]]);

/** All plays as they are stored. */
const stored = () =>
  db
    .select({ play: plays, item: itemSnapshots, stream: streamSnapshots, player: players })
    .from(plays)
    .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId))
    .innerJoin(streamSnapshots, eq(streamSnapshots.id, plays.streamSnapshotId))
    .innerJoin(players, eq(players.id, plays.playerId))
    .orderBy(plays.id);

/** Which rows are equal: the number of the first one that is. */
const classes = (keys: readonly unknown[]): number[] => keys.map((key) => keys.indexOf(key));

describe('the columns', () => {
  test('say what the plays say', async () => {
    const rows = await stored();
    const columns = await fresh();
    const of = <T>(read: (row: (typeof rows)[number]) => T): T[] => rows.map(read);
    const seconds = (moment: Date): number => Math.floor(moment.getTime() / 1000) - ORIGIN_S;
    expect([...columns.ids]).toEqual(of(({ play }) => play.id));
    expect([...columns.watchGroups]).toEqual(of(({ play }) => play.watchGroupId));
    expect([...columns.users]).toEqual(of(({ play }) => play.userId));
    expect([...columns.libraries]).toEqual(of(({ play }) => play.libraryId ?? 0));
    expect([...columns.startedS]).toEqual(of(({ play }) => seconds(play.startedAt)));
    expect([...columns.stoppedS]).toEqual(
      of(({ play }) => (play.anomalies?.includes('no_stop') ? NO_STOP : seconds(play.stoppedAt))),
    );
    expect([...columns.watchedMs]).toEqual(of(({ play }) => play.watchedMs));
    expect([...columns.items]).toEqual(of(({ play }) => play.itemSnapshotId));
    expect([...columns.players]).toEqual(of(({ play }) => play.playerId));
    expect([...columns.offsetsMs]).toEqual(of(({ play }) => play.viewOffsetMs ?? UNKNOWN));
    expect([...columns.lengthsMs]).toEqual(of(({ play }) => play.durationMs ?? UNKNOWN));
    expect([...columns.pausedMs]).toEqual(of(({ play }) => play.pausedMs));
    expect([...columns.fractions]).toEqual(
      of(({ play }) => play.startedAt.getMilliseconds() * FRACTION + play.stoppedAt.getMilliseconds()),
    );
    expect([...columns.bandwidths]).toEqual(of(({ play }) => play.bandwidthKbps ?? UNKNOWN));
    expect([...columns.creditsFirstMs]).toEqual(of(({ item }) => item.creditsFirstMs ?? 0));
    expect([...columns.creditsFinalMs]).toEqual(of(({ item }) => item.creditsFinalMs ?? 0));
    expect([...columns.deliveries].map(locationOf)).toEqual(of(({ play }) => play.location));
    expect([...columns.deliveries].map(convertedOf)).toEqual(
      of(({ stream }) => ({
        video: stream.videoDecision === 'transcode',
        audio: stream.audioDecision === 'transcode',
        subtitles: stream.subtitleDecision === 'burn',
      })),
    );
    const traits = [...columns.traits];
    expect(traits.map(mediaOf)).toEqual(of(({ item }) => mediaCode(item.mediaType)));
    expect(traits.map(isLive)).toEqual(of(({ play }) => play.isLive));
    expect(traits.map(isDescribed)).toEqual(of(({ item }) => !item.isPlaceholder));
    expect(traits.map(isStreamDescribed)).toEqual(of(({ stream }) => !stream.isPlaceholder));
    expect(traits.map(decisionOf)).toEqual(
      of(({ stream }) => (stream.decision === null ? -1 : DECISIONS.indexOf(stream.decision))),
    );
  });

  test('tell titles, addresses and platforms apart as the old database did', async () => {
    const rows = await stored();
    const columns = await fresh();
    const was = (row: { importedValues: unknown }, name: string, ours: unknown): unknown => {
      const kept = row.importedValues as Record<string, unknown> | null;
      return kept !== null && name in kept ? kept[name] : (ours ?? '');
    };
    const title = ({ item }: (typeof rows)[number]): string => {
      const show = was(item, 'grandparent_title', item.grandparentTitle);
      if (item.mediaType === 'episode') return JSON.stringify([show]);
      if (item.mediaType === 'track') return JSON.stringify([was(item, 'original_title', item.originalTitle), show, 0]);
      if (item.mediaType !== 'movie') return '';
      return JSON.stringify([was(item, 'full_title', item.fullTitle), String(was(item, 'year', item.year))]);
    };
    expect(classes([...columns.titles])).toEqual(classes(rows.map(title)));
    expect(classes([...columns.addresses])).toEqual(classes(rows.map(({ play }) => play.ipAddress)));
    expect([...columns.addresses].map((hash) => hash === 0)).toEqual(rows.map(({ play }) => play.ipAddress === null));
    expect(classes([...columns.videoCodecs])).toEqual(classes(rows.map(({ stream }) => stream.sourceVideoCodec)));
    expect(classes([...columns.audioCodecs])).toEqual(classes(rows.map(({ stream }) => stream.sourceAudioCodec)));
    const album = ({ item }: (typeof rows)[number]): string =>
      item.mediaType === 'track' ? JSON.stringify([item.parentTitle, item.grandparentTitle]) : '';
    expect(classes([...columns.albums])).toEqual(classes(rows.map(album)));
    expect(classes([...columns.platforms])).toEqual(classes(rows.map(({ player }) => player.platform ?? '')));
  });

  test('are the same from blocks as from plays', async () => {
    const raw = await fresh();
    // So many plays in no block made it worth one.
    expect(await blocks()).toHaveLength(1);
    expect(values(await fresh())).toEqual(values(raw));
    expect(raw.count).toBe(4_000);
  });

  test('of a window begin with the first block that has a play of it', async () => {
    const border = 1_770_000_000;
    const raw = await fresh(border);
    await make();
    const fromBlocks = await fresh(border);
    const ended = (columns: PlayColumns): number[] =>
      [...columns.ids].filter((_id, index) => (columns.stoppedS[index] ?? 0) + ORIGIN_S >= border);
    expect(ended(raw)).toEqual([...raw.ids]);
    expect(ended(fromBlocks)).toEqual([...raw.ids]);
  });
});

/** Records a copy of a play behind all others. */
const record = (tx: Tx, id: number) =>
  tx.execute(sql`insert into plays overriding system value select (p).* from (
    select (jsonb_populate_record(p, jsonb_build_object('id', ${id}::int))) as p from plays p order by id limit 1) copied`);

describe('blocks stay true', () => {
  test('a play that was recorded is there at once, and many make a block', async () => {
    await make();
    const before = await blocks();
    const last = before.at(-1)!.untilId;
    await inTransaction(db, async (tx) => {
      for (let id = last + 1; id < last + LOOSE_PLAYS; id++) await record(tx, id);
      await forgetPlayBlocks(tx, [last + 1]);
    });
    expect((await readPlays(db, ['ids'], EVER)).count).toBe(4_000 + LOOSE_PLAYS - 1);
    expect(await blocks()).toEqual(before);
    await inTransaction(db, (tx) => record(tx, last + 500));
    expect((await readPlays(db, ['ids'], EVER)).count).toBe(4_000 + LOOSE_PLAYS);
    // The block that was not full is made anew, full this time.
    expect((await blocks()).map(({ untilId }) => untilId > last)).toEqual([true, true]);
    expect((await readPlays(db, ['ids'], EVER)).count).toBe(4_000 + LOOSE_PLAYS);
    await inTransaction(db, async (tx) => {
      await tx.execute(sql`delete from plays where id > ${last}`);
      await forgetPlayBlocks(
        tx,
        Array.from({ length: 600 }, (_, index) => last + index),
      );
    });
    expect((await readPlays(db, ['ids'], EVER)).count).toBe(4_000);
  });

  test('a play that was changed makes its block forgotten, and the others stay', async () => {
    await make();
    const [changed] = await db.select({ id: plays.id, watchedMs: plays.watchedMs }).from(plays).limit(1).offset(2_000);
    const { id, watchedMs } = changed!;
    const watched = async (): Promise<number | undefined> => {
      const columns = await readPlays(db, ['ids', 'watchedMs'], EVER);
      return columns.watchedMs[columns.ids.indexOf(id)];
    };
    const change = (ms: number) =>
      inTransaction(db, async (tx) => {
        await tx.update(plays).set({ watchedMs: ms }).where(eq(plays.id, id));
        await forgetPlayBlocks(tx, [id]);
      });
    expect(await watched()).toBe(watchedMs);
    await change(watchedMs + 1);
    expect(await watched()).toBe(watchedMs + 1);
    await change(watchedMs);
    expect(await watched()).toBe(watchedMs);
    expect(await blocks()).toHaveLength(1);
  });

  test('nothing is forgotten for plays that are in no block', async () => {
    await make();
    await inTransaction(db, (tx) => forgetPlayBlocks(tx, []));
    await inTransaction(db, (tx) => forgetPlayBlocks(tx, [2_000_000_000]));
    expect(await blocks()).toHaveLength(1);
    await inTransaction(db, (tx) => forgetPlayBlocks(tx, 'all'));
    expect(await blocks()).toHaveLength(0);
  });

  test('a hole between blocks is filled to its ends', async () => {
    const raw = await fresh();
    await db.delete(playBlocks);
    await inTransaction(db, async (tx) => {
      await makeBlocks(tx, { afterId: 0, untilId: 1_500 }, 1);
      await makeBlocks(tx, { afterId: 2_500, untilId: 10_000 }, 1);
    });
    expect(values(await fresh())).toEqual(values(raw));
    expect(await blocks()).toEqual([
      { afterId: 0, untilId: 2_500 },
      { afterId: 2_500, untilId: 10_000 },
    ]);
    expect(values(await fresh())).toEqual(values(raw));
  });
});

test('of very many plays blocks are made first', async () => {
  const other = await createTestDatabase();
  try {
    await fillHistory(other, 9_000);
    const { count } = await readPlays(other.db, ['ids', 'traits'], EVER, new ColumnMemory());
    const { rows } = await other.db.execute<{ plays: number }>(
      sql`select sum(length(ids) / 4)::int as plays from play_blocks`,
    );
    expect([count, rows]).toEqual([9_000, [{ plays: 9_000 }]]);
  } finally {
    await other.drop();
  }
});

describe('two at a time', () => {
  test('nobody makes a block of plays that are being changed', async () => {
    await inTransaction(db, async (tx) => {
      await tx
        .update(plays)
        .set({ isRelayed: true })
        .where(inArray(plays.id, [1 as PlayId]));
      await forgetPlayBlocks(tx, [1]);
      await makePlayBlocksUnlessBusy(db);
      expect(await blocks()).toEqual([]);
    });
    await makePlayBlocksUnlessBusy(db);
    expect(await blocks()).toHaveLength(1);
  });

  test('who changes a play while its block is made waits, and then forgets the block', async () => {
    const order: string[] = [];
    let change: Promise<unknown> = Promise.resolve();
    await inTransaction(db, async (tx) => {
      await makePlayBlocks(tx);
      change = inTransaction(db, (other) => forgetPlayBlocks(other, [1])).then(() => order.push('forgotten'));
      await tx.execute(sql`select pg_sleep(0.2)`);
      order.push('made');
    });
    await change;
    expect(order).toEqual(['made', 'forgotten']);
    expect(await blocks()).toEqual([]);
  });
});
