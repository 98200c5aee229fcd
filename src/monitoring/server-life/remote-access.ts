/** Whether a server can be reached from outside, and when that is worth telling (monitoring notes 8.2). Pure. */
import type { EpochMs } from '#clock';

/** What a server says of its remote access (Plex protocol notes 3.13). */
export interface RemoteAccess {
  readonly mappingState: string;
  readonly mappingError: string;
  readonly publicAddress: string;
  readonly publicPort: string;
  readonly privateAddress: string;
  readonly privatePort: string;
  /** Why it does not work; blank when it does. */
  readonly reason: string;
}

export interface RemoteState {
  /** Null until a notification said something about it. */
  readonly isUp: boolean | null;
  /** Begin of a loss that is told when it lasts. */
  readonly downSince: EpochMs | null;
  readonly announcedAt: EpochMs | null;
  /** What the server said when it was lost; this is what is told. */
  readonly access: RemoteAccess | null;
}

export type RemoteEvent =
  /** The server told of a change and was asked. */
  | { readonly kind: 'told'; readonly at: EpochMs; readonly isReachable: boolean; readonly access: RemoteAccess }
  | { readonly kind: 'tick'; readonly at: EpochMs; readonly afterMs: number };

export interface RemoteStep {
  readonly state: RemoteState;
  readonly tell: { readonly trigger: 'on_extdown' | 'on_extup'; readonly access: RemoteAccess } | null;
}

export const NEVER_TOLD: RemoteState = { isUp: null, downSince: null, announcedAt: null, access: null };

const known = (isUp: boolean): RemoteState => ({ ...NEVER_TOLD, isUp });

/** Whether a notification says nothing new, so that the server need not be asked. */
export const isNoNews = (state: RemoteState, isReachable: boolean): boolean => isReachable && state.isUp === true;

export function onRemoteEvent(state: RemoteState, event: RemoteEvent): RemoteStep {
  if (event.kind === 'tick') return onTick(state, event);
  const { access, at, isReachable } = event;
  // A mapping that is being made is neither up nor down.
  if (access.mappingState === 'waiting' || isNoNews(state, isReachable)) return { state, tell: null };
  const works = access.reason === '';
  if (state.isUp === false) {
    if (!works) return { state, tell: null };
    // A loss that was not told yet ends untold.
    const isPending = state.downSince !== null && state.announcedAt === null;
    return { state: known(true), tell: isPending ? null : { trigger: 'on_extup', access } };
  }
  if (!works) return { state: { isUp: false, downSince: at, announcedAt: null, access }, tell: null };
  return { state: state.isUp === null ? known(isReachable) : state, tell: null };
}

function onTick(state: RemoteState, { at, afterMs }: { readonly at: EpochMs; readonly afterMs: number }): RemoteStep {
  const { downSince, announcedAt, access } = state;
  if (access === null || downSince === null || announcedAt !== null || at - downSince < afterMs)
    return { state, tell: null };
  return { state: { ...state, announcedAt: at }, tell: { trigger: 'on_extdown', access } };
}

const UNKNOWN = 'unknown';
const WORKING = new Set(['mapped', 'waiting']);

/** Why remote access does not work; blank when it does. The words are those that texts and conditions know. */
export function reasonOf({ mappingState, mappingError }: Pick<RemoteAccess, 'mappingState' | 'mappingError'>): string {
  if (mappingState === UNKNOWN) return 'Plex remote access port mapping unknown';
  if (!WORKING.has(mappingState)) return 'Plex remote access port not mapped';
  if (mappingError === 'unreachable') return 'Plex remote access port mapped, but the port is unreachable from Plex.tv';
  if (mappingError === 'publisherror')
    return 'Plex remote access port mapped, but failed to publish the port to Plex.tv';
  return '';
}

/** What notifications may say of it, by the names of their parameters. */
export const remoteFacts = (access: RemoteAccess) => ({
  remote_access_mapping_state: access.mappingState,
  remote_access_mapping_error: access.mappingError,
  remote_access_public_address: access.publicAddress,
  remote_access_public_port: access.publicPort,
  remote_access_private_address: access.privateAddress,
  remote_access_private_port: access.privatePort,
  remote_access_reason: access.reason,
});
