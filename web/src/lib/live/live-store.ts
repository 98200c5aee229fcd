import type { Cancel, Clock } from '#clock';
import type { Activity, LiveEvent } from '#contract/activity.ts';
import type { ImportView } from '#contract/imports.ts';
import { ApiError, apiPath, getJson, noteRefusal } from '../api.ts';
import { offlineSince } from '../offline.ts';
import { openEventStream } from './event-stream.ts';
import { applyEvent, dropEnded, ENDED_VISIBLE_MS, type LiveState, UNKNOWN } from './live-state.ts';

/** The page says so when the event stream has been lost for this long. */
const STALE_AFTER_MS = 10_000;
/** While there is no event stream, data is asked for this often. */
const POLL_MS = 10_000;

/** The one source of live data; components read it with `useLive`. */
export interface LiveStore {
  get(): LiveState;
  subscribe(listener: () => void): Cancel;
  /** Tells when a play was, or may have been, recorded. */
  onPlay(listener: () => void): Cancel;
  /** Tells how the import that runs is getting on. */
  onImport(listener: (view: ImportView) => void): Cancel;
  /** Asks for everything once, e.g. after a server was added. */
  refresh(): Promise<void>;
  /** Opens the event stream; call what it returns to close it. */
  start(): Cancel;
}

/** Makes the store; nothing is asked before `start`. */
export function liveStore(clock: Clock): LiveStore {
  let state = UNKNOWN;
  const listeners = new Set<() => void>();
  const playListeners = new Set<() => void>();
  const importListeners = new Set<(view: ImportView) => void>();

  const set = (next: LiveState): void => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const apply = (event: LiveEvent): void => {
    const isCatchingUp = event.type === 'snapshot' && state.isKnown;
    set(applyEvent(state, event, clock.now()));
    if (event.type === 'session-ended') {
      clock.after(ENDED_VISIBLE_MS + 10, () => set(dropEnded(state, clock.now())));
    }
    // After a gap in the stream nobody knows which plays were missed: readers look for themselves.
    if (event.type === 'import') for (const listener of importListeners) listener(event.import);
    if (event.type === 'play' || isCatchingUp) for (const listener of playListeners) listener();
  };
  const refresh = async (): Promise<void> => {
    const activity = await getJson<Activity>('/activity');
    apply({ type: 'snapshot', activity });
    const keptAt = offlineSince();
    set({ ...state, heardAtMs: keptAt ?? clock.now(), isStale: state.isStale || keptAt !== null });
  };
  const connection = connectionWatch(clock, {
    heard: () => {
      const wasStale = state.isStale;
      state = { ...state, isStale: false, heardAtMs: clock.now() };
      // Nobody shows the moment while all is well: a heartbeat must not wake five hundred cards.
      if (wasStale) set({ ...state });
    },
    stale: () => set({ ...state, isStale: true }),
    poll: () =>
      refresh().catch((problem: unknown) => {
        if (!state.isKnown && problem instanceof ApiError) set({ ...state, problem });
      }),
  });
  const start = (): Cancel => {
    void connection.poll();
    const close = openEventStream({
      url: apiPath('/events'),
      clock,
      fetch: (...request) => fetch(...request),
      onEvent: ({ data }) => apply(JSON.parse(data) as LiveEvent),
      onHeard: connection.heard,
      onLost: (cause) => {
        connection.lost();
        noteRefusal(cause);
      },
    });
    return () => {
      close();
      connection.close();
    };
  };
  const follow = <T>(set: Set<T>, listener: T): Cancel => {
    set.add(listener);
    return () => set.delete(listener);
  };
  return {
    get: () => state,
    subscribe: (listener) => follow(listeners, listener),
    onPlay: (listener) => follow(playListeners, listener),
    onImport: (listener) => follow(importListeners, listener),
    refresh,
    start,
  };
}

interface Reactions {
  readonly heard: () => void;
  readonly stale: () => void;
  readonly poll: () => Promise<void>;
}

/** Decides when the stream counts as lost, and polls meanwhile. */
function connectionWatch(clock: Clock, { heard, stale, poll }: Reactions) {
  let cancels: Cancel[] | undefined;
  const calm = (): void => {
    for (const cancel of cancels ?? []) cancel();
    cancels = undefined;
  };
  return {
    poll,
    heard: () => {
      calm();
      heard();
    },
    lost: () => {
      cancels ??= [clock.after(STALE_AFTER_MS, stale), clock.every(POLL_MS, () => void poll())];
    },
    close: calm,
  };
}
