import type { Clock, EpochMs } from '#clock';
import { makeStage, startStream } from './playback/playback.ts';
import { sessionsDocument } from './playback/views.ts';
import { type Random, seededRandom } from './random.ts';
import { type PastPlay, sit } from './viewing/sitting.ts';
import { makeTaste, type Taste } from './viewing/taste.ts';
import type { Person, Player, Viewer } from './world/types.ts';
import { findPerson, type World } from './world/world.ts';

export type { PastPlay } from './viewing/sitting.ts';

export interface PastOptions {
  /** The span, in epoch milliseconds; no play reaches beyond it. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly seed: number;
  /** On average over the span. */
  readonly playsPerDay: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Sitting down gives about this many plays: binges, albums, interruptions. */
const PLAYS_PER_SITTING = 1.67;

/** One of the people, ready to be asked. */
interface Guest {
  readonly viewer: Viewer;
  readonly person: Person;
  readonly players: readonly (readonly [Player, number])[];
  /** Friends came one after the other. */
  readonly joinedAt: EpochMs;
}

interface Past {
  readonly world: World;
  readonly options: PastOptions;
  readonly random: Random;
  readonly taste: Taste;
  readonly guests: readonly Guest[];
  /** Until when each player is in use. */
  readonly busyUntil: Map<string, EpochMs>;
}

function guestsOf(world: World, { from, to }: PastOptions, random: Random): Guest[] {
  const guests: Guest[] = [];
  for (const viewer of world.viewers) {
    const person = findPerson(world, viewer.person);
    if (person === undefined) continue;
    const players = viewer.players.flatMap(([key, weight]) => {
      const player = world.players.find((one) => one.key === key);
      return player === undefined ? [] : [[player, weight] as const];
    });
    const late = person.home ? 0 : random.next() ** 1.5 * 0.7;
    guests.push({ viewer, person, players, joinedAt: from + (to - from) * late });
  }
  return guests;
}

/** Friday to Sunday are fuller, the end of December much fuller, July emptier. */
function seasonOf(day: Date): number {
  const weekday = day.getUTCDay();
  const weekend = weekday === 0 || weekday === 6 ? 1.4 : weekday === 5 ? 1.2 : 0.8;
  const [month, date] = [day.getUTCMonth(), day.getUTCDate()];
  const holidays = (month === 11 && date >= 20) || (month === 0 && date <= 3) ? 1.6 : 1;
  const summer = month === 6 ? 0.72 : 1;
  return weekend * holidays * summer;
}

/** A number with the given mean: a floor, and a chance of one more. */
const around = (random: Random, mean: number): number => Math.floor(mean) + (random.chance(mean % 1) ? 1 : 0);

/** A moment of the day near somebody's hour; at weekends also in the afternoon. */
function momentFor({ random }: Past, { viewer }: Guest, day: EpochMs, weekend: boolean): EpochMs {
  const bell = (random.next() + random.next() + random.next() - 1.5) * 1.35;
  const hour = weekend && random.chance(0.35) ? 15 : viewer.peakHour;
  const at = (hour + bell * 2.6 + 24) % 24;
  return day + Math.floor(at * HOUR_MS);
}

type Kind = 'movie' | 'episode' | 'track';

function sittingOf(past: Past, guest: Guest, at: EpochMs): PastPlay[] {
  const { random, taste, busyUntil } = past;
  const { viewer, person } = guest;
  const kinds: readonly Kind[] = ['movie', 'episode', 'track'];
  const kind = random.weighted(kinds.map((one) => [one, viewer.media[one]] as const));
  const now = Math.floor(at / 1000);
  const item = taste.choose(viewer, kind, now) ?? taste.choose(viewer, kind === 'movie' ? 'episode' : 'movie', now);
  const idle = guest.players.filter(([player]) => (busyUntil.get(player.key) ?? 0) <= at);
  if (item === null || idle.length === 0) return [];
  const player = random.weighted(idle);
  const plays = sit(random, { user: person, player, item, at });
  busyUntil.set(player.key, Math.max(...plays.map(({ stoppedAt }) => stoppedAt)));
  return plays;
}

function dayOf(past: Past, day: EpochMs): PastPlay[] {
  const { options, random, guests } = past;
  const progress = (day - options.from) / Math.max(DAY_MS, options.to - options.from);
  const date = new Date(day);
  const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
  const present = guests.filter(({ joinedAt }) => joinedAt <= day + DAY_MS);
  if (present.length === 0) return [];
  const mean = (options.playsPerDay / PLAYS_PER_SITTING) * (0.6 + 0.8 * progress) * seasonOf(date);
  const invited = present.map((guest) => [guest, guest.viewer.activity] as const);
  return Array.from({ length: around(random, mean * (0.75 + random.next() * 0.5)) }, () => random.weighted(invited))
    .map((guest) => ({ guest, at: momentFor(past, guest, day, weekend) }))
    .sort((a, b) => a.at - b.at)
    .flatMap(({ guest, at }) => sittingOf(past, guest, at));
}

/**
 * Believable plays of the world's people over a span, in order of their start: tastes, series watched in order,
 * evenings and weekends, holidays, growth, films resumed the next day. The same seed gives the same past.
 * Hours are in UTC.
 */
export function* inventPast(world: World, options: PastOptions): Generator<PastPlay> {
  const random = seededRandom(options.seed);
  const past: Past = {
    world,
    options,
    random,
    taste: makeTaste(world, random),
    guests: guestsOf(world, options, random),
    busyUntil: new Map(),
  };
  let waiting: PastPlay[] = [];
  for (let day = Math.floor(options.from / DAY_MS) * DAY_MS; day < options.to; day += DAY_MS) {
    waiting = [...waiting, ...dayOf(past, day)].sort((a, b) => a.startedAt - b.startedAt);
    const due = waiting.findIndex(({ startedAt }) => startedAt >= day + DAY_MS);
    const ready = waiting.splice(0, due < 0 ? waiting.length : due);
    for (const one of ready) if (one.startedAt >= options.from && one.stoppedAt <= options.to) yield one;
  }
}

const never = (): void => undefined;

/** A clock that stands at the moment of a play. */
const standing = (now: EpochMs): Clock => ({
  now: () => now,
  monotonic: () => 0,
  after: () => never,
  every: () => never,
  sleep: () => Promise.resolve(),
});

/** The `/status/sessions` document this play would have shown just before its end, by the renderer of the live server. */
export function sessionXml(world: World, play: PastPlay): string {
  const stage = makeStage(world, standing(play.startedAt), never);
  stage.counters.sessionKey = Math.floor(play.startedAt / 1000) % 100_000_000;
  startStream(stage, {
    action: 'start',
    session: 'past',
    user: play.user.key,
    player: play.player.key,
    item: play.item.key,
    stream: play.stream,
    view_offset_ms: play.offsetToMs,
    silent: true,
    at_ms: 0,
  });
  return sessionsDocument(stage, 'xml');
}
