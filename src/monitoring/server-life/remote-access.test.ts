import { describe, expect, test } from 'vitest';
import type { RemoteAccess } from '#plex/parse-server-state.ts';
import {
  isNoNews,
  NEVER_TOLD,
  onRemoteEvent,
  type RemoteEvent,
  type RemoteState,
  remoteFacts,
} from './remote-access.ts';

/** Which states mean that it works is decided where the answer is read. */
const WORKS = new Set(['mapped ', 'waiting ']);

const access = (mappingState: string, mappingError = ''): RemoteAccess => ({
  mappingState,
  mappingError: mappingError || null,
  signInState: 'ok',
  publicAddress: '203.0.113.20',
  publicPort: '32400',
  privateAddress: '192.0.2.10',
  privatePort: '32400',
  reason: WORKS.has(`${mappingState} ${mappingError}`) ? null : `${mappingState} ${mappingError}`,
});
const fine = access('mapped');
const unreachable = access('mapped', 'unreachable');

const says = (s: number, isReachable: boolean, what: RemoteAccess): RemoteEvent => ({
  kind: 'told',
  at: s * 1_000,
  isReachable,
  access: what,
});
const tick = (s: number): RemoteEvent => ({ kind: 'tick', at: s * 1_000, afterMs: 60_000 });

function run(events: readonly RemoteEvent[]): { told: string[]; state: RemoteState } {
  let state = NEVER_TOLD;
  const told = events.flatMap((event) => {
    const step = onRemoteEvent(state, event);
    state = step.state;
    return step.tell === null
      ? []
      : [`${step.tell.trigger} at ${event.at / 1_000}: ${step.tell.access.mappingError ?? 'none'}`];
  });
  return { told, state };
}

describe('what is told of remote access', () => {
  test.each<[string, RemoteEvent[], string[], boolean | null]>([
    ['it works', [says(0, true, fine), tick(100)], [], true],
    [
      'lost for longer than the threshold, and back',
      [
        says(0, true, fine),
        says(20, false, unreachable),
        says(30, false, unreachable),
        tick(79),
        tick(80),
        tick(90),
        says(100, true, fine),
        says(110, true, fine),
      ],
      ['on_extdown at 80: unreachable', 'on_extup at 100: none'],
      true,
    ],
    [
      'lost for a moment',
      [says(0, true, fine), says(20, false, unreachable), says(50, true, fine), tick(100)],
      [],
      true,
    ],
    ['lost at the first word', [says(0, false, access('failed')), tick(60)], ['on_extdown at 60: none'], false],
    ['a mapping that is being made', [says(0, false, access('waiting')), tick(100)], [], null],
    [
      'being made while it is down',
      [says(0, false, unreachable), says(10, true, access('waiting')), tick(60)],
      ['on_extdown at 60: unreachable'],
      false,
    ],
    [
      'what was said at the loss is what is told',
      [says(0, false, unreachable), says(10, false, access('failed', 'publisherror')), tick(60)],
      ['on_extdown at 60: unreachable'],
      false,
    ],
    [
      'reachable by the account against the notification, at first',
      [says(0, false, fine), says(10, true, fine)],
      ['on_extup at 10: none'],
      true,
    ],
    [
      'reachable by the account against the notification, later',
      [says(0, true, fine), says(10, false, fine), tick(100)],
      [],
      true,
    ],
  ])('%s', (_name, events, told, isUp) => {
    const result = run(events);
    expect(result.told).toEqual(told);
    expect(result.state.isUp).toBe(isUp);
  });

  test('only what may be news makes the server be asked', () => {
    const up = run([says(0, true, fine)]).state;
    expect([isNoNews(up, true), isNoNews(up, false), isNoNews(NEVER_TOLD, true)]).toEqual([true, false, false]);
  });
});

test('facts go by the names of the parameters', () => {
  expect(remoteFacts(unreachable)).toEqual({
    remote_access_mapping_state: 'mapped',
    remote_access_mapping_error: 'unreachable',
    remote_access_public_address: '203.0.113.20',
    remote_access_public_port: '32400',
    remote_access_private_address: '192.0.2.10',
    remote_access_private_port: '32400',
    remote_access_reason: 'mapped unreachable',
  });
});
