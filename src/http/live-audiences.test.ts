import { describe, expect, test } from 'vitest';
import type { Actor } from '#auth/actor.ts';
import type { Revoked } from '#auth/auth.ts';
import type { ServerId } from '#contract/ids.ts';
import { ADMIN_KEY, OWNER, VIEWER } from './auth-testing.ts';
import { BATCH, joined } from './live-testing.ts';
import { aLiveHub, anActivity, aServer, aSession } from './testing.ts';

const AT = '2026-11-24T16:05:16.000Z';
const ended = (sessionId: number, playId: number | null) =>
  ({ t: 'ended', sessionId, stoppedAt: AT, viewOffsetMs: 1, percentComplete: 1, playId }) as const;

/** A hub whose viewer has the stream 2 of the streams 1 and 2. */
const aHubOfTwo = () =>
  aLiveHub({
    snapshot: async (visible) => anActivity(visible.kind === 'all' ? [aSession(1), aSession(2)] : [aSession(2)]),
    sessionsByIds: async (visible, ids) =>
      ids.filter((id) => visible.kind === 'all' || id === 2).map((id) => aSession(id)),
    serverById: async (visible, id) => (visible.kind === 'all' ? aServer(id) : null),
  });

describe('who may see only their own', () => {
  test('is told of nothing else, not even by a number', async () => {
    const { hub, clock } = aHubOfTwo();
    const [owner, viewer] = [await joined(hub, undefined, OWNER), await joined(hub, undefined, VIEWER)];
    hub.publish({ t: 'sessions', ids: [1, 2] });
    hub.publish({ t: 'server', serverId: 9 });
    hub.publish(ended(1, 91));
    hub.publish({ t: 'play', playId: 91, groupId: 90 });
    hub.publish(ended(2, 92));
    hub.publish({ t: 'play', playId: 92, groupId: 92 });
    hub.publish({ t: 'server-removed', serverId: 9 });
    await clock.advance(BATCH);
    expect(owner.names()).toEqual([
      ...['snapshot', 'session', 'session', 'server', 'session-ended', 'play', 'session-ended', 'play'],
      'server-removed',
    ]);
    expect(viewer.names()).toEqual(['snapshot', 'session', 'session-ended', 'play']);
    expect(viewer.text()).not.toMatch(/"sessionId":1|"playId":91|"serverId":9/);
  });

  test('hears nothing of imports', async () => {
    const { hub } = aHubOfTwo();
    const [owner, viewer] = [await joined(hub, undefined, OWNER), await joined(hub, undefined, VIEWER)];
    hub.announce({ type: 'import', import: { id: 4 } as never });
    expect(owner.names()).toEqual(['snapshot', 'import']);
    expect(viewer.names()).toEqual(['snapshot']);
  });

  test('does not resume with what others were told', async () => {
    const { hub, clock } = aHubOfTwo();
    const owner = await joined(hub, undefined, OWNER);
    hub.publish({ t: 'sessions', ids: [1] });
    await clock.advance(BATCH);
    const viewer = await joined(hub, owner.ids()[0]?.toString(), VIEWER);
    expect(viewer.text()).not.toContain('"id":1,"server"');
  });

  test('a key for one server is told by itself', async () => {
    const asked: unknown[] = [];
    const { hub } = aLiveHub({
      snapshot: async (visible) => {
        asked.push(visible);
        return anActivity();
      },
    });
    await joined(hub, undefined, { ...ADMIN_KEY, scope: 'read', serverId: 3 as ServerId } as Actor);
    expect(asked).toEqual([{ kind: 'all', serverId: 3 }]);
  });
});

describe('a stream ends', () => {
  const aRevocableHub = (isStillIn: (actor: Actor) => Promise<boolean> = async () => true) => {
    let tell = (_: Revoked): void => undefined;
    const { hub, clock } = aLiveHub({
      isStillIn,
      onRevoked: (listener) => {
        tell = listener;
        return () => undefined;
      },
    });
    return { hub, clock, revoke: (revoked: Revoked) => tell(revoked) };
  };
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  test('at once when its session ends, and no other', async () => {
    const { hub, revoke } = aRevocableHub();
    const [owner, viewer] = [
      await joined(hub, undefined, OWNER),
      await joined(hub, undefined, { ...VIEWER, sessionHash: 'b'.repeat(64) } as Actor),
    ];
    revoke({ kind: 'some', sessions: ['b'.repeat(64)], keys: [] });
    expect([owner.state.fate, viewer.state.fate]).toEqual(['open', 'ended']);
  });

  test('when its key is taken away', async () => {
    const { hub, revoke } = aRevocableHub();
    const program = await joined(hub, undefined, ADMIN_KEY);
    revoke({ kind: 'some', sessions: [], keys: [1] });
    expect(program.state.fate).toBe('ended');
  });

  test('when messages were missed and nobody can say whether it may go on', async () => {
    let isDown = false;
    const { hub, revoke } = aRevocableHub(async () => {
      if (isDown) throw new Error('down');
      return true;
    });
    const owner = await joined(hub, undefined, OWNER);
    revoke({ kind: 'everything' });
    await settle();
    expect(owner.state.fate).toBe('open');
    isDown = true;
    revoke({ kind: 'everything' });
    await settle();
    expect(owner.state.fate).toBe('ended');
  });

  test('when the session was ended while its snapshot was read', async () => {
    const { hub } = aRevocableHub(async () => false);
    expect((await joined(hub, undefined, OWNER)).state.fate).toBe('ended');
  });

  test('when the session runs out by itself, within a minute; an outage ends nothing', async () => {
    let look: () => Promise<boolean> = async () => true;
    const { hub, clock } = aRevocableHub(() => look());
    const owner = await joined(hub, undefined, OWNER);
    look = async () => {
      throw new Error('down');
    };
    await clock.advance(60_000);
    expect(owner.state.fate).toBe('open');
    look = async () => false;
    await clock.advance(60_000);
    await settle();
    expect(owner.state.fate).toBe('ended');
  });
});

test('one account does not take all places', async () => {
  const { hub } = aLiveHub();
  for (let n = 0; n < 100; n += 1) await joined(hub, undefined, VIEWER);
  await expect(joined(hub, undefined, VIEWER)).rejects.toMatchObject({ code: 'unavailable' });
  await joined(hub, undefined, OWNER);
});
