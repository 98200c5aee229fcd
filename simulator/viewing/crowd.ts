import type { Cancel, Clock } from '#clock';
import type { Stream } from '../actions.ts';
import type { Random } from '../random.ts';
import type { Simulator } from '../simulator.ts';
import type { Channel, Item, Player, Viewer } from '../world/types.ts';
import { hourOf, inclination } from './rhythm.ts';
import type { Taste } from './taste.ts';

export const SECOND_MS = 1000;

/** One person in front of one screen. Moments are clock times in milliseconds. */
export interface Agent {
  readonly name: string;
  readonly viewer: Viewer;
  readonly player: Player;
  /** Set for screens beyond those the world knows. */
  readonly machine: string | undefined;
  item: Item | null;
  channel: Channel | null;
  programmeGuid: string | null;
  stream: Stream;
  paused: boolean;
  /** When this person has had enough. */
  leavesAt: number;
  /** When the item (or the programme) is over. */
  itemEndsAt: number;
  cancel: Cancel;
}

export interface AgentsOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly pace: number;
  /** A stream that was expected is gone. */
  readonly lost: (error: unknown) => void;
}

/** Everybody, and what they share. */
export interface Crowd extends AgentsOptions {
  readonly sim: Simulator;
  readonly taste: Taste;
  readonly agents: Map<string, Agent>;
  readonly busy: Set<string>;
  serial: number;
  mayGoOn: boolean;
}

/** A random span, in milliseconds. */
export const seconds = ({ random, pace }: Crowd, [from, to]: readonly [number, number]): number =>
  (random.int(from, to) * SECOND_MS) / pace;

/** Somebody and what they sit in front of. */
export interface Screen {
  readonly viewer: Viewer;
  readonly player: Player;
  readonly machine: string | undefined;
}

/** Who plays next, on which screen: people at their hours on idle players, else on players nobody has seen before. */
export function freeScreen(crowd: Crowd): Screen | null {
  const { sim, random, clock, busy } = crowd;
  const hour = hourOf(clock.now());
  const { viewers, players } = sim.world;
  const playerOf = (key: string): Player | undefined => players.find((player) => player.key === key);
  const eager = viewers.map(
    (viewer) => [viewer, viewer.activity * (0.15 + inclination(viewer.peakHour, hour))] as const,
  );
  if (eager.length === 0) return null;
  for (let i = 0; i < 6; i += 1) {
    const viewer = random.weighted(eager);
    const player = playerOf(random.weighted(viewer.players));
    if (player !== undefined && !busy.has(player.key)) return { viewer, player, machine: undefined };
  }
  const viewer = random.weighted(eager);
  const player = playerOf(random.weighted(viewer.players));
  return player === undefined ? null : { viewer, player, machine: `${player.key}-${crowd.serial}` };
}

export const screenOf = ({ player, machine }: Screen): string => machine ?? player.key;
