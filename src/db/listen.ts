import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import type { Clock } from '#clock';
import type { Log } from '#log';
import { describeError } from '#problem';
import { type Connection, clientConfig } from './connection.ts';
import type { Db, Tx } from './pool.ts';

const MAX_PAYLOAD_BYTES = 7_999;
const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 30_000;
const CHECK_EVERY_MS = 15_000;
const CHECK_TIMEOUT_MS = 10_000;

export type Listening = { readonly stop: () => Promise<void> };

export type ListenOptions = {
  readonly clock: Clock;
  readonly log: Log;
  /** Called after every connect but the first: messages were missed, so the reader must look at the tables. */
  readonly onReconnected: () => void;
};

/**
 * Calls `onPayload` for every message on a channel, on a connection of its own that is made again for ever when it is
 * lost. A message only wakes; it may be missed, and the tables decide. Resolves when the first attempt to connect
 * has been made, whether or not it succeeded.
 */
export async function listen(
  connection: Connection,
  channel: string,
  onPayload: (payload: string) => void,
  options: ListenOptions,
): Promise<Listening> {
  const stopping = new AbortController();
  const firstTry = Promise.withResolvers<void>();
  const loop = keepListening({ connection, channel, onPayload, options, stopping, tried: firstTry.resolve });
  await firstTry.promise;
  return {
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}

type Loop = {
  readonly connection: Connection;
  readonly channel: string;
  readonly onPayload: (payload: string) => void;
  readonly options: ListenOptions;
  readonly stopping: AbortController;
  readonly tried: () => void;
};

async function keepListening(loop: Loop): Promise<void> {
  const { options, stopping, channel } = loop;
  let failures = 0;
  let wasConnected = false;
  while (!stopping.signal.aborted) {
    try {
      await listenOnce(loop, () => {
        failures = 0;
        if (wasConnected) options.onReconnected();
        wasConnected = true;
      });
    } catch (error) {
      options.log.warn({ channel, reason: describeError(error) }, 'cannot listen to the database');
    }
    loop.tried();
    const waitMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures++, 10));
    await options.clock.sleep(waitMs, stopping.signal);
  }
}

/** One connection's life; resolves when it is lost or the listener stops. Throws when it cannot be made. */
async function listenOnce(loop: Loop, connected: () => void): Promise<void> {
  const { stopping, channel, options } = loop;
  const client = new Client(clientConfig(loop.connection, { applicationName: `spyglass listen ${channel}` }));
  const lost = Promise.withResolvers<void>();
  client.on('error', () => lost.resolve());
  client.on('end', () => lost.resolve());
  client.on('notification', (message) => loop.onPayload(message.payload ?? ''));
  const stop = (): void => lost.resolve();
  stopping.signal.addEventListener('abort', stop, { once: true });
  try {
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    connected();
    loop.tried();
    const cancel = options.clock.every(CHECK_EVERY_MS, () => {
      const giveUp = options.clock.after(CHECK_TIMEOUT_MS, stop);
      client.query('select 1').then(giveUp, stop);
    });
    await lost.promise.finally(cancel);
  } finally {
    stopping.signal.removeEventListener('abort', stop);
    await Promise.race([client.end().catch(() => undefined), options.clock.sleep(1_000)]);
  }
}

/**
 * Sends a message when the transaction commits. Throws a `RangeError` when the payload is longer than PostgreSQL
 * carries (under 8000 bytes); send ids, not contents.
 */
export async function notify(tx: Db | Tx, channel: string, payload: unknown): Promise<void> {
  const text = JSON.stringify(payload);
  if (Buffer.byteLength(text) > MAX_PAYLOAD_BYTES) {
    throw new RangeError(`The message for ${channel} has ${Buffer.byteLength(text)} bytes; under 8000 are possible`);
  }
  await tx.execute(sql`select pg_notify(${channel}, ${text})`);
}
