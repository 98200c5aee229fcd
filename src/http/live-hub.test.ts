import { describe, expect, test } from 'vitest';
import type { SessionView } from '#contract/activity.ts';
import { ADMIN_KEY } from './auth-testing.ts';
import { BATCH, joined, reader } from './live-testing.ts';
import { aLiveHub, anActivity, aSession } from './testing.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a new stream', () => {
  test('begins with how to come back and a snapshot', async () => {
    const { hub } = aLiveHub();
    const client = await joined(hub);
    expect(client.text()).toMatch(/^retry: 2000\n\nid: \d+\nevent: snapshot\ndata: \{/);
    expect(client.names()).toEqual(['snapshot']);
  });

  test('streams that come together share one reading', async () => {
    let reads = 0;
    const { hub } = aLiveHub({
      snapshot: async () => {
        reads += 1;
        await settle();
        return anActivity();
      },
    });
    await Promise.all(Array.from({ length: 50 }, () => joined(hub)));
    expect(reads).toBe(1);
    expect(hub.clientCount()).toBe(50);
  });

  test('is told what happened while its snapshot was read', async () => {
    const read = Promise.withResolvers<void>();
    const { hub, clock } = aLiveHub({
      snapshot: async () => {
        await read.promise;
        return anActivity();
      },
    });
    const joining = joined(hub);
    hub.publish({ t: 'play', playId: 1, groupId: 1 });
    await clock.advance(BATCH);
    read.resolve();
    const client = await joining;
    expect(client.names()).toEqual(['snapshot', 'play']);
    hub.publish({ t: 'play', playId: 2, groupId: 2 });
    await clock.advance(BATCH);
    expect(client.names()).toEqual(['snapshot', 'play', 'play']);
  });

  test('reads again when everything was read afresh meanwhile', async () => {
    const first = Promise.withResolvers<void>();
    let reads = 0;
    const { hub, clock } = aLiveHub({
      snapshot: async () => {
        reads += 1;
        if (reads === 1) await first.promise;
        return anActivity();
      },
    });
    const joining = joined(hub);
    hub.resync();
    await clock.advance(BATCH);
    first.resolve();
    expect((await joining).names()).toEqual(['snapshot']);
    expect(reads).toBe(3);
  });

  test('fails when the snapshot cannot be read, and nothing is sent', async () => {
    const { hub } = aLiveHub({ snapshot: () => Promise.reject(new Error('down')) });
    const client = reader();
    await expect(hub.join(ADMIN_KEY, undefined, () => client.sink)).rejects.toThrow('down');
    expect(client.written).toEqual([]);
    expect(hub.clientCount()).toBe(0);
  });

  test('a client that has gone meanwhile is not added', async () => {
    const { hub } = aLiveHub();
    await hub.join(ADMIN_KEY, undefined, () => null);
    expect(hub.clientCount()).toBe(0);
  });

  test('the 201st is refused', async () => {
    const { hub } = aLiveHub();
    await Promise.all(Array.from({ length: 200 }, () => joined(hub)));
    await expect(joined(hub)).rejects.toMatchObject({ code: 'unavailable' });
    expect(hub.clientCount()).toBe(200);
  });
});

test('a heartbeat every 15 seconds', async () => {
  const { hub, clock } = aLiveHub();
  const client = await joined(hub);
  await clock.advance(45_000);
  expect(client.text().match(/^: heartbeat\n\n/gm)).toHaveLength(3);
});

