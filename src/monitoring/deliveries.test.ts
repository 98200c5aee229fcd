import { expect, test } from 'vitest';
import { deliveriesAfter } from './deliveries.ts';
import { type LiveSession, openSession } from './session.ts';
import { aListed, aSide, aStream } from './testing.ts';

const DIRECT = aStream();
const SMALL = aStream({ decision: 'transcode', delivered: aSide({ videoHeight: 720 }) });
const TINY = aStream({ decision: 'transcode', delivered: aSide({ videoHeight: 480 }) });

const opened = openSession(aListed({ stream: DIRECT }), 0, 0);
const then = (session: LiveSession, stream: typeof DIRECT, at: number): LiveSession => ({
  ...session,
  listed: aListed({ stream }),
  deliveries: deliveriesAfter(session, stream, at),
});

test('every way of delivery is kept with its time, also one that comes again', () => {
  const session = then(then(then(opened, SMALL, 5_000), SMALL, 6_000), DIRECT, 9_000);
  expect(session.deliveries).toEqual([
    { atMs: 0, stream: DIRECT },
    { atMs: 5_000, stream: SMALL },
    { atMs: 9_000, stream: DIRECT },
  ]);
});

test('what is learned of the file later is no other delivery', () => {
  const guessed = aStream({ isSourceKnown: false, source: aSide({ container: null }) });
  const session = then(openSession(aListed({ stream: guessed }), 0, 0), DIRECT, 1_000);
  expect(session.deliveries).toEqual([{ atMs: 0, stream: DIRECT }]);
});

test('after a restart the stored ones go on', () => {
  const restored = { ...opened, deliveries: [{ atMs: 0, stream: 17 }] };
  expect(then(restored, aStream(), 1_000).deliveries).toMatchObject([{ atMs: 0, stream: DIRECT }]);
  expect(then(restored, SMALL, 1_000).deliveries).toMatchObject([{ stream: 17 }, { atMs: 1_000 }]);
});

test('two at the same moment follow each other, and a client that cannot make up its mind fills no memory', () => {
  let session = then(then(opened, SMALL, 0), TINY, 0);
  expect(session.deliveries.map(({ atMs }) => atMs)).toEqual([0, 1, 2]);
  for (let i = 0; i < 200; i += 1) session = then(session, i % 2 === 0 ? DIRECT : TINY, i);
  expect(session.deliveries).toHaveLength(50);
  expect(session.deliveries.at(-1)?.stream).toEqual(TINY);
});
