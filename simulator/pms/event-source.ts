import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Listener } from './listeners.ts';

/** The event-source twin of the notification socket: named events, bare payloads (Plex protocol notes 4.1). */
export function acceptEventSource(
  request: IncomingMessage,
  response: ServerResponse,
  accepts: (type: string) => boolean,
  gone: (listener: Listener) => void,
): Listener {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  response.write(': ok\n\n');
  const send = (type: string, data: unknown): void => {
    if (response.writable) response.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const listener: Listener = {
    accepts,
    event: ({ type, payload, entry }) => send(type, { [payload]: entry }),
    raw: (text) => void response.write(`data: ${text.replaceAll('\n', ' ')}\n\n`),
    ping: () => send('ping', {}),
    close: () => void response.end(),
    abort: () => void request.socket.destroy(),
    cutFrame: () => void response.write('event: playing\ndata: {"Play', () => request.socket.destroy()),
  };
  response.once('close', () => gone(listener));
  return listener;
}
