/** Says of a play that was not recorded as it was played what was wrong meanwhile. */
import type { EpochMs } from '#clock';
import type { Disturbance } from '#simulator/chaos.ts';
import type { LedgerEntry } from '#simulator/playback/ledger.ts';
import { type Pair, type Recorded, unpausedMs } from './ledger.ts';

/** What went wrong this long before or after may still matter. */
const AROUND_MS = 12_000;

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const clockTime = (at: EpochMs): string => new Date(at).toISOString().slice(11, 21);

/** What was wrong around the start and the end of a play, in seconds from its start. */
function around(from: EpochMs, until: EpochMs, disturbances: readonly Disturbance[]): string {
  const near = disturbances.filter((one) => one.from < until + AROUND_MS && one.until > from - AROUND_MS);
  return near.map((one) => `${one.kind} ${seconds(one.from - from)}..${seconds(one.until - from)}`).join(', ');
}

export function explainEntry(entry: LedgerEntry, disturbances: readonly Disturbance[]): string {
  const { startedAt, stoppedAt } = entry;
  const end = stoppedAt ?? startedAt + entry.playedMs + entry.pausedMs;
  return `${entry.ratingKey} ${entry.title} key ${entry.sessionKey} from ${clockTime(startedAt)} for ${seconds(end - startedAt)} s; ${around(startedAt, end, disturbances)}`;
}

export function explainPlay(play: Recorded, disturbances: readonly Disturbance[]): string {
  const from = play.startedAt.getTime();
  const until = (play.stoppedAt ?? play.startedAt).getTime();
  return `${play.ratingKey} ${play.endedReason} from ${clockTime(from)} for ${seconds(until - from)} s, watched ${seconds(play.watchedMs)}; ${around(from, until, disturbances)}`;
}

export function explainPair({ entry, play, offMs }: Pair, disturbances: readonly Disturbance[]): string {
  const late = play.startedAt.getTime() - entry.startedAt;
  const after = (play.stoppedAt?.getTime() ?? Number.NaN) - (entry.stoppedAt ?? Number.NaN);
  const sign = play.watchedMs > unpausedMs(entry) ? '+' : '-';
  return `${sign}${seconds(offMs)} s, ${play.endedReason}, start ${seconds(late)} end ${seconds(after)}, paused ${seconds(entry.pausedMs)}; ${explainEntry(entry, disturbances)}`;
}
