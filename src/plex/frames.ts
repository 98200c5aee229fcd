/**
 * WebSocket frames (RFC 6455), as much as a listener needs. Our own, because the built-in WebSocket shows neither the
 * status of a refused handshake (401 and 503 look alike) nor the server's pings (a dead connection looks like a quiet
 * one), and takes in a message of any size before it can be refused.
 */
export const TEXT = 0x1;
export const BINARY = 0x2;
export const CLOSE = 0x8;
export const PING = 0x9;
export const PONG = 0xa;
const CONTINUATION = 0x0;

export type FrameEvent =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'ping'; readonly payload: Uint8Array }
  | { readonly kind: 'pong' }
  | { readonly kind: 'close' }
  /** The other side breaks the rules; `code` is what to close with. Nothing is read after this. */
  | { readonly kind: 'violation'; readonly code: number; readonly problem: string };

export const GOING_AWAY = 1001;
const PROTOCOL_ERROR = 1002;
const TOO_BIG = 1009;
const MAX_CONTROL_BYTES = 125;

interface Header {
  readonly isFinal: boolean;
  readonly opcode: number;
  readonly headerBytes: number;
  readonly payloadBytes: number;
}

const violation = (code: number, problem: string): FrameEvent => ({ kind: 'violation', code, problem });

/** The header at the start of `data`, null when more is needed. */
function readHeader(data: Buffer): Header | FrameEvent | null {
  if (data.length < 2) return null;
  const first = data.readUInt8(0);
  const second = data.readUInt8(1);
  if ((first & 0x70) !== 0) return violation(PROTOCOL_ERROR, 'sent a frame with unknown extensions');
  if ((second & 0x80) !== 0) return violation(PROTOCOL_ERROR, 'sent a masked frame');
  const short = second & 0x7f;
  const headerBytes = 2 + (short === 126 ? 2 : short === 127 ? 8 : 0);
  if (data.length < headerBytes) return null;
  const payloadBytes = short === 126 ? data.readUInt16BE(2) : short === 127 ? Number(data.readBigUInt64BE(2)) : short;
  return { isFinal: (first & 0x80) !== 0, opcode: first & 0x0f, headerBytes, payloadBytes };
}

const isControl = (opcode: number): boolean => opcode >= CLOSE;

/** Gathers pieces of the stream into messages of at most `maxBytes`, fragments included. */
export class FrameReader {
  private readonly maxBytes: number;
  private waiting: Buffer = Buffer.alloc(0);
  private fragments: Buffer[] | null = null;
  private fragmentBytes = 0;
  private isOver = false;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  push(piece: Buffer): readonly FrameEvent[] {
    if (this.isOver) return [];
    this.waiting = this.waiting.length === 0 ? piece : Buffer.concat([this.waiting, piece]);
    const events: FrameEvent[] = [];
    while (!this.isOver) {
      const event = this.next();
      if (event === null) break;
      if (event === 'more') continue;
      events.push(event);
      if (event.kind === 'violation') this.isOver = true;
    }
    return events;
  }

  /** The next event; `more` when a frame was taken that is none by itself, null when the rest has not arrived. */
  private next(): FrameEvent | 'more' | null {
    const header = readHeader(this.waiting);
    if (header === null || 'kind' in header) return header;
    const wrong = this.judge(header);
    if (wrong !== null) return wrong;
    const end = header.headerBytes + header.payloadBytes;
    if (this.waiting.length < end) return null;
    const payload = this.waiting.subarray(header.headerBytes, end);
    this.waiting = this.waiting.subarray(end);
    return isControl(header.opcode) ? controlEvent(header.opcode, payload) : this.take(header, payload);
  }

  private judge({ opcode, isFinal, payloadBytes }: Header): FrameEvent | null {
    if (![CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG].includes(opcode))
      return violation(PROTOCOL_ERROR, 'sent a frame of an unknown kind');
    if (isControl(opcode)) {
      const isFine = isFinal && payloadBytes <= MAX_CONTROL_BYTES;
      return isFine ? null : violation(PROTOCOL_ERROR, 'sent a control frame that is too long');
    }
    if ((opcode === CONTINUATION) !== (this.fragments !== null))
      return violation(PROTOCOL_ERROR, 'sent a frame out of order');
    return payloadBytes + this.fragmentBytes > this.maxBytes
      ? violation(TOO_BIG, `sent a message of more than ${Math.round(this.maxBytes / 1024)} kB`)
      : null;
  }

  private take({ isFinal }: Header, payload: Buffer): FrameEvent | 'more' {
    if (this.fragments === null && isFinal) return { kind: 'message', text: payload.toString('utf8') };
    this.fragments ??= [];
    this.fragments.push(payload);
    this.fragmentBytes += payload.length;
    if (!isFinal) return 'more';
    const text = Buffer.concat(this.fragments).toString('utf8');
    this.fragments = null;
    this.fragmentBytes = 0;
    return { kind: 'message', text };
  }
}

function controlEvent(opcode: number, payload: Buffer): FrameEvent {
  if (opcode === PING) return { kind: 'ping', payload: Uint8Array.from(payload) };
  return { kind: opcode === PONG ? 'pong' : 'close' };
}

/** A short frame as a client has to send it: masked with four bytes of `mask`. */
export function clientFrame(opcode: number, payload: Uint8Array, mask: Uint8Array): Buffer {
  const size = Math.min(payload.length, MAX_CONTROL_BYTES);
  const frame = Buffer.alloc(6 + size);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | size;
  frame.set(mask.subarray(0, 4), 2);
  for (let i = 0; i < size; i += 1) frame[6 + i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0);
  return frame;
}

export function closePayload(code: number): Uint8Array {
  const payload = Buffer.alloc(2);
  payload.writeUInt16BE(code);
  return payload;
}
