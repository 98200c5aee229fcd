import type { Activity, LiveEvent, ServerView, SessionView } from '#contract/activity.ts';
import { ITEMS, PLAYERS, USERS } from './catalogue.ts';
import { makeHistory, type PastPlay, playOf } from './history.ts';
import { network, STREAMS, transcoder } from './streams.ts';

/** Situations of the pretend server. */
export const SCENARIOS = ['demo', 'quiet', 'first-use', 'no-servers', 'many', 'ill'] as const;
export type Scenario = (typeof SCENARIOS)[number];

const MINUTE = 60_000;
const iso = (at: number): string => new Date(at).toISOString();

/** A healthy server. */
export function server(id: number, name: string, now: number): ServerView {
  return {
    id,
    name,
    machineIdentifier: `machine-${id}`,
    version: '1.43.0.9876',
    platform: 'Linux',
    url: 'http://192.168.1.10:32400',
    link: { state: 'ok', since: iso(now - 3 * 24 * 60 * MINUTE), problem: null, retryAt: null },
    isPinned: false,
  };
}

const unreachable = (healthy: ServerView, now: number): ServerView => ({
  ...healthy,
  link: {
    state: 'unreachable',
    since: iso(now - 12 * MINUTE),
    problem: 'The connection to 192.168.1.20:32400 was refused.',
    retryAt: iso(now + MINUTE),
  },
});

/** Which parts of a live stream a scene gives. */
type Scene = Pick<SessionView, 'item' | 'stream' | 'network'> &
  Partial<SessionView> & { readonly who: number; readonly where: number; readonly atMinute: number };

function session(id: number, now: number, { who, where, atMinute, ...scene }: Scene): SessionView {
  const user = USERS[who];
  const player = PLAYERS[where];
  if (!user || !player) throw new Error('The scene names nobody or nothing');
  return {
    id,
    server: { id: 1, name: 'Attic' },
    sessionKey: String(id),
    user,
    player,
    state: 'playing',
    startedAt: iso(now - (atMinute + 20 - id) * MINUTE),
    lastSeenAt: iso(now),
    viewOffsetMs: atMinute * MINUTE,
    viewOffsetAt: iso(now),
    pausedSince: null,
    watchedMs: atMinute * MINUTE,
    pausedMs: 0,
    bufferCount: 0,
    transcoder: null,
    isConfirmed: true,
    canStop: true,
    ...scene,
  };
}

const item = <T>(items: readonly T[], index: number): T => {
  const found = items[index % items.length];
  if (found === undefined) throw new Error('The catalogue is empty');
  return found;
};

const scenes = (now: number): Scene[] => [
  {
    who: 0,
    where: 0,
    atMinute: 72,
    item: item(ITEMS.movies, 0),
    stream: STREAMS.hardware,
    network: network('wan', 12_400),
    transcoder: transcoder(1.8),
  },
  {
    who: 1,
    where: 1,
    atMinute: 31,
    item: item(ITEMS.episodes, 4),
    stream: STREAMS.direct,
    network: network('lan', 8200),
  },
  {
    who: 2,
    where: 2,
    atMinute: 18,
    item: item(ITEMS.episodes, 7),
    stream: STREAMS.copy,
    network: network('wan', 8400),
    state: 'paused',
    pausedSince: iso(now - 4.4 * MINUTE),
    pausedMs: 264_000,
  },
  {
    who: 6,
    where: 5,
    atMinute: 12,
    item: ITEMS.programme,
    stream: STREAMS.software,
    network: network('wan', 4000),
    transcoder: transcoder(0.8),
  },
  { who: 3, where: 6, atMinute: 1.6, item: item(ITEMS.tracks, 0), stream: STREAMS.music, network: network('lan', 912) },
  {
    who: 4,
    where: 3,
    atMinute: 0,
    item: item(ITEMS.movies, 3),
    stream: STREAMS.direct4k,
    network: network('lan', 58_300),
    state: 'buffering',
    watchedMs: 0,
  },
];

