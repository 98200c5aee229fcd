/**
 * Tells every process what must not go on: sessions that ended, keys that were taken away. What is told is committed; a
 * connection that stays open ends within a moment, and everything else asks anew with its next request anyway.
 */
import { z } from 'zod';
import type { Cancel, Clock } from '#clock';
import type { Connection } from '#db/connection.ts';
import { type Listening, listen, notify } from '#db/listen.ts';
import type { Tx } from '#db/pool.ts';
import type { Log } from '#log';

const CHANNEL = 'spyglass_auth';
/** A message holds less than 8000 bytes. */
const IDS_A_MESSAGE = 100;

const Message = z.object({ sessions: z.array(z.string()), keys: z.array(z.number().int()) });

/** What must not go on: sessions by their hash, keys by their id. `everything`: messages were missed, nobody knows which. */
export type Revoked =
  | { readonly kind: 'some'; readonly sessions: readonly string[]; readonly keys: readonly number[] }
  | { readonly kind: 'everything' };

/** Sends it when the transaction commits. */
export async function announceRevoked(
  tx: Tx,
  { sessions = [], keys = [] }: { readonly sessions?: readonly string[]; readonly keys?: readonly number[] },
): Promise<void> {
  const length = Math.max(sessions.length, keys.length);
  for (let at = 0; at < length; at += IDS_A_MESSAGE) {
    const some = <T>(all: readonly T[]): readonly T[] => all.slice(at, at + IDS_A_MESSAGE);
    await notify(tx, CHANNEL, { sessions: some(sessions), keys: some(keys) });
  }
}

export interface Revocations {
  /** Calls `listener` until it is cancelled. */
  on(listener: (revoked: Revoked) => void): Cancel;
  /** Hears what is announced, whichever process did it. */
  follow(connection: Connection): Promise<Listening>;
}

export function createRevocations({ clock, log }: { readonly clock: Clock; readonly log: Log }): Revocations {
  const listeners = new Set<(revoked: Revoked) => void>();
  const tell = (revoked: Revoked): void => {
    for (const listener of [...listeners]) listener(revoked);
  };
  return {
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    follow: (connection) =>
      listen(connection, CHANNEL, (payload) => tell(readRevoked(payload)), {
        clock,
        log,
        onReconnected: () => tell({ kind: 'everything' }),
      }),
  };
}

/** A message nobody understands may be about anything. */
export function readRevoked(payload: string): Revoked {
  try {
    return { kind: 'some', ...Message.parse(JSON.parse(payload)) };
  } catch {
    return { kind: 'everything' };
  }
}
