import type { EpochMs } from '#clock';
import type { Stream } from '../actions.ts';
import type { Random } from '../random.ts';
import type { Item, Person, Player } from '../world/types.ts';
import { deliver } from './delivery.ts';
import { following } from './taste.ts';

/** One recorded stretch of playing, from start to stop. Times in epoch milliseconds, positions in the item. */
export interface PastPlay {
  readonly user: Person;
  readonly player: Player;
  readonly item: Item;
  readonly stream: Stream;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs;
  /** Time of the stretch that was spent in a pause. */
  readonly pausedMs: number;
  readonly offsetFromMs: number;
  readonly offsetToMs: number;
}

/** Somebody sits down in front of something. */
export interface Sitting {
  readonly user: Person;
  readonly player: Player;
  readonly item: Item;
  readonly at: EpochMs;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What becomes of an item that was begun. */
type Fate = 'finished' | 'interrupted' | 'abandoned';

const FATES: readonly (readonly [Fate, number])[] = [
  ['finished', 70],
  ['interrupted', 19],
  ['abandoned', 11],
];

function pauseIn(random: Random, playedMs: number): number {
  if (playedMs < 5 * MINUTE_MS || !random.chance(0.3)) return 0;
  return random.int(20, 60 * random.int(2, 14)) * SECOND_MS;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly at: EpochMs;
  readonly stream: Stream;
}

function play(random: Random, { user, player, item }: Sitting, { from, to, at, stream }: Stretch): PastPlay {
  const playedMs = to - from;
  const pausedMs = pauseIn(random, playedMs);
  // Loading and stalling take a few seconds that are neither played nor paused.
  const lostMs = random.int(0, 6) * SECOND_MS;
  return {
    user,
    player,
    item,
    stream,
    startedAt: at,
    stoppedAt: at + playedMs + pausedMs + lostMs,
    pausedMs,
    offsetFromMs: from,
    offsetToMs: to,
  };
}

const end = (random: Random, durationMs: number): number => Math.round(durationMs * (0.955 + random.next() * 0.045));

/** One film or episode: in one go, in two, or not to the end. */
function watch(random: Random, sitting: Sitting): PastPlay[] {
  const duration = sitting.item.duration ?? MINUTE_MS;
  const stream = deliver(random, sitting.item, sitting.player);
  const fate = random.weighted(FATES);
  if (fate === 'finished') {
    return [play(random, sitting, { from: 0, to: end(random, duration), at: sitting.at, stream })];
  }
  const reach = fate === 'abandoned' ? 0.02 + random.next() * 0.25 : 0.2 + random.next() * 0.65;
  const to = Math.round(duration * reach);
  const first = play(random, sitting, { from: 0, to, at: sitting.at, stream });
  if (fate === 'abandoned' || random.chance(0.3)) return [first];
  const back = random.chance(0.45) ? random.int(4, 90) * MINUTE_MS : DAY_MS + random.int(-90, 90) * MINUTE_MS;
  const rest = { from: Math.max(0, to - 5 * SECOND_MS), to: end(random, duration), at: first.stoppedAt + back, stream };
  return [first, play(random, sitting, rest)];
}

/** One episode after another, each begun a few seconds after the last. */
function binge(random: Random, sitting: Sitting): PastPlay[] {
  const plays = watch(random, sitting);
  let [last] = plays;
  let item: Item | null = sitting.item;
  while (item !== null && last !== undefined && plays.length < 5 && random.chance(0.45)) {
    if (last.offsetToMs < 0.9 * (item.duration ?? 0)) break;
    item = following(item);
    if (item === null || item.addedAt * SECOND_MS > last.stoppedAt) break;
    const stream = deliver(random, item, sitting.player);
    const next = { ...sitting, item };
    last = play(random, next, {
      from: 0,
      to: end(random, item.duration ?? 0),
      at: last.stoppedAt + 9 * SECOND_MS,
      stream,
    });
    plays.push(last);
  }
  return plays;
}

const MAX_TRACKS = 14;

/** An album from some track on; now and then one is skipped. */
function hear(random: Random, sitting: Sitting): PastPlay[] {
  const plays: PastPlay[] = [];
  const stream = deliver(random, sitting.item, sitting.player);
  let at = sitting.at;
  for (let item: Item | null = sitting.item; item !== null && plays.length < MAX_TRACKS; item = following(item)) {
    const duration = item.duration ?? 0;
    const to = random.chance(0.12) ? random.int(4, 40) * SECOND_MS : duration;
    const heard = play(random, { ...sitting, item }, { from: 0, to: Math.min(to, duration), at, stream });
    plays.push(heard);
    at = heard.stoppedAt + 400;
    if (random.chance(0.14)) break;
  }
  return plays;
}

/** Everything that comes of sitting down, in order; resumed parts may lie on the next day. */
export function sit(random: Random, sitting: Sitting): PastPlay[] {
  if (sitting.item.kind === 'track') return hear(random, sitting);
  return sitting.item.kind === 'episode' ? binge(random, sitting) : watch(random, sitting);
}
