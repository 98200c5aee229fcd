import type { RowWake } from '#contract/wake.ts';

type Row = { readonly id: number };

/**
 * What an audience has been shown. Some changes cannot be read again because the row is gone; they are told to those who have
 * seen it, and to nobody else not even as a number.
 */
export interface Known {
  /** Notes rows they were shown. */
  see(sessions: readonly Row[], servers: readonly Row[]): void;
  /** Of these changes, those that are about something they may know. */
  ofTheirs(wakes: readonly RowWake[]): readonly RowWake[];
}

/** For whoever sees everything. */
export const everything: Known = { see: () => undefined, ofTheirs: (wakes) => wakes };

export function knownRows(): Known {
  const sessions = new Set<number>();
  const servers = new Set<number>();
  return {
    see(shown, hosts) {
      for (const { id } of shown) sessions.add(id);
      for (const { id } of hosts) servers.add(id);
    },
    ofTheirs(wakes) {
      const plays = new Set<number>();
      for (const wake of wakes)
        if (wake.t === 'ended' && wake.playId !== null && sessions.has(wake.sessionId)) plays.add(wake.playId);
      return wakes.filter((wake) => {
        if (wake.t === 'play') return plays.has(wake.playId);
        if (wake.t === 'ended') return sessions.delete(wake.sessionId);
        return wake.t === 'server-removed' ? servers.delete(wake.serverId) : true;
      });
    },
  };
}
