import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CLOSE, closePayload, type Frame, PING, PONG, readFrame, TEXT, writeFrame } from './frames.ts';
import type { Listener } from './listeners.ts';

const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
/** Clients have nothing to say; a frame beyond this is refused. */
const FRAME_LIMIT = 64 * 1024;
/** A client that does not read is cut off when this much waits for it. */
const BACKLOG_LIMIT = 16 * 1024 * 1024;

const NORMAL = 1000;
const GOING_AWAY = 1001;
const PROTOCOL_ERROR = 1002;
const UNSUPPORTED = 1003;
const TOO_BIG = 1009;
const KNOWN: ReadonlySet<number> = new Set([TEXT, 0x2, CLOSE, PING, PONG]);

/** Why a client's frame ends the connection, or null when it does not. */
function refusal(frame: Frame): number | null {
  if (!frame.masked) return PROTOCOL_ERROR;
  if (!frame.final || frame.opcode === 0) return UNSUPPORTED;
  return KNOWN.has(frame.opcode) ? null : PROTOCOL_ERROR;
}

/** Answers pings; calls `end` with a close code when the client closes or breaks the rules. */
function makeReceiver(reply: (opcode: number, payload: Uint8Array) => void, end: (code: number) => void) {
  let waiting: Buffer = Buffer.alloc(0);
  return (chunk: Buffer): void => {
    waiting = Buffer.concat([waiting, chunk]);
    let code: number | null = null;
    while (code === null) {
      const read = readFrame(waiting, FRAME_LIMIT);
      if (read === null) return;
      if (read === 'too_long') code = TOO_BIG;
      else {
        waiting = waiting.subarray(read.size);
        code = refusal(read.frame) ?? (read.frame.opcode === CLOSE ? NORMAL : null);
        if (code === null && read.frame.opcode === PING) reply(PONG, read.frame.payload);
      }
    }
    end(code);
  };
}

/** Completes the handshake and makes the socket a listener; `gone` is called once when it ends. */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  accepts: (type: string) => boolean,
  gone: (listener: Listener) => void,
): Listener {
  const key = request.headers['sec-websocket-key'] ?? '';
  const accept = createHash('sha1').update(`${key}${HANDSHAKE_GUID}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let open = true;
  const write = (data: Uint8Array): void => {
    if (!open || !socket.writable) return;
    socket.write(data);
    if (socket.writableLength > BACKLOG_LIMIT) socket.destroy();
  };
  const close = (code: number): void => {
    write(writeFrame(CLOSE, closePayload(code)));
    open = false;
    socket.end();
  };
  const listener: Listener = {
    accepts,
    event: (_notification, text) => write(writeFrame(TEXT, Buffer.from(text))),
    raw: (text) => write(writeFrame(TEXT, Buffer.from(text))),
    ping: () => write(writeFrame(PING, new Uint8Array())),
    close: () => close(GOING_AWAY),
    abort: () => socket.destroy(),
    cutFrame() {
      const whole = writeFrame(TEXT, Buffer.from('{"NotificationContainer":{"type":"playing"'.padEnd(200)));
      socket.end(whole.subarray(0, 50));
    },
  };
  socket.on(
    'data',
    makeReceiver((opcode, payload) => write(writeFrame(opcode, payload)), close),
  );
  socket.once('close', () => {
    open = false;
    gone(listener);
  });
  return listener;
}
