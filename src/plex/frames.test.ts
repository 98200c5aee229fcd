import { describe, expect, test } from 'vitest';
import { BINARY, CLOSE, clientFrame, closePayload, type FrameEvent, FrameReader, PING, PONG, TEXT } from './frames.ts';

const LIMIT = 1_000;

/** A frame as a server sends it: not masked. */
function serverFrame(opcode: number, payload: Uint8Array, { isFinal = true, announced = payload.length } = {}): Buffer {
  const first = (isFinal ? 0x80 : 0) | opcode;
  if (announced < 126) return Buffer.concat([Buffer.from([first, announced]), payload]);
  const header = Buffer.alloc(announced < 65_536 ? 4 : 10);
  header[0] = first;
  header[1] = announced < 65_536 ? 126 : 127;
  if (announced < 65_536) header.writeUInt16BE(announced, 2);
  else header.writeBigUInt64BE(BigInt(announced), 2);
  return Buffer.concat([header, payload]);
}

const bytes = (text: string): Buffer => Buffer.from(text);
const text = (value: string): Buffer => serverFrame(TEXT, bytes(value));
const read = (...pieces: Buffer[]): readonly FrameEvent[] => {
  const reader = new FrameReader(LIMIT);
  return pieces.flatMap((piece) => [...reader.push(piece)]);
};
const oneByOne = (data: Buffer): Buffer[] => [...data].map((byte) => Buffer.from([byte]));

test.each([
  ['a short one', 'hello'],
  ['an empty one', ''],
  ['one of 125 bytes', 'x'.repeat(125)],
  ['one of 126 bytes', 'x'.repeat(126)],
  ['one of the limit', 'x'.repeat(LIMIT)],
  ['one beyond ASCII', 'Vík é 🎬'],
])('reads %s, whole or byte by byte', (_what, value) => {
  expect(read(text(value))).toEqual([{ kind: 'message', text: value }]);
  expect(read(...oneByOne(text(value)))).toEqual([{ kind: 'message', text: value }]);
});

test('reads several at once, binary ones too', () => {
  const data = Buffer.concat([
    text('a'),
    serverFrame(BINARY, bytes('b')),
    serverFrame(PING, bytes('p')),
    serverFrame(PONG, bytes('')),
  ]);
  expect(read(data)).toEqual([
    { kind: 'message', text: 'a' },
    { kind: 'message', text: 'b' },
    { kind: 'ping', payload: Uint8Array.from(bytes('p')) },
    { kind: 'pong' },
  ]);
});

test('joins fragments, with a ping between them', () => {
  const parts = [
    serverFrame(TEXT, bytes('one '), { isFinal: false }),
    serverFrame(PING, bytes('')),
    serverFrame(0, bytes('two '), { isFinal: false }),
    serverFrame(0, bytes('three')),
    text('next'),
  ];
  expect(read(...parts)).toEqual([
    { kind: 'ping', payload: new Uint8Array() },
    { kind: 'message', text: 'one two three' },
    { kind: 'message', text: 'next' },
  ]);
});

describe('refuses', () => {
  test.each([
    ['a message beyond the limit, before it is there', 1009, serverFrame(TEXT, bytes(''), { announced: LIMIT + 1 })],
    ['one that claims to be huge', 1009, serverFrame(TEXT, bytes(''), { announced: 2 ** 40 })],
    [
      'fragments beyond the limit',
      1009,
      Buffer.concat([
        serverFrame(TEXT, bytes('x'.repeat(600)), { isFinal: false }),
        serverFrame(0, bytes('x'.repeat(600))),
      ]),
    ],
    ['a masked frame', 1002, Buffer.from([0x81, 0x80, 0, 0, 0, 0])],
    ['an unknown extension', 1002, Buffer.from([0xc1, 0x00])],
    ['an unknown kind', 1002, Buffer.from([0x83, 0x00])],
    ['a continuation of nothing', 1002, serverFrame(0, bytes('x'))],
    ['a message within another', 1002, Buffer.concat([serverFrame(TEXT, bytes('x'), { isFinal: false }), text('y')])],
    ['a control frame in fragments', 1002, serverFrame(PING, bytes(''), { isFinal: false })],
    ['a long control frame', 1002, serverFrame(PING, bytes('x'.repeat(126)))],
    ['text that is no frame', 1002, bytes('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('%s', (_what, code, data) => {
    expect(read(data).at(-1)).toMatchObject({ kind: 'violation', code });
  });

  test('everything after a violation', () => {
    expect(read(Buffer.from([0x83, 0x00]), text('late'))).toHaveLength(1);
  });
});

test('a close is told', () => {
  expect(read(serverFrame(CLOSE, closePayload(1000)))).toEqual([{ kind: 'close' }]);
});

test('what we send is masked and can be read back', () => {
  const mask = Uint8Array.from([1, 2, 3, 4]);
  const frame = clientFrame(PONG, bytes('hello'), mask);
  expect([frame[0], frame[1]]).toEqual([0x8a, 0x85]);
  expect(frame.subarray(2, 6)).toEqual(Buffer.from(mask));
  const payload = frame.subarray(6).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  expect(Buffer.from(payload).toString()).toBe('hello');
});
