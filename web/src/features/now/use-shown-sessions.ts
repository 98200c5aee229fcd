import { useMemo } from 'react';
import { useChosenServer } from '../../lib/chosen-server.ts';
import type { LiveSession } from '../../lib/live/live-state.ts';
import { useLive } from '../../lib/live/use-live.ts';

/** The live streams of the server that is looked at, or of all. */
export function useShownSessions(): readonly LiveSession[] {
  const sessions = useLive((state) => state.sessions);
  const server = useChosenServer();
  return useMemo(
    () => (server === null ? sessions : sessions.filter(({ view }) => view.server.id === server)),
    [sessions, server],
  );
}
