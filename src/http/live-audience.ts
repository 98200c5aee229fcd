import type { Actor } from '#auth/actor.ts';
import type { Cancel, Clock } from '#clock';
import type { Activity, LiveEvent, ServerView, SessionView } from '#contract/activity.ts';
import type { RowWake } from '#contract/wake.ts';
import type { Log } from '#log';
import { describeError } from '#problem';
import type { Visible } from '#users/visible.ts';
import { type Batches, createBatches } from './batches.ts';
import { createEventRing, type EventRing } from './event-ring.ts';
import { createLiveClients, type EventSink, type LiveClients } from './live-clients.ts';
import { encodeEvent, eventsOf, wokenIds } from './live-events.ts';
import { everything, type Known, knownRows } from './live-known.ts';
import { createOpen } from './live-opening.ts';

/** Wakes that come this close together are read with one query; well below what a person sees. */
const BATCH_MS = 20;
/** After the rows could not be read, everything is read again this much later. */
const RECOVER_MS = 2_000;
const RESUMABLE_EVENTS = 500;
const MAX_BACKLOG_BYTES = 1_048_576;
/** Event numbers start at the wall clock in microseconds, so no two processes give out the same. */
const IDS_PER_MS = 1_000;
const RETRY = Buffer.from('retry: 2000\n\n');

/** Everything may have changed. */
export const RESYNC = 'resync';
export type Change = RowWake | typeof RESYNC;

/** The rows behind the events, each as far as it may be seen. */
export interface LiveRows {
  /** Everything that is happening now. */
  snapshot(visible: Visible): Promise<Activity>;
  /** Those of these sessions that are still live, in the order they started. */
  sessionsByIds(visible: Visible, ids: readonly number[]): Promise<SessionView[]>;
  /** Null when it was removed. */
  serverById(visible: Visible, id: number): Promise<ServerView | null>;
}

export interface AudienceDeps extends LiveRows {
  readonly clock: Clock;
  readonly log: Log;
}

/** Everybody who may see the same: they are told the same, which is read once. */
export interface Audience {
  readonly clients: LiveClients;
  add(change: Change): void;
  /**
   * Reads what a new stream must be told, then calls `connect` and adds it; null when it has gone meanwhile. Throws what reading
   * and `connect` throw.
   */
  join(actor: Actor, lastEventId: string | undefined, connect: () => EventSink | null): Promise<void>;
  /** Streams that are waiting for what they must be told first. */
  joining(): number;
  /** Nobody listens, and nobody is about to. */
  isEmpty(): boolean;
  cancel(): void;
}

interface State {
  readonly deps: AudienceDeps;
  readonly visible: Visible;
  readonly ring: EventRing;
  readonly clients: LiveClients;
  readonly known: Known;
  /** Streams that are waiting for what they must be told first. */
  joining: number;
  isOver: boolean;
}

export function createAudience(deps: AudienceDeps, visible: Visible): Audience {
  const { clock, log } = deps;
  const ring = createEventRing(RESUMABLE_EVENTS, Math.floor(clock.now()) * IDS_PER_MS);
  const clients = createLiveClients(MAX_BACKLOG_BYTES, log);
  const known = visible.kind === 'all' && visible.serverId === null ? everything : knownRows();
  const state: State = { deps, visible, ring, clients, known, joining: 0, isOver: false };
  const open = createOpen(() => snapshotFor(state), ring);
  const changes = createChanges(state);
  return {
    clients,
    add: changes.add,
    async join(actor, lastEventId, connect) {
      state.joining += 1;
      try {
        await open(lastEventId, (opening) => {
          const sink = connect();
          if (sink !== null) clients.add(sink, actor, [RETRY, ...opening]);
        });
      } finally {
        state.joining -= 1;
      }
    },
    joining: () => state.joining,
    isEmpty: () => clients.size() + state.joining === 0,
    cancel() {
      state.isOver = true;
      changes.cancel();
    },
  };
}

async function snapshotFor({ deps, visible, known }: State): Promise<Activity> {
  const activity = await deps.snapshot(visible);
  known.see(activity.sessions, activity.servers);
  return activity;
}

/** Takes changes in; a batch that could not be read is made up for by a snapshot. */
function createChanges(state: State): Batches<Change> {
  const { clock, log } = state.deps;
  let cancelRecovery: Cancel = () => undefined;
  const batches = createBatches<Change>(
    { clock, waitMs: BATCH_MS },
    (batch) => tell(batch, state),
    (error) => {
      log.warn({ reason: describeError(error) }, 'live events could not be read; everything is read again soon');
      if (!state.isOver) cancelRecovery = clock.after(RECOVER_MS, () => add(RESYNC));
    },
  );
  const add = (change: Change): void => {
    if (state.isOver) return;
    if (state.clients.size() + state.joining > 0) batches.add(change);
    // Nobody listens, so nothing is read; whoever comes back must not believe that nothing happened.
    else state.ring.restart();
  };
  return {
    add,
    cancel() {
      cancelRecovery();
      batches.cancel();
    },
  };
}

/** Reads what changed and tells everybody. */
async function tell(batch: readonly Change[], state: State): Promise<void> {
  const { deps, visible, ring, clients, known } = state;
  const wakes = batch.filter((change) => change !== RESYNC);
  const ids = wokenIds(wakes);
  const [sessions, servers, activity] = await Promise.all([
    ids.sessions.length === 0 ? [] : deps.sessionsByIds(visible, ids.sessions),
    Promise.all(ids.servers.map((id) => deps.serverById(visible, id))),
    batch.includes(RESYNC) ? snapshotFor(state) : null,
  ]);
  const found = servers.filter((server) => server !== null);
  known.see(sessions, found);
  const told = known.ofTheirs(wakes);
  for (const event of eventsOf(told, sessions, found)) send(event, state);
  if (activity !== null) clients.send(encodeEvent(ring.restart(), { type: 'snapshot', activity }));
}

const send = (event: LiveEvent, { ring, clients }: State): void =>
  clients.send(ring.add((id) => encodeEvent(id, event)));
