import type { Cancel, Clock } from '#clock';
import type { Activity, LiveEvent, ServerView, SessionView } from '#contract/activity.ts';
import { type RowWake, Wake } from '#contract/wake.ts';
import type { Log } from '#log';
import { describeError, Problem } from '#problem';
import type { Visible } from '#users/visible.ts';
import { type Batches, createBatches } from './batches.ts';
import { createEventRing, type EventRing } from './event-ring.ts';
import { createLiveClients, type EventSink, type LiveClients } from './live-clients.ts';
import { encodeEvent, encodePassing, eventsOf, wokenIds } from './live-events.ts';
import { createOpen, type Open } from './live-opening.ts';

/** Wakes that come this close together are read with one query; well below what a person sees. */
const BATCH_MS = 20;
const HEARTBEAT_MS = 15_000;
/** After the rows could not be read, everything is read again this much later. */
const RECOVER_MS = 2_000;
/** Streams that have not ended by then on shutdown are broken off. */
const END_GRACE_MS = 1_000;
const RESUMABLE_EVENTS = 500;
const MAX_BACKLOG_BYTES = 1_048_576;
const MAX_CLIENTS = 200;
/** Event numbers start at the wall clock in microseconds, so no two processes give out the same. */
const IDS_PER_MS = 1_000;

const RETRY = Buffer.from('retry: 2000\n\n');
const HEARTBEAT = Buffer.from(': heartbeat\n\n');

/** Everything may have changed. */
const RESYNC = 'resync';
type Change = RowWake | typeof RESYNC;

const changeOf = (wake: Wake): Change => (wake.t === 'imported' ? RESYNC : wake);

export interface LiveHubDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** Everything that is happening now. */
  snapshot(): Promise<Activity>;
  /** Those of these sessions that are still live, in the order they started. */
  sessionsByIds(ids: readonly number[]): Promise<SessionView[]>;
  /** Null when it was removed. */
  serverById(id: number): Promise<ServerView | null>;
}

/** Tells every open page what was committed. */
export interface LiveHub {
  /** A committed change: the rows it names are read again and told to everybody. */
  publish(wake: Wake): void;
  /** The same for a change as it came from another process. One that cannot be read makes everybody start afresh. */
  receive(payload: string): void;
  /** Tells who listens now. It is not kept for those who were away: they read what it says elsewhere. */
  announce(event: LiveEvent): void;
  /** Sends everybody a fresh snapshot; needed after changes may have been missed. */
  resync(): void;
  /**
   * Adds a stream. Reads what it must be told first, then calls `connect` and writes: the events after `lastEventId`
   * when they are still known, else a snapshot. `connect` answers null when the client has gone meanwhile.
   * @throws Problem `unavailable` when there are too many, and whatever reading throws; `connect` was not called then.
   */
  join(visible: Visible, lastEventId: string | undefined, connect: () => EventSink | null): Promise<void>;
  clientCount(): number;
  /** Ends all streams and takes no more; may be called twice. */
  close(): Promise<void>;
}

interface State {
  readonly deps: LiveHubDeps;
  readonly ring: EventRing;
  readonly clients: LiveClients;
  /** Streams that are waiting for what they must be told first. */
  joining: number;
  isClosed: boolean;
}

/** One hub a process; it must be closed. */
export function createLiveHub(deps: LiveHubDeps): LiveHub {
  const { clock, log } = deps;
  const ring = createEventRing(RESUMABLE_EVENTS, Math.floor(clock.now()) * IDS_PER_MS);
  const clients = createLiveClients(MAX_BACKLOG_BYTES, log);
  const state: State = { deps, ring, clients, joining: 0, isClosed: false };
  const open = createOpen(() => deps.snapshot(), ring);
  const changes = createChanges(state);
  const cancelHeartbeat = clock.every(HEARTBEAT_MS, () => clients.send(HEARTBEAT));
  return {
    publish: (wake) => changes.add(changeOf(wake)),
    announce: (event) => clients.send(encodePassing(event)),
    resync: () => changes.add(RESYNC),
    receive(payload) {
      const wake = readWake(payload);
      if (wake === null) log.warn({ payload }, 'a message about a change cannot be read');
      changes.add(wake === null ? RESYNC : changeOf(wake));
    },
    join: (_visible, lastEventId, connect) => join(state, open, lastEventId, connect),
    clientCount: () => clients.size(),
    async close() {
      state.isClosed = true;
      cancelHeartbeat();
      changes.cancel();
      const giveUp = new AbortController();
      await Promise.race([clients.end(), clock.sleep(END_GRACE_MS, giveUp.signal)]);
      giveUp.abort();
      clients.destroy();
    },
  };
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
      if (!state.isClosed) cancelRecovery = clock.after(RECOVER_MS, () => add(RESYNC));
    },
  );
  const add = (change: Change): void => {
    if (state.isClosed) return;
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

async function join(
  state: State,
  open: Open,
  lastEventId: string | undefined,
  connect: () => EventSink | null,
): Promise<void> {
  const stopping = new Problem('unavailable', 'Spyglass is stopping');
  if (state.isClosed) throw stopping;
  if (state.clients.size() + state.joining >= MAX_CLIENTS)
    throw new Problem('unavailable', `${MAX_CLIENTS} pages are listening already; no more are served`);
  state.joining += 1;
  try {
    await open(lastEventId, (opening) => {
      if (state.isClosed) throw stopping;
      const sink = connect();
      if (sink !== null) state.clients.add(sink, [RETRY, ...opening]);
    });
  } finally {
    state.joining -= 1;
  }
}

/** Reads what changed and tells everybody. */
async function tell(batch: readonly Change[], { deps, ring, clients }: State): Promise<void> {
  const wakes = batch.filter((change) => change !== RESYNC);
  const ids = wokenIds(wakes);
  const [sessions, servers, activity] = await Promise.all([
    ids.sessions.length === 0 ? [] : deps.sessionsByIds(ids.sessions),
    Promise.all(ids.servers.map((id) => deps.serverById(id))),
    batch.includes(RESYNC) ? deps.snapshot() : null,
  ]);
  const known = servers.filter((server) => server !== null);
  for (const event of eventsOf(wakes, sessions, known)) clients.send(ring.add((id) => encodeEvent(id, event)));
  if (activity !== null) clients.send(encodeEvent(ring.restart(), { type: 'snapshot', activity }));
}

/** A wake from its JSON; null when it is none. */
function readWake(payload: string): Wake | null {
  try {
    return Wake.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}
