/** A short way to write what is heard, second by second, for tests of the reducer. */
import type { SessionState } from '#contract/enums.ts';
import type { ListedSession } from '#plex/facts.ts';
import { type Effect, type Fact, NO_SESSIONS, type ServerSessions } from './draft.ts';
import { reduce } from './reduce.ts';
import { aListed, aReport, ratingKey, sessionKey } from './testing.ts';

export const T0 = 1_800_000_000_000;
export const s = (seconds: number): number => T0 + seconds * 1000;
export const KEY = sessionKey('1');

export type Event =
  | [at: number, state: SessionState | 'stopped', offset: number]
  | [at: number, what: 'list', sessions: readonly ListedSession[]]
  | [at: number, what: 'lost' | 'tick' | 'tick-current' | 'transcode', offset?: number]
  | [at: number, what: 'jump', by: number]
  | [at: number, what: 'item', key: string, offset: number];

export function toFact([at, what, value, offset]: Event | [number, string, unknown, number?]): Fact {
  const now = s(at as number);
  switch (what) {
    case 'list':
      return {
        kind: 'list',
        at: now,
        askedAt: now,
        sessions: value as readonly ListedSession[],
        unreadable: [],
        isComplete: true,
      };
    case 'lost':
      return { kind: 'link-lost', at: now };
    case 'tick':
    case 'tick-current':
      return { kind: 'tick', at: now, isCurrent: what === 'tick-current' };
    case 'jump':
      return { kind: 'clock-jump', at: now, byMs: (value as number) * 1000 };
    case 'item':
      return {
        kind: 'report',
        at: now,
        report: aReport({ ratingKey: ratingKey(value as string), viewOffsetMs: (offset ?? 0) * 1000 }),
      };
    case 'transcode':
      return {
        kind: 'report',
        at: now,
        report: aReport({ transcodeId: 't2', viewOffsetMs: ((value as number | undefined) ?? 0) * 1000 }),
      };
    default:
      return {
        kind: 'report',
        at: now,
        report: aReport({ state: what as SessionState | 'stopped', viewOffsetMs: (value as number) * 1000 }),
      };
  }
}

export function run(
  events: readonly Event[],
  from: ServerSessions = NO_SESSIONS,
): { state: ServerSessions; effects: Effect[] } {
  let state = from;
  const effects: Effect[] = [];
  for (const event of events) {
    const step = reduce(state, toFact(event));
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

export const plays = (effects: readonly Effect[]) =>
  effects.flatMap((effect) =>
    effect.do === 'close'
      ? [
          {
            item: effect.closed.session.ratingKey,
            watched: effect.closed.session.watchedMs / 1000,
            paused: effect.closed.session.pausedMs / 1000,
            offset: effect.closed.session.viewOffsetMs / 1000,
            from: (effect.closed.session.startedAt - T0) / 1000,
            to: (effect.closed.stoppedAt - T0) / 1000,
            reason: effect.closed.endedReason,
          },
        ]
      : [],
  );
export const transitions = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.do === 'announce' ? [effect.transition] : []));
export const at = (offset: number, over: Parameters<typeof aListed>[0] = {}) =>
  aListed({ viewOffsetMs: offset * 1000, ...over });
export const START: Event[] = [
  [0, 'playing', 0],
  [0, 'list', [at(0)]],
];
