import { describe, expect, test } from 'vitest';
import { ADMIN_KEY } from './auth-testing.ts';
import type { EventSink } from './live-clients.ts';
import type { LiveHub } from './live-hub.ts';
import { BATCH, joined, reader } from './live-testing.ts';
import { aLiveHub, anActivity, aSession } from './testing.ts';

describe('coming back', () => {
  const play = { t: 'play', playId: 1, groupId: 1 } as const;

  test('continues after the last event that was heard', async () => {
    const { hub, clock } = aLiveHub();
    const [gone, stays] = [await joined(hub), await joined(hub)];
    hub.publish(play);
    await clock.advance(BATCH);
    const lastId = gone.lastId();
    gone.leave();
    hub.publish({ ...play, playId: 2 });
    await clock.advance(BATCH);
    const back = await joined(hub, lastId);
    expect(back.names()).toEqual(['play']);
    expect(back.text()).toContain('"playId":2');
    expect(back.lastId()).toBe(stays.lastId());
  });

  test('with nothing missed is sent nothing', async () => {
    const { hub } = aLiveHub();
    const client = await joined(hub);
    expect((await joined(hub, client.lastId())).text()).toBe('retry: 2000\n\n');
  });

  test.each([
    [
      'too old',
      async (hub: LiveHub, advance: () => Promise<void>) => {
        for (let i = 0; i < 501; i += 1) hub.publish(play);
        await advance();
      },
    ],
    [
      'everybody was started afresh',
      async (hub: LiveHub, advance: () => Promise<void>) => {
        hub.resync();
        await advance();
      },
    ],
  ])('starts from a snapshot: %s', async (_name, happen) => {
    const { hub, clock } = aLiveHub();
    const gone = await joined(hub);
    await joined(hub);
    const lastId = gone.lastId();
    gone.leave();
    await happen(hub, () => clock.advance(BATCH));
    expect((await joined(hub, lastId)).names()).toEqual(['snapshot']);
  });

  test('500 missed events are sent, oldest first', async () => {
    const { hub, clock } = aLiveHub();
    const gone = await joined(hub);
    await joined(hub);
    for (let i = 0; i < 500; i += 1) hub.publish(play);
    await clock.advance(BATCH);
    const ids = (await joined(hub, String(gone.ids()[0]))).ids();
    expect(ids).toHaveLength(500);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  test('starts from a snapshot when something happened while nobody listened', async () => {
    const { hub } = aLiveHub();
    const gone = await joined(hub);
    gone.leave();
    hub.publish(play);
    expect((await joined(hub, gone.lastId())).names()).toEqual(['snapshot']);
  });

  test.each(['', 'x', '-1', '1e9', '99999999999999999999'])(
    'a strange number starts from a snapshot: %j',
    async (id) => {
      const { hub } = aLiveHub();
      expect((await joined(hub, id)).names()).toEqual(['snapshot']);
    },
  );

  test('a number of an earlier process is not taken for one of ours', async () => {
    const { hub: earlier } = aLiveHub();
    const lastId = (await joined(earlier)).lastId();
    const { hub, clock } = aLiveHub();
    clock.jumpTo(clock.now() + 1);
    const { hub: later } = aLiveHub({ clock });
    expect((await joined(later, lastId)).names()).toEqual(['snapshot']);
    await hub.close();
  });
});

describe('slow readers', () => {
  const MEGABYTE = 1_048_576;

  test('are dropped when more than a megabyte waits, others go on', async () => {
    const { hub, clock } = aLiveHub();
    const [slow, quick] = [await joined(hub), await joined(hub)];
    slow.state.backlog = MEGABYTE + 20_000;
    hub.publish({ t: 'play', playId: 1, groupId: 1 });
    await clock.advance(BATCH);
    expect(slow.state.fate).toBe('destroyed');
    expect(quick.names()).toEqual(['snapshot', 'play']);
    expect(hub.clientCount()).toBe(1);
  });

  test('a large snapshot is not held against them', async () => {
    const sessions = Array.from({ length: 500 }, (_, i) => aSession(i + 1));
    const { hub, clock } = aLiveHub({ snapshot: async () => anActivity(sessions) });
    const client = await joined(hub);
    const snapshotBytes = Buffer.concat(client.written).length;
    expect(snapshotBytes).toBeGreaterThan(MEGABYTE / 2);
    client.state.backlog = MEGABYTE + snapshotBytes - 10;
    hub.publish({ t: 'play', playId: 1, groupId: 1 });
    await clock.advance(BATCH);
    expect(client.state.fate).toBe('open');
    client.state.backlog += 20;
    hub.publish({ t: 'play', playId: 1, groupId: 1 });
    await clock.advance(BATCH);
    expect(client.state.fate).toBe('destroyed');
  });
});

describe('closing', () => {
  test('ends all streams and takes no more', async () => {
    const { hub, clock } = aLiveHub();
    const client = await joined(hub);
    await hub.close();
    expect(client.state.fate).toBe('ended');
    expect(hub.clientCount()).toBe(0);
    await expect(joined(hub)).rejects.toMatchObject({ code: 'unavailable' });
    hub.publish({ t: 'play', playId: 1, groupId: 1 });
    await clock.advance(60_000);
    expect(client.names()).toEqual(['snapshot']);
    await hub.close();
  });

  test('breaks off a stream that does not end', async () => {
    const { hub, clock } = aLiveHub();
    const client = reader();
    let isEnded = false;
    const stuck: EventSink = {
      ...client.sink,
      end: () => {
        isEnded = true;
      },
    };
    await hub.join(ADMIN_KEY, undefined, () => stuck);
    const closing = hub.close();
    await clock.advance(1_000);
    await closing;
    expect(isEnded).toBe(true);
    expect(client.state.fate).toBe('destroyed');
  });

  test('a stream that was about to begin is refused', async () => {
    const read = Promise.withResolvers<void>();
    const { hub } = aLiveHub({
      snapshot: async () => {
        await read.promise;
        return anActivity();
      },
    });
    const joining = joined(hub);
    await hub.close();
    read.resolve();
    await expect(joining).rejects.toMatchObject({ code: 'unavailable' });
  });
});
