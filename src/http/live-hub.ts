import { type Actor, mayDo, visibleTo } from '#auth/actor.ts';
import type { Revoked } from '#auth/auth.ts';
import type { Cancel } from '#clock';
import type { LiveEvent } from '#contract/activity.ts';
import { Wake } from '#contract/wake.ts';
import { describeError, Problem } from '#problem';
import type { Visible } from '#users/visible.ts';
import { type Audience, type AudienceDeps, type Change, createAudience, RESYNC } from './live-audience.ts';
import type { EventSink } from './live-clients.ts';
import { encodePassing } from './live-events.ts';

const HEARTBEAT_MS = 15_000;
/** How often it is looked whether those who listen are still signed in: sessions also end by themselves. */
const LOOK_MS = 60_000;
/** Streams that have not ended by then on shutdown are broken off. */
const END_GRACE_MS = 1_000;
const MAX_CLIENTS = 200;
/** One account must not take all places. */
const MAX_CLIENTS_OF_ONE = 100;

const SEES_EVERYTHING = 'all null';
const HEARTBEAT = Buffer.from(': heartbeat\n\n');

const changeOf = (wake: Wake): Change => (wake.t === 'imported' ? RESYNC : wake);

export interface LiveHubDeps extends AudienceDeps {
  /** Whether what somebody came in with is still good. */
  isStillIn(actor: Actor): Promise<boolean>;
  /** Tells what must not go on, until it is cancelled. */
  onRevoked(listener: (revoked: Revoked) => void): Cancel;
}

/** Tells every open page what was committed, as far as whoever looks at it may see it. */
export interface LiveHub {
  /** A committed change: the rows it names are read again and told to everybody. */
  publish(wake: Wake): void;
  /** The same for a change as it came from another process. One that cannot be read makes everybody start afresh. */
  receive(payload: string): void;
  /** Tells administrators who listen now. It is not kept for those who were away: they read what it says elsewhere. */
  announce(event: LiveEvent): void;
  /** Sends everybody a fresh snapshot; needed after changes may have been missed. */
  resync(): void;
  /**
   * Adds a stream of `actor`. Reads what it must be told first, then calls `connect` and writes: the events after `lastEventId`
   * when they are still known, else a snapshot. `connect` answers null when the client has gone meanwhile. The stream ends when
   * the actor is not let in any more.
   * @throws Problem `unavailable` when there are too many, and whatever reading throws; `connect` was not called then.
   */
  join(actor: Actor, lastEventId: string | undefined, connect: () => EventSink | null): Promise<void>;
  clientCount(): number;
  /** Ends all streams and takes no more; may be called twice. */
  close(): Promise<void>;
}

interface State {
  readonly deps: LiveHubDeps;
  /** By what they may see. */
  readonly audiences: Map<string, Audience>;
  isClosed: boolean;
}

const all = ({ audiences }: State): readonly Audience[] => [...audiences.values()];

/** One hub a process; it must be closed. */
export function createLiveHub(deps: LiveHubDeps): LiveHub {
  const { clock, log } = deps;
  const state: State = { deps, audiences: new Map(), isClosed: false };
  const add = (change: Change): void => {
    for (const audience of all(state)) audience.add(change);
  };
  const cancels = [
    clock.every(HEARTBEAT_MS, () => {
      for (const audience of all(state)) audience.clients.send(HEARTBEAT);
    }),
    clock.every(LOOK_MS, () => void lookWhoIsIn(state, 'keep')),
    deps.onRevoked((revoked) => endRevoked(state, revoked)),
  ];
  return {
    publish: (wake) => add(changeOf(wake)),
    announce(event) {
      const bytes = encodePassing(event);
      for (const { clients } of all(state)) clients.send(bytes, (actor) => mayDo(actor, 'admin'));
    },
    resync: () => add(RESYNC),
    receive(payload) {
      const wake = readWake(payload);
      if (wake === null) log.warn({ payload }, 'a message about a change cannot be read');
      add(wake === null ? RESYNC : changeOf(wake));
    },
    join: (actor, lastEventId, connect) => join(state, actor, lastEventId, connect),
    clientCount: () => all(state).reduce((sum, { clients }) => sum + clients.size(), 0),
    async close() {
      state.isClosed = true;
      for (const cancel of cancels) cancel();
      for (const audience of all(state)) audience.cancel();
      const giveUp = new AbortController();
      const ended = Promise.all(all(state).map(({ clients }) => clients.end()));
      await Promise.race([ended, clock.sleep(END_GRACE_MS, giveUp.signal)]);
      giveUp.abort();
      for (const { clients } of all(state)) clients.destroy();
    },
  };
}

