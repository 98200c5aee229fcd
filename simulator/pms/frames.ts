/** One frame of the notification socket, unmasked (RFC 6455, 5.2). */
export interface Frame {
  readonly final: boolean;
  readonly opcode: number;
  readonly masked: boolean;
  readonly payload: Uint8Array;
}

export const TEXT = 0x1;
export const CLOSE = 0x8;
export const PING = 0x9;
export const PONG = 0xa;

const LENGTH_16 = 126;
const LENGTH_64 = 127;

/** A server frame: final and unmasked. */
export function writeFrame(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const first = 0x80 | opcode;
  if (length < LENGTH_16) return Buffer.concat([Buffer.from([first, length]), payload]);
  if (length < 65_536) {
    const header = Buffer.from([first, LENGTH_16, 0, 0]);
    header.writeUInt16BE(length, 2);
    return Buffer.concat([header, payload]);
  }
  const header = Buffer.alloc(10);
  header[0] = first;
  header[1] = LENGTH_64;
  header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, payload]);
}

export interface ReadFrame {
  readonly frame: Frame;
  /** Bytes the frame took. */
  readonly size: number;
}

function lengthOf(buffer: Buffer): { length: number; offset: number } | null {
  const short = (buffer[1] ?? 0) & 0x7f;
  if (short === LENGTH_16) return buffer.length < 4 ? null : { length: buffer.readUInt16BE(2), offset: 4 };
  if (short !== LENGTH_64) return { length: short, offset: 2 };
  return buffer.length < 10 ? null : { length: Number(buffer.readBigUInt64BE(2)), offset: 10 };
}

function unmask(payload: Buffer, mask: Buffer): Buffer {
  const out = Buffer.from(payload);
  for (let i = 0; i < out.length; i += 1) out[i] = (out[i] ?? 0) ^ (mask[i % 4] ?? 0);
  return out;
}

/** The first frame of a buffer: null while it is incomplete, `too_long` when its payload exceeds `limit` bytes. */
export function readFrame(buffer: Buffer, limit: number): ReadFrame | 'too_long' | null {
  if (buffer.length < 2) return null;
  const head = lengthOf(buffer);
  if (head === null) return null;
  if (head.length > limit) return 'too_long';
  const first = buffer[0] ?? 0;
  const masked = ((buffer[1] ?? 0) & 0x80) !== 0;
  const start = head.offset + (masked ? 4 : 0);
  const size = start + head.length;
  if (buffer.length < size) return null;
  const content = buffer.subarray(start, size);
  const payload = masked ? unmask(content, buffer.subarray(head.offset, start)) : Buffer.from(content);
  return { frame: { final: (first & 0x80) !== 0, opcode: first & 0x0f, masked, payload }, size };
}

/** The payload of a close frame. */
export function closePayload(code: number): Buffer {
  const payload = Buffer.alloc(2);
  payload.writeUInt16BE(code, 0);
  return payload;
}