function manySessions(count: number, now: number): SessionView[] {
  const all = scenes(now);
  const titles = [...ITEMS.movies, ...ITEMS.episodes];
  return Array.from({ length: count }, (_, index) => {
    const scene = item(all, index);
    const view = { ...scene, who: index % USERS.length, where: index % PLAYERS.length, item: item(titles, index * 7) };
    return session(index + 1, now, { ...view, atMinute: 10 + (index % 60) });
  });
}

/** A pretend Spyglass: what is live, what was played, and who listens. */
export interface World {
  readonly sessions: Map<number, SessionView>;
  readonly servers: ServerView[];
  readonly plays: PastPlay[];
  activity(): Activity;
  /** Starts another stream. */
  start(): SessionView;
  /** Changes a stream as a player would. */
  update(id: number, changes: Partial<SessionView>): void;
  /** Ends a stream and records its play. */
  end(id: number): void;
  listen(listener: (event: LiveEvent) => void): () => void;
  emit(event: LiveEvent): void;
}

function firstSessions(scenario: Scenario, now: number): SessionView[] {
  if (scenario === 'many') return manySessions(500, now);
  if (scenario !== 'demo' && scenario !== 'ill') return [];
  return scenes(now).map((scene, index) => session(index + 1, now, scene));
}

function firstServers(scenario: Scenario, now: number): ServerView[] {
  if (scenario === 'no-servers') return [];
  const attic = server(1, 'Attic', now);
  return scenario === 'ill' ? [attic, unreachable(server(2, 'Cabin', now), now)] : [attic];
}

function lastPlayOf([latest]: readonly PastPlay[]): Activity['lastPlay'] {
  if (!latest) return null;
  const { playId, user, item: played, stoppedAt, percentComplete } = latest.row;
  return { id: playId, userName: user.name, title: played.fullTitle, stoppedAt, percentComplete };
}

/** Makes the world of a scenario; `now` is the clock in epoch milliseconds. */
export function makeWorld(scenario: Scenario, now: () => number): World {
  const listeners = new Set<(event: LiveEvent) => void>();
  const sessions = new Map(firstSessions(scenario, now()).map((view) => [view.id, view]));
  const servers = firstServers(scenario, now());
  const plays = scenario === 'first-use' || scenario === 'no-servers' ? [] : makeHistory(now());
  const emit = (event: LiveEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const put = (view: SessionView): void => {
    sessions.set(view.id, view);
    emit({ type: 'session', session: view });
  };
  const start = (): SessionView => {
    const id = Math.max(0, ...sessions.keys()) + 1;
    const scene: Scene = {
      who: 7,
      where: 4,
      atMinute: 0,
      item: item(ITEMS.movies, 5),
      stream: STREAMS.direct,
      network: network('lan', 9100),
    };
    const view = session(id, now(), { ...scene, startedAt: iso(now()) });
    put(view);
    return view;
  };
  const end = (id: number): void => {
    const view = sessions.get(id);
    if (!view) return;
    sessions.delete(id);
    const play = playOf(view, plays.length, now());
    plays.unshift(play);
    const { playId, groupId, percentComplete, stoppedAt } = play.row;
    const { viewOffsetMs } = view;
    emit({ type: 'session-ended', sessionId: id, stoppedAt, viewOffsetMs, percentComplete, playId });
    emit({ type: 'play', playId, groupId });
  };
  return {
    sessions,
    servers,
    plays,
    emit,
    start,
    end,
    activity: () => ({ at: iso(now()), sessions: [...sessions.values()], servers, lastPlay: lastPlayOf(plays) }),
    update: (id, changes) => {
      const view = sessions.get(id);
      if (view) put({ ...view, viewOffsetAt: iso(now()), lastSeenAt: iso(now()), ...changes });
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
