import type { ImageSource } from '../art/images.ts';
import type { Call } from '../http/call.ts';
import type { Stage } from '../playback/stage.ts';
import type { Person } from '../world/types.ts';
import type { World } from '../world/world.ts';

/** What the outside world sees of the server's port mapping (Plex protocol notes 3.13). */
export interface RemoteAccess {
  mappingState: string;
  mappingError: string;
}

export type PrefValue = string | number | boolean;

export interface Termination {
  readonly sessionId: string;
  readonly reason: string;
}

/** Everything the media server's routes answer from. */
export interface ServerState {
  readonly world: World;
  readonly stage: Stage;
  readonly images: ImageSource;
  readonly remoteAccess: RemoteAccess;
  readonly prefs: Map<string, PrefValue>;
  readonly terminated: Termination[];
  readonly terminate: (sessionId: string, reason: string) => boolean;
}

/** A request of somebody the server knows; only `/identity` is open to strangers. */
export interface PmsCall extends Call {
  readonly person: Person;
}
