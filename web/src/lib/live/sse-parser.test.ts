import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ServerEvent, sseParser } from './sse-parser.ts';

function parse(pieces: readonly string[]): ServerEvent[] {
  const events: ServerEvent[] = [];
  const feed = sseParser((event) => events.push(event));
  for (const piece of pieces) feed(piece);
  return events;
}

const STREAM =
  ': hello\n\nid: 7\nevent: session\ndata: {"a":1}\n\n: heartbeat\n\nid: 8\ndata: one\ndata:two\n\nretry: 5\n\n';

test('reads events, joins data lines, passes over comments and other fields', () => {
  expect(parse([STREAM])).toEqual([
    { id: '7', data: '{"a":1}' },
    { id: '8', data: 'one\ntwo' },
  ]);
});

test('an event counts only when it is complete', () => {
  expect(parse(['data: half'])).toEqual([]);
  expect(parse(['data: half\n'])).toEqual([]);
});

test('wherever the network cuts and however lines end, the events are the same', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(STREAM.length), { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r'), (cuts, end) => {
      const text = STREAM.replaceAll('\n', end);
      const at = [0, ...cuts.sort((a, b) => a - b), text.length];
      const pieces = at.slice(1).map((stop, index) => text.slice(at[index], stop));
      // A lone CR at the very end waits for what follows: it could be half of CRLF.
      expect(parse([...pieces, '\n'])).toEqual(parse([STREAM]));
    }),
  );
});
