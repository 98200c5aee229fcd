/** A short way to write what is heard, second by second, for tests of the reducer. */
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { SessionState } from '#contract/enums.ts';
import type { ListedSession } from '#plex/facts.ts';
import { type Effect, type Fact, NO_SESSIONS, type ServerSessions } from './draft.ts';
import { reduce } from './reduce.ts';
import type { Rules } from './rules.ts';
import { aListed, aReport, ratingKey, sessionKey } from './testing.ts';

export const T0 = 1_800_000_000_000;
export const s = (seconds: number): number => T0 + seconds * 1000;
export const KEY = sessionKey('1');

export type Event =
  | [at: number, state: SessionState | 'stopped', offset: number]
  | [at: number, what: 'list' | 'first-list', sessions: readonly ListedSession[]]
  | [at: number, what: 'lost' | 'tick' | 'tick-current' | 'transcode', offset?: number]
  | [at: number, what: 'jump', by: number]
  | [at: number, what: 'item', key: string, offset: number];

export function toFact([at, what, value, offset]: Event | [number, string, unknown, number?]): Fact {
  const now = s(at as number);
  switch (what) {
    case 'list':
    case 'first-list':
      return {
        kind: 'list',
        at: now,
        askedAt: now,
        sessions: value as readonly ListedSession[],
        unreadable: [],
        isComplete: true,
        isFirst: what === 'first-list',
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

/** One stall is enough for a warning, so that each can be seen. */
export const RULES: Rules = { ...DEFAULT_SETTINGS, bufferThreshold: 1, bufferWaitSeconds: 1 };

export function run(
  events: readonly Event[],
  from: ServerSessions = NO_SESSIONS,
  rules: Rules = RULES,
): { state: ServerSessions; effects: Effect[] } {
  let state = from;
  const effects: Effect[] = [];
  for (const event of events) {
    const step = reduce(state, toFact(event), rules);
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
export const triggers = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.do === 'announce' ? [effect.note.trigger] : []));
export const at = (offset: number, over: Parameters<typeof aListed>[0] = {}) =>
  aListed({ viewOffsetMs: offset * 1000, ...over });
export const START: Event[] = [
  [0, 'playing', 0],
  [0, 'list', [at(0)]],
];
