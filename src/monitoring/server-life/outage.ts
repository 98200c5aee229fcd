/** Whether a server is up, and when an outage is worth telling (monitoring notes 8.1). Pure. */
import type { EpochMs } from '#clock';

export interface Outage {
  /** Null until the server was connected once: an outage from before is nobody's news. */
  readonly isUp: boolean | null;
  /** Begin of an outage that is told when it lasts; null otherwise. */
  readonly downSince: EpochMs | null;
  readonly announcedAt: EpochMs | null;
}

export type OutageEvent =
  /** Notifications arrive. */
  | { readonly kind: 'connected'; readonly at: EpochMs }
  /** They do not arrive any more, and trying anew did not help. */
  | { readonly kind: 'lost'; readonly at: EpochMs }
  /** Time passes; `afterMs` is how long an outage lasts before it is told. */
  | { readonly kind: 'tick'; readonly at: EpochMs; readonly afterMs: number };

export interface OutageStep {
  readonly state: Outage;
  readonly tell: 'on_intdown' | 'on_intup' | null;
}

export const NEVER_CONNECTED: Outage = { isUp: null, downSince: null, announcedAt: null };
const UP: Outage = { isUp: true, downSince: null, announcedAt: null };

const quietly = (state: Outage): OutageStep => ({ state, tell: null });

/** An outage is told once, and its end only when it was told. */
export function onOutageEvent(state: Outage, event: OutageEvent): OutageStep {
  switch (event.kind) {
    case 'connected':
      return { state: UP, tell: state.announcedAt === null ? null : 'on_intup' };
    case 'lost':
      if (state.isUp === false) return quietly(state);
      return quietly({ isUp: false, downSince: state.isUp === true ? event.at : null, announcedAt: null });
    case 'tick': {
      const isDue = state.downSince !== null && event.at - state.downSince >= event.afterMs;
      if (!isDue || state.announcedAt !== null) return quietly(state);
      return { state: { ...state, announcedAt: event.at }, tell: 'on_intdown' };
    }
  }
}

/**
 * What is left of the state after a restart. An outage that was being watched goes on. A server that was up is only
 * still thought to be up when the restart was shorter than an outage that is told; otherwise its state is unknown, as
 * at the first start.
 */
export function afterRestart(
  stored: Outage,
  {
    lastHeardAt,
    now,
    afterMs,
  }: { readonly lastHeardAt: EpochMs | null; readonly now: EpochMs; readonly afterMs: number },
): Outage {
  if (stored.downSince !== null) return stored;
  const isRecent = lastHeardAt !== null && now - lastHeardAt < afterMs;
  return stored.isUp === true && isRecent ? UP : NEVER_CONNECTED;
}
