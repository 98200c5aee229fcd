/** Whether a server can be reached from outside, and when that is worth telling (monitoring notes 8.2). Pure. */
import type { EpochMs } from '#clock';
import type { RemoteAccess } from '#plex/parse-server-state.ts';

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
  const works = access.reason === null;
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

/** What notifications may say of it, by the names of their parameters. */
export const remoteFacts = (access: RemoteAccess) => ({
  remote_access_mapping_state: access.mappingState ?? '',
  remote_access_mapping_error: access.mappingError ?? '',
  remote_access_public_address: access.publicAddress ?? '',
  remote_access_public_port: access.publicPort ?? '',
  remote_access_private_address: access.privateAddress ?? '',
  remote_access_private_port: access.privatePort ?? '',
  remote_access_reason: access.reason ?? '',
});
