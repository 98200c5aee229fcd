import type { Clock } from '#clock';
import type { ImageSource } from '../art/images.ts';
import type { Call } from '../http/call.ts';
import type { Person } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { Pins } from './pins.ts';

/** Everything the account service's routes answer from. */
export interface AccountState {
  readonly world: World;
  readonly clock: Clock;
  readonly images: ImageSource;
  readonly pins: Pins;
  readonly deletedSyncItems: Set<string>;
  /** False: every token is refused. */
  tokenValid: boolean;
  /** The newest server version on offer. */
  latestVersion: string;
  /** Where the media server is; null while it is down. */
  readonly mediaServer: () => { readonly port: number; readonly isUp: boolean };
}

/** A request of somebody the account service knows. */
export interface AccountCall extends Call {
  readonly person: Person;
}
