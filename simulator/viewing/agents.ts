import type { Action } from '../actions.ts';
import { slotAt } from '../playback/live.ts';
import type { Simulator } from '../simulator.ts';
import type { Channel, Item, Viewer } from '../world/types.ts';
import {
  type Agent,
  type AgentsOptions,
  type Crowd,
  freeScreen,
  type Screen,
  SECOND_MS,
  screenOf,
  seconds,
} from './crowd.ts';
import { deliver, deliverLive, otherQuality } from './delivery.ts';
import { following, makeTaste } from './taste.ts';

export interface Agents {
  count(): number;
  /** Somebody begins to play, if anybody is left. */
  begin(): void;
  /** Whether those who finish an episode may go on with the next. */
  allowMore(allowed: boolean): void;
  libraryChanged(): void;
  endAll(): Promise<void>;
}

/** Most stay a few minutes, so that there is always something to see. */
const SHORT_STAY_S = [45, 260] as const;
const LONG_STAY_S = [400, 800] as const;
const LONG_STAYS = 0.15;
const FINISHERS = 0.55;
const NEXT_EVENT_S = [20, 90] as const;

function run(crowd: Crowd, agent: Agent, action: Action): void {
  crowd.sim.act(action).catch((error: unknown) => {
    // The stream is gone: somebody ended it, or a new run began.
    crowd.lost(error);
    forget(crowd, agent);
  });
}

function forget(crowd: Crowd, agent: Agent): void {
  agent.cancel();
  crowd.agents.delete(agent.name);
  crowd.busy.delete(screenOf(agent));
}

type Kind = keyof Viewer['media'];

function wantedKind({ random, sim }: Crowd, viewer: Viewer): Kind {
  const kinds: readonly Kind[] =
    sim.world.channels.length > 0 ? ['movie', 'episode', 'track', 'live'] : ['movie', 'episode', 'track'];
  return random.weighted(kinds.map((kind) => [kind, viewer.media[kind]] as const));
}

/** Where in the item to begin so that the stay ends with it, or anywhere. */
function startOffset({ random }: Crowd, item: Item, stayMs: number): number {
  const duration = item.duration ?? 0;
  if (item.kind === 'track') return 0;
  if (random.chance(FINISHERS)) return Math.max(0, Math.round(duration * (0.96 + random.next() * 0.035) - stayMs));
  return random.chance(0.35) ? 0 : Math.floor(duration * random.next() * 0.85);
}

function newAgent(crowd: Crowd, screen: Screen): Agent {
  crowd.serial += 1;
  const stay = crowd.random.chance(LONG_STAYS) ? LONG_STAY_S : SHORT_STAY_S;
  return {
    name: `living-${crowd.serial}`,
    ...screen,
    item: null,
    channel: null,
    programmeGuid: null,
    stream: {},
    paused: false,
    leavesAt: crowd.clock.now() + seconds(crowd, stay),
    itemEndsAt: Number.POSITIVE_INFINITY,
    cancel: () => undefined,
  };
}

/** Puts an item or a channel on the screen and gives the action that does it. */
function startAction(crowd: Crowd, agent: Agent, item: Item | null, offset: number): Action {
  const { random, sim, clock } = crowd;
  const who = {
    action: 'start' as const,
    session: agent.name,
    user: agent.viewer.person,
    player: agent.player.key,
    machine: agent.machine,
  };
  agent.item = item;
  if (item === null) {
    const channel = random.pick(sim.world.channels);
    agent.channel = channel;
    agent.programmeGuid = slotAt(channel, sim.startedAt(), clock.now()).programme.guid;
    agent.stream = deliverLive(random, agent.player);
    return { ...who, channel: channel.key, stream: agent.stream };
  }
  agent.stream = deliver(random, item, agent.player);
  agent.itemEndsAt = clock.now() + Math.max(0, (item.duration ?? 0) - offset);
  return { ...who, item: item.key, view_offset_ms: offset, stream: agent.stream };
}

function begin(crowd: Crowd): void {
  const screen = freeScreen(crowd);
  if (screen === null) return;
  const agent = newAgent(crowd, screen);
  const kind = wantedKind(crowd, screen.viewer);
  const now = Math.floor(crowd.clock.now() / SECOND_MS);
  const item = kind === 'live' ? null : crowd.taste.choose(screen.viewer, kind, now);
  if (item === null && kind !== 'live') return;
  crowd.agents.set(agent.name, agent);
  crowd.busy.add(screenOf(agent));
  const offset = item === null ? 0 : startOffset(crowd, item, agent.leavesAt - crowd.clock.now());
  run(crowd, agent, startAction(crowd, agent, item, offset));
  plan(crowd, agent);
}

/** Decides when this person does something next: an event of their own, the end of the item, or going away. */
function plan(crowd: Crowd, agent: Agent): void {
  const { clock } = crowd;
  agent.cancel();
  const now = clock.now();
  const event = now + seconds(crowd, NEXT_EVENT_S);
  const end = Math.min(agent.itemEndsAt, agent.leavesAt);
  if (event < end) agent.cancel = clock.after(event - now, () => happen(crowd, agent));
  else agent.cancel = clock.after(Math.max(0, end - now), () => finish(crowd, agent));
}