const stopping = (): Problem => new Problem('unavailable', 'Spyglass is stopping');

async function join(
  state: State,
  actor: Actor,
  lastEventId: string | undefined,
  connect: () => EventSink | null,
): Promise<void> {
  if (state.isClosed) throw stopping();
  demandRoom(state, actor);
  let joined: EventSink | null = null;
  await audienceOf(state, visibleTo(actor)).join(actor, lastEventId, () => {
    if (state.isClosed) throw stopping();
    joined = connect();
    return joined;
  });
  // Whoever was sent away while the rows were read was in no list yet.
  if (joined !== null && actor.kind !== 'nobody') await lookWhoIsIn(state, 'keep', actor);
}

function demandRoom(state: State, actor: Actor): void {
  const listening = all(state).flatMap(({ clients }) => clients.actors());
  const joining = all(state).reduce((sum, { joining }) => sum + joining(), 0);
  if (listening.length + joining >= MAX_CLIENTS)
    throw new Problem('unavailable', `${MAX_CLIENTS} pages are listening already; no more are served`);
  const name = nameOf(actor);
  if (listening.filter((one) => nameOf(one) === name).length >= MAX_CLIENTS_OF_ONE)
    throw new Problem('unavailable', `${MAX_CLIENTS_OF_ONE} pages of yours are listening already`, {
      hint: 'Close some of them',
    });
}

/** Tells accounts and keys apart. */
function nameOf(actor: Actor): string {
  if (actor.kind === 'account') return `account ${actor.accountId}`;
  return actor.kind === 'key' ? `key ${actor.keyId}` : 'nobody';
}

const nameOfAudience = (visible: Visible): string =>
  visible.kind === 'own' ? `own ${visible.userId}` : `all ${visible.serverId}`;

function audienceOf({ deps, audiences }: State, visible: Visible): Audience {
  const name = nameOfAudience(visible);
  for (const [other, audience] of audiences) {
    if (other === name || other === SEES_EVERYTHING || !audience.isEmpty()) continue;
    audience.cancel();
    audiences.delete(other);
  }
  const audience = audiences.get(name) ?? createAudience(deps, visible);
  audiences.set(name, audience);
  return audience;
}

/** Ends the streams of sessions and keys that are good no more. */
function endRevoked(state: State, revoked: Revoked): void {
  if (revoked.kind === 'everything') {
    void lookWhoIsIn(state, 'end');
    return;
  }
  const sessions = new Set(revoked.sessions);
  const keys = new Set(revoked.keys);
  const isRevoked = (actor: Actor): boolean =>
    (actor.kind === 'account' && sessions.has(actor.sessionHash)) ||
    (actor.kind === 'key' && actor.keyId !== null && keys.has(actor.keyId));
  for (const { clients } of all(state)) clients.endOf(isRevoked);
}

/** Asks for those who listen, or one of them, whether they still may. `unsure`: what becomes of those of whom it cannot be found out. */
async function lookWhoIsIn(state: State, unsure: 'keep' | 'end', one?: Actor): Promise<void> {
  const { deps } = state;
  const actors = one === undefined ? all(state).flatMap(({ clients }) => clients.actors()) : [one];
  const isGood = async (actor: Actor): Promise<boolean> =>
    deps.isStillIn(actor).catch((error: unknown) => {
      deps.log.debug({ reason: describeError(error) }, 'whether a listener is still signed in cannot be found out');
      return unsure === 'keep';
    });
  for (const actor of new Set(actors)) {
    if (await isGood(actor)) continue;
    for (const { clients } of all(state)) clients.endOf((other) => other === actor);
  }
}

/** A wake from its JSON; null when it is none. */
function readWake(payload: string): Wake | null {
  try {
    return Wake.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}
