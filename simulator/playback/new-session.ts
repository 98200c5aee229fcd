import { Problem } from '#problem';
import type { StartAction } from '../actions.ts';
import { makeItem } from '../world/library.ts';
import type { Person, Player } from '../world/types.ts';
import { findPerson } from '../world/world.ts';
import type { Device, Session } from './session.ts';
import type { Stage } from './stage.ts';
import { setItem, tune } from './subject.ts';

const DEFAULT_REPORT_MS = 10_000;
const DEFAULT_PLAYER = 'roku';
const NOTHING = makeItem({ kind: 'clip', ratingKey: 0, key: '', title: '', addedAt: 0 });

/** A session for a start action; throws when it names a user, player, item or channel that does not exist. */
export function newSession(stage: Stage, a: StartAction, at: number): Session {
  const session = bareSession(stage, a, at);
  if (a.channel === undefined) setItem(stage, session, a.item ?? '', a.stream ?? {}, at);
  else tune(stage, session, a.channel, { at, keyInSession: a.rating_key_in_session ?? true, stream: a.stream ?? {} });
  return session;
}

type Override = NonNullable<StartAction['player_override']>;

/** The members of an override that are really there. */
const given = (override: Override): Partial<Player> =>
  Object.fromEntries(Object.entries(override).filter(([, value]) => value !== undefined));

function participants(stage: Stage, a: StartAction): { person: Person; device: Device } {
  const { world, ids } = stage;
  const person = findPerson(world, a.user ?? 'owner');
  if (person === undefined) throw new Problem('invalid', `There is no user ${a.user}`);
  const wanted = a.player ?? DEFAULT_PLAYER;
  const player = world.players.find(({ key }) => key === wanted);
  if (player === undefined) throw new Problem('invalid', `There is no player ${wanted}`);
  const machine = a.machine ?? player.key;
  const known = a.machine === undefined ? player.machineIdentifier : undefined;
  const machineIdentifier = known ?? `${machine}-${ids.nonce}`;
  ids.alias(machineIdentifier, `player:${machine}`);
  return { person, device: { ...player, ...given(a.player_override ?? {}), machineIdentifier } };
}

function bareSession(stage: Stage, a: StartAction, at: number): Session {
  const { counters, ids } = stage;
  const who = participants(stage, a);
  const key = counters.sessionKey++;
  ids.alias(key, `session:${a.session}`);
  return {
    ...who,
    name: a.session,
    key,
    sessionId: ids.give('sid', a.session, 24),
    listed: a.listed ?? true,
    silent: a.silent ?? false,
    speed: a.speed ?? 1,
    reportIntervalMs: a.report_interval_ms ?? DEFAULT_REPORT_MS,
    hasSessionElement: !(a.no_session_element ?? false),
    location: a.location,
    bandwidth: a.bandwidth,
    item: NOTHING,
    outside: null,
    live: null,
    tuned: 0,
    state: a.state ?? 'playing',
    baseOffset: a.view_offset_ms ?? 0,
    baseAt: at,
    playQueueItemId: counters.queueItem++,
    stream: {},
    transcodes: 0,
    transcodeId: null,
    transcodeStartedAt: 0,
    template: null,
    cancelReport: () => undefined,
  };
}