describe('changes', () => {
  test('that come close together are read once and told in the order of their start', async () => {
    const asked: (readonly number[])[] = [];
    const sessionsByIds = async (_visible: unknown, ids: readonly number[]): Promise<SessionView[]> => {
      asked.push(ids);
      return [aSession(3), aSession(1)];
    };
    const { hub, clock } = aLiveHub({ sessionsByIds });
    const client = await joined(hub);
    hub.publish({ t: 'sessions', ids: [1] });
    await clock.advance(BATCH / 2);
    hub.publish({ t: 'sessions', ids: [3, 1] });
    expect(client.names()).toEqual(['snapshot']);
    await clock.advance(BATCH);
    expect(asked).toEqual([[1, 3]]);
    expect(client.text().match(/"session":\{"id":\d/g)).toEqual(['"session":{"id":1', '"session":{"id":3']);
  });

  test('all clients are sent the same bytes, written once', async () => {
    const { hub, clock } = aLiveHub();
    const [one, two] = [await joined(hub), await joined(hub)];
    hub.publish({ t: 'sessions', ids: [1] });
    await clock.advance(BATCH);
    expect(one.written.at(-1)).toBe(two.written.at(-1));
  });

  test('an end never overtakes the state that was read before it', async () => {
    const read = Promise.withResolvers<SessionView[]>();
    const { hub, clock } = aLiveHub({ sessionsByIds: () => read.promise });
    const client = await joined(hub);
    hub.publish({ t: 'sessions', ids: [1] });
    await clock.advance(BATCH);
    hub.publish({
      t: 'ended',
      sessionId: 1,
      stoppedAt: '2026-11-24T16:05:16.000Z',
      viewOffsetMs: 0,
      percentComplete: 0,
      playId: null,
    });
    await clock.advance(BATCH * 5);
    expect(client.names()).toEqual(['snapshot']);
    read.resolve([aSession(1)]);
    await settle();
    await clock.advance(BATCH);
    expect(client.names()).toEqual(['snapshot', 'session', 'session-ended']);
  });

  test('numbers grow by one', async () => {
    const { hub, clock } = aLiveHub();
    const client = await joined(hub);
    for (let i = 0; i < 3; i += 1) {
      hub.publish({ t: 'play', playId: 1, groupId: 1 });
      await clock.advance(BATCH);
    }
    const [first, ...rest] = client.ids();
    expect(rest).toEqual([first! + 1, first! + 2, first! + 3]);
  });

  test('nothing is read while nobody listens', async () => {
    let reads = 0;
    const { hub, clock } = aLiveHub({
      sessionsByIds: async () => {
        reads += 1;
        return [];
      },
    });
    hub.publish({ t: 'sessions', ids: [1] });
    await clock.advance(BATCH);
    expect(reads).toBe(0);
  });

  test('from another process arrive as text', async () => {
    const { hub, clock } = aLiveHub();
    const client = await joined(hub);
    hub.receive('{"t":"play","playId":1,"groupId":2}');
    await clock.advance(BATCH);
    expect(client.names()).toEqual(['snapshot', 'play']);
  });

  test.each(['', 'nonsense', '{"t":"later"}', '{"t":"sessions","ids":"1"}'])(
    'that cannot be read make everybody start afresh: %j',
    async (payload) => {
      const { hub, clock } = aLiveHub();
      const client = await joined(hub);
      hub.receive(payload);
      await clock.advance(BATCH);
      expect(client.names()).toEqual(['snapshot', 'snapshot']);
    },
  );

  test('that could not be read are made up for by a snapshot, as soon as that can be read', async () => {
    let isDown = false;
    const check = (): void => {
      if (isDown) throw new Error('down');
    };
    const { hub, clock } = aLiveHub({
      snapshot: async () => {
        check();
        return anActivity();
      },
      sessionsByIds: async () => {
        check();
        return [];
      },
    });
    const client = await joined(hub);
    isDown = true;
    hub.publish({ t: 'sessions', ids: [1] });
    await clock.advance(5_000);
    expect(client.names()).toEqual(['snapshot']);
    isDown = false;
    await clock.advance(2_100);
    expect(client.names()).toEqual(['snapshot', 'snapshot']);
    await clock.advance(10_000);
    expect(client.names()).toEqual(['snapshot', 'snapshot']);
  });
});