function resume(crowd: Crowd, agent: Agent): void {
  agent.paused = false;
  run(crowd, agent, { action: 'resume', session: agent.name });
  plan(crowd, agent);
}

function pause(crowd: Crowd, agent: Agent): void {
  const rest = seconds(crowd, [6, 45]);
  agent.paused = true;
  agent.leavesAt += rest;
  agent.itemEndsAt += rest;
  run(crowd, agent, { action: 'pause', session: agent.name });
  agent.cancel();
  agent.cancel = crowd.clock.after(rest, () => resume(crowd, agent));
}

function seek(crowd: Crowd, agent: Agent): void {
  const duration = agent.item?.duration;
  if (duration === undefined) return;
  const now = crowd.clock.now();
  const position = duration - (agent.itemEndsAt - now);
  const jump = crowd.random.pick([-30, -10, 30, 60, 120]) * SECOND_MS;
  const target = Math.max(0, Math.min(position + jump, duration - 20 * SECOND_MS));
  agent.itemEndsAt = now + (duration - target);
  run(crowd, agent, { action: 'seek', session: agent.name, view_offset_ms: Math.round(target) });
}

function changeQuality(crowd: Crowd, agent: Agent): void {
  const stream = otherQuality(crowd.random, agent.stream, agent.player);
  if (stream === null || agent.channel !== null) return;
  agent.stream = stream;
  run(crowd, agent, { action: 'transcode_change', session: agent.name, stream });
}

/** Moves on with the guide when the programme on the channel has changed. */
function followGuide(crowd: Crowd, agent: Agent, channel: Channel): void {
  const { programme } = slotAt(channel, crowd.sim.startedAt(), crowd.clock.now());
  if (programme.guid === agent.programmeGuid) return;
  agent.programmeGuid = programme.guid;
  run(crowd, agent, { action: 'programme', session: agent.name });
}

type Event = 'pause' | 'seek' | 'buffer' | 'quality' | 'nothing';

const EVENTS: readonly (readonly [Event, number])[] = [
  ['pause', 4],
  ['seek', 2],
  ['buffer', 1],
  ['quality', 2],
  ['nothing', 3],
];

/** Something happens in the middle. */
function happen(crowd: Crowd, agent: Agent): void {
  if (agent.channel !== null) followGuide(crowd, agent, agent.channel);
  const event = crowd.random.weighted(EVENTS);
  if (event === 'pause') {
    pause(crowd, agent);
    return;
  }
  if (event === 'seek' && agent.item?.kind !== 'track') seek(crowd, agent);
  if (event === 'buffer') run(crowd, agent, { action: 'buffer', session: agent.name });
  if (event === 'quality') changeQuality(crowd, agent);
  plan(crowd, agent);
}

function stop(crowd: Crowd, agent: Agent): void {
  run(crowd, agent, { action: 'stop', session: agent.name });
  forget(crowd, agent);
}

/** Music goes on under the same session; the next episode usually comes with a new one. */
function goOn(crowd: Crowd, agent: Agent, item: Item): void {
  const { clock, random } = crowd;
  const sameSession = item.kind === 'track' || random.chance(0.25);
  const stay = item.kind === 'track' ? agent.leavesAt - clock.now() : seconds(crowd, SHORT_STAY_S);
  if (sameSession) {
    agent.item = item;
    agent.itemEndsAt = clock.now() + (item.duration ?? 0);
    agent.leavesAt = clock.now() + stay;
    agent.stream = deliver(random, item, agent.player);
    run(crowd, agent, { action: 'next', session: agent.name, item: item.key, stream: agent.stream });
    plan(crowd, agent);
    return;
  }
  stop(crowd, agent);
  const next = { ...newAgent(crowd, agent), leavesAt: clock.now() + stay };
  crowd.agents.set(next.name, next);
  crowd.busy.add(screenOf(next));
  run(crowd, next, startAction(crowd, next, item, 0));
  plan(crowd, next);
}

/** The item is over, or this person has had enough. */
function finish(crowd: Crowd, agent: Agent): void {
  const { item } = agent;
  const now = crowd.clock.now();
  const isOver = agent.itemEndsAt - now < 0.05 * (item?.duration ?? 0);
  const next = item === null || !isOver ? null : following(item);
  const more = item?.kind === 'track' ? now < agent.leavesAt : crowd.mayGoOn && crowd.random.chance(0.6);
  if (next !== null && more) goOn(crowd, agent, next);
  else stop(crowd, agent);
}

/** The people of the simulator's world; nobody plays yet. */
export function makeAgents(sim: Simulator, options: AgentsOptions): Agents {
  const crowd: Crowd = {
    ...options,
    sim,
    taste: makeTaste(sim.world, options.random),
    agents: new Map(),
    busy: new Set(),
    serial: 0,
    mayGoOn: true,
  };
  return {
    count: () => crowd.agents.size,
    begin: () => begin(crowd),
    allowMore(allowed) {
      crowd.mayGoOn = allowed;
    },
    libraryChanged: () => crowd.taste.refresh(),
    async endAll() {
      const all = [...crowd.agents.values()];
      for (const agent of all) forget(crowd, agent);
      await Promise.allSettled(all.map(({ name }) => sim.act({ action: 'stop', session: name })));
    },
  };
}
