import type { LiveEvent, ServerView, SessionView } from '#contract/activity.ts';
import type { RowWake } from '#contract/wake.ts';

/** Rows that wakes tell to read again. */
export interface WokenIds {
  readonly sessions: readonly number[];
  readonly servers: readonly number[];
}

/** The ids in a batch of wakes, each once. */
export function wokenIds(batch: readonly RowWake[]): WokenIds {
  const sessions = batch.flatMap((wake) => (wake.t === 'sessions' ? wake.ids : []));
  const servers = batch.flatMap((wake) => (wake.t === 'server' ? [wake.serverId] : []));
  return { sessions: [...new Set(sessions)], servers: [...new Set(servers)] };
}

/**
 * The events of a batch, given the rows as they are now. Wakes keep their order; a row that was announced several
 * times is told once, and one that is gone not at all: its end has a wake of its own. Sessions announced together
 * stay in the order of `sessions`, which is that of their start.
 */
export function eventsOf(
  batch: readonly RowWake[],
  sessions: readonly SessionView[],
  servers: readonly ServerView[],
): LiveEvent[] {
  const told = new Set<SessionView | ServerView>();
  const once = <T extends SessionView | ServerView>(rows: readonly T[], ids: readonly number[]): T[] => {
    const named = new Set(ids);
    const fresh = rows.filter((row) => named.has(row.id) && !told.has(row));
    for (const row of fresh) told.add(row);
    return fresh;
  };
  const events: LiveEvent[] = [];
  for (const wake of batch) {
    if (wake.t === 'sessions')
      for (const session of once(sessions, wake.ids)) events.push({ type: 'session', session });
    else if (wake.t === 'server')
      for (const server of once(servers, [wake.serverId])) events.push({ type: 'server', server });
    else events.push(eventOf(wake));
  }
  return events;
}

/** The event of a wake that says everything itself. */
function eventOf(wake: Exclude<RowWake, { t: 'sessions' | 'server' }>): LiveEvent {
  switch (wake.t) {
    case 'ended': {
      const { t: _, ...end } = wake;
      return { type: 'session-ended', ...end };
    }
    case 'play':
      return { type: 'play', playId: wake.playId, groupId: wake.groupId };
    case 'server-removed':
      return { type: 'server-removed', serverId: wake.serverId };
  }
}

/** An event that is worth nothing later: without a number, so nobody asks for it again. */
export const encodePassing = (event: LiveEvent): Buffer =>
  Buffer.from(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);

/** An event as the stream carries it (WHATWG HTML, server-sent events). JSON has no line breaks, so one data line does. */
export const encodeEvent = (id: number, event: LiveEvent): Buffer =>
  Buffer.from(`id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
