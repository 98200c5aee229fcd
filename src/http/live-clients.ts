import type { Actor } from '#auth/actor.ts';
import type { Log } from '#log';

/** One open stream, as the hub writes to it. */
export interface EventSink {
  write(bytes: Buffer): void;
  /** What was written and has not left this machine. */
  backlogBytes(): number;
  /** Ends the stream after what was written. */
  end(): void;
  /** Breaks it off. */
  destroy(): void;
  /** Runs `run` once when the stream is over, for whatever reason. */
  onClose(run: () => void): void;
}

/** Everybody who is listening. */
export interface LiveClients {
  size(): number;
  /** Adds a stream and sends it `opening`. */
  add(sink: EventSink, actor: Actor, opening: readonly Buffer[]): void;
  /** Sends the same bytes to all, or to those of certain actors. */
  send(bytes: Buffer, isFor?: (actor: Actor) => boolean): void;
  /** Who is listening; each as often as they do. */
  actors(): readonly Actor[];
  /** Ends the streams of certain actors. */
  endOf(isTheirs: (actor: Actor) => boolean): void;
  /** Ends all streams; resolves when they are over. */
  end(): Promise<void>;
  destroy(): void;
}

interface Client {
  readonly sink: EventSink;
  readonly actor: Actor;
  readonly closed: Promise<void>;
  /** A snapshot may be large; until a slow line has taken it, its size is not held against the client. */
  allowanceBytes: number;
}

/** Streams with more than `maxBacklogBytes` unsent are dropped: they come back and start from a snapshot. */
export function createLiveClients(maxBacklogBytes: number, log: Log): LiveClients {
  const clients = new Set<Client>();
  const write = (client: Client, bytes: Buffer): void => {
    if (client.sink.backlogBytes() > maxBacklogBytes + client.allowanceBytes) {
      log.info('a live stream was dropped: its reader is too slow');
      clients.delete(client);
      client.sink.destroy();
      return;
    }
    client.allowanceBytes = Math.max(client.allowanceBytes, bytes.length);
    client.sink.write(bytes);
  };
  return {
    size: () => clients.size,
    add(sink, actor, opening) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const client: Client = { sink, actor, closed: promise, allowanceBytes: 0 };
      sink.onClose(() => {
        clients.delete(client);
        resolve();
      });
      clients.add(client);
      write(client, Buffer.concat(opening));
    },
    send(bytes, isFor) {
      for (const client of clients) if (isFor === undefined || isFor(client.actor)) write(client, bytes);
    },
    actors: () => [...clients].map(({ actor }) => actor),
    endOf(isTheirs) {
      for (const client of [...clients]) {
        if (!isTheirs(client.actor)) continue;
        clients.delete(client);
        client.sink.end();
      }
    },
    async end() {
      const all = [...clients];
      for (const { sink } of all) sink.end();
      await Promise.all(all.map(({ closed }) => closed));
    },
    destroy() {
      for (const { sink } of clients) sink.destroy();
    },
  };
}
