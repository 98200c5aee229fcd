import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#auth/actor.ts';
import type { EventSink } from './live-clients.ts';
import type { LiveHub } from './live-hub.ts';

const KEEP_ALIVE_MS = 30_000;

const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Proxies must neither keep, compress nor collect the stream.
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const;

/** A response as something the hub can write events to. */
function sinkOf(response: ServerResponse): EventSink {
  // Writing to a reader that has just gone is no failure of ours.
  response.on('error', () => undefined);
  return {
    write: (bytes) => {
      if (!response.destroyed && !response.writableEnded) response.write(bytes);
    },
    backlogBytes: () => response.writableLength,
    end: () => {
      response.end();
    },
    destroy: () => {
      response.destroy();
    },
    onClose: (run) => {
      response.once('close', run);
    },
  };
}

/** Answers with the hub's events until one side ends it. What goes wrong before the first byte is answered as JSON. */
export async function openEventStream(
  hub: LiveHub,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const lastEventId = request.headers['last-event-id'];
  await hub.join(actor, typeof lastEventId === 'string' ? lastEventId : undefined, () => {
    const response = reply.raw;
    reply.hijack();
    if (response.destroyed || response.closed) return null;
    request.socket.setNoDelay(true);
    // Finds readers whose machine has gone without a word.
    request.socket.setKeepAlive(true, KEEP_ALIVE_MS);
    response.writeHead(200, STREAM_HEADERS);
    return sinkOf(response);
  });
  return reply;
}
