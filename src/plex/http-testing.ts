/** Web servers that misbehave on purpose, and a client that speaks with them. */
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { systemClock } from '#clock';
import { createLog } from '#log';
import type { Answer } from './facts.ts';
import { createMediaServer, type MediaServerOptions } from './media-server.ts';
import { fixedNetwork } from './network.ts';
import { fixtureText } from './testing.ts';

export const TOKEN = 's3cretT0ken';
export const clock = systemClock();
const running: Server[] = [];

/** Ends every server that was begun. */
export async function stopServers(): Promise<void> {
  for (const server of running.splice(0)) {
    if ('closeAllConnections' in server) (server as ReturnType<typeof createServer>).closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function clientOf(url: string, over: Partial<MediaServerOptions> = {}) {
  const lines: string[] = [];
  const answers: Answer<unknown>[] = [];
  const media = createMediaServer({
    url,
    token: TOKEN,
    name: 'Lanternhouse',
    clientIdentifier: 'test-client',
    clock,
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    random: () => 0,
    network: fixedNetwork({ timeoutMs: 500 }),
    onAnswer: (answer) => answers.push(answer),
    ...over,
  });
  return { media, lines, answers };
}

export async function against(handler: RequestListener, over: Partial<MediaServerOptions> = {}) {
  const requests: IncomingMessage[] = [];
  const url = await listen(
    createServer((request, response) => {
      requests.push(request);
      handler(request, response);
    }),
  );
  return { url, requests, ...clientOf(url, over) };
}

export const empty = fixtureText('pms/sessions-empty.xml');
export const send = (status: number, body: string, headers: Record<string, string> = {}): RequestListener => {
  return (_request, response) => response.writeHead(status, headers).end(body);
};
export const inTurn = (...handlers: RequestListener[]): RequestListener => {
  let next = 0;
  return (request, response) => handlers[Math.min(next++, handlers.length - 1)]?.(request, response);
};
export const drop: RequestListener = (request) => void request.socket.destroy();
export const FINE = send(200, empty);
