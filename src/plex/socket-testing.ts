/** Servers that open WebSockets and then do as they are told. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { systemClock } from '#clock';

export const TOKEN = 's3cretT0ken';
export const clock = systemClock();
const closing: (() => void | Promise<void>)[] = [];

/** To be ended after a test, the last first. */
export const onEnd = (close: () => void | Promise<void>): void => void closing.push(close);

/** Ends everything that was begun. */
export async function endAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

export async function listen(server: Server): Promise<string> {
  const sockets = new Set<Duplex>();
  server.on('connection', (socket: Duplex) => {
    sockets.add(socket.on('error', () => undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const acceptKey = (request: IncomingMessage): string =>
  createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');

export const shakeHands = (request: IncomingMessage, socket: Duplex, accept = acceptKey(request)): void => {
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
};

/** A server that does `then` with every upgraded connection. */
export const upgrading = (then: (socket: Duplex, request: IncomingMessage) => void): Promise<string> =>
  listen(createServer().on('upgrade', (request, socket) => then(socket, request)));

export const opening = (then: (socket: Duplex) => void): Promise<string> =>
  upgrading((socket, request) => {
    shakeHands(request, socket);
    then(socket);
  });

export function frame(opcode: number, payload: string, isFinal = true): Buffer {
  const data = Buffer.from(payload);
  const header = data.length < 126 ? Buffer.from([0, data.length]) : Buffer.alloc(data.length < 65_536 ? 4 : 10);
  if (data.length >= 65_536) header.writeBigUInt64BE(BigInt(data.length), 2);
  else if (data.length >= 126) header.writeUInt16BE(data.length, 2);
  if (data.length >= 126) header[1] = data.length < 65_536 ? 126 : 127;
  header[0] = (isFinal ? 0x80 : 0) | opcode;
  return Buffer.concat([header, data]);
}
export const [TEXT, CLOSE, PING, PONG] = [1, 8, 9, 10];
