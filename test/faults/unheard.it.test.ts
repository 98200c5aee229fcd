/** What players do while their reports cannot be heard but the server answers is recorded as it was. */
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { systemClock } from '#clock';
import { itemSnapshots, plays, servers } from '#db/schema/index.ts';
import { createTestDatabase } from '#db/testing.ts';
import type { Action } from '#simulator/actions.ts';
import { type Simulator, startSimulator } from '#simulator/simulator.ts';
import { scenarioWorld } from '#simulator/worlds/scenario-world.ts';
import { waitFor, watchSimulator } from '#test/support/product.ts';

const clock = systemClock();

const start = (session: string, item: string): Action => ({
  ...{ action: 'start', session, item, user: 'fern', player: 'roku', machine: session },
});

/** One who stops, one who pauses, one who goes on to the next episode, and one who comes and goes. */
async function unheard(sim: Simulator): Promise<void> {
  await clock.sleep(1_000);
  await sim.act({ action: 'stop', session: 'stops' });
  await sim.act({ action: 'pause', session: 'pauses' });
  await sim.act(start('passes', 'film/quiet-garden'));
  await clock.sleep(2_500);
  await sim.act({ action: 'next', session: 'goes on', item: 'show/night-ferry/s1e2' });
  await clock.sleep(2_500);
  await sim.act({ action: 'resume', session: 'pauses' });
  await sim.act({ action: 'stop', session: 'passes' });
  await clock.sleep(3_000);
}

describe('what nobody heard', () => {
  test.concurrent.each<[string, Action, Action]>([
    ['because the socket is refused', { action: 'ws_abort', refuse: true }, { action: 'ws_accept' }],
    ['because the server is mute', { action: 'ws_mute' }, { action: 'ws_unmute' }],
  ])('%s', { timeout: 60_000 }, async (_name, begin, end) => {
    const database = await createTestDatabase();
    const sim = await startSimulator({ clock, world: scenarioWorld() });
    const settings = { ignoreIntervalSeconds: 0, websocketRetrySeconds: 60 };
    const monitoring = await watchSimulator({ sim, database, clock, settings });
    try {
      await waitFor(clock, 'the socket to open', () => sim.listeners() > 0);
      await sim.act(start('stops', 'film/ember-falls'));
      await sim.act(start('pauses', 'film/distant-winter'));
      await sim.act(start('goes on', 'show/night-ferry/s1e1'));
      await clock.sleep(2_000);
      await sim.act(begin);
      await unheard(sim);
      await sim.act(end);
      // All of them are recorded though the socket may still be away.
      await waitFor(clock, 'three records', async () => (await database.db.$count(plays)) === 3, 15_000);
      const [server] = await database.db.select().from(servers);
      expect(server?.linkState).not.toBe('unreachable');
      await sim.act({ action: 'stop', session: 'pauses' });
      await sim.act({ action: 'stop', session: 'goes on' });
      await waitFor(clock, 'all records', async () => (await database.db.$count(plays)) === 5, 15_000);
      const recorded = await database.db
        .select({ key: itemSnapshots.ratingKey, startedAt: plays.startedAt, watchedMs: plays.watchedMs })
        .from(plays)
        .innerJoin(itemSnapshots, eq(itemSnapshots.id, plays.itemSnapshotId));
      for (const { name, ratingKey, startedAt, playedMs } of sim.ledger()) {
        const play = recorded.find(({ key }) => key === String(ratingKey));
        expect(Math.abs((play?.watchedMs ?? 0) - playedMs), `${name} watched`).toBeLessThan(2_000);
        expect(Math.abs((play?.startedAt.getTime() ?? 0) - startedAt), `${name} start`).toBeLessThan(2_000);
      }
    } finally {
      await monitoring.stop(1_000);
      await sim.close();
      await database.drop();
    }
  });
});
