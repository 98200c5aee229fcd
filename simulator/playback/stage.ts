import type { Clock } from '#clock';
import type { MediaMaker } from '../world/media.ts';
import type { World } from '../world/world.ts';
import type { Identifiers } from './identifiers.ts';
import type { Ledger } from './ledger.ts';
import type { Notify } from './notification.ts';
import type { Session, Tuning } from './session.ts';

/** Counters that go on through every run of one simulator, so that no number is ever given out twice. */
export interface Counters {
  sessionKey: number;
  queueItem: number;
  liveKey: number;
}

/** Everything one run of streams shares. */
export interface Stage {
  readonly world: World;
  readonly clock: Clock;
  readonly notify: Notify;
  /** The running streams by name. */
  readonly sessions: Map<string, Session>;
  readonly counters: Counters;
  readonly ledger: Ledger;
  /** Every channel anybody tuned to in this run, by live rating key. */
  readonly tunings: Map<number, Tuning>;
  ids: Identifiers;
  media: MediaMaker;
}
