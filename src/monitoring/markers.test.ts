import { describe, expect, test } from 'vitest';
import type { Marker } from '#plex/facts.ts';
import { fireMarkers, passMarkers } from './markers.ts';
import { type LiveSession, openSession } from './session.ts';
import { aListed } from './testing.ts';

const marker = (type: string, start: number, end: number): Marker => ({
  id: 0,
  type,
  startMs: start * 1000,
  endMs: end * 1000,
  isFirst: false,
  isFinal: false,
});
const MARKERS = [marker('intro', 60, 90), marker('commercial', 600, 660), marker('credits', 2000, 2100)];
const session = openSession(aListed({ item: { markers: MARKERS } }), 0, 0);
const pass = (from: LiveSession, position: number, at: number): LiveSession =>
  passMarkers(from, position * 1000, at * 1000);
const told = ({ happenings }: LiveSession) =>
  happenings.map(({ trigger, viewOffsetMs, at }) => `${trigger} ${viewOffsetMs / 1000} at ${at / 1000}`);

describe('markers', () => {
  test('one that is entered is told of, at its beginning', () => {
    const inside = pass(session, 70, 5);
    expect(inside.marker).toBe(1);
    expect(told(inside)).toEqual(['on_intro 60 at 5']);
  });

  test('each counts once for a visit', () => {
    const inside = pass(pass(session, 70, 5), 80, 15);
    expect(told(inside)).toHaveLength(1);
    const back = pass(pass(inside, 200, 20), 65, 30);
    expect(told(back)).toEqual(['on_intro 60 at 5', 'on_intro 60 at 30']);
  });

  test('one that is near is waited for', () => {
    const near = pass(session, 52, 10);
    expect(near.marker).toBe(1);
    expect(told(near)).toEqual([]);
    expect(fireMarkers(near, 17_999)).toBe(near);
    const reached = fireMarkers(near, 18_000);
    expect(told(reached)).toEqual(['on_intro 60 at 18']);
    expect(reached.markerTimers).toEqual([]);
  });

  test('coming near again moves the time', () => {
    const again = pass(pass(pass(session, 52, 10), 20, 12), 51, 14);
    expect(again.markerTimers).toEqual([{ number: 1, dueAt: 23_000 }]);
  });

  test.each([
    ['ten seconds before', 590, 2],
    ['a moment earlier', 589.9, 0],
    ['at its end', 660, 2],
    ['a moment later', 660.1, 0],
  ])('%s', (_name, position, number) => {
    expect(pass(session, position, 0).marker).toBe(number);
  });

  test('nothing is decided without markers, nor by one of an unknown kind', () => {
    const unknown = openSession(aListed({ item: { markers: null } }), 0, 0);
    expect(pass(unknown, 70, 0)).toBe(unknown);
    const odd = openSession(aListed({ item: { markers: [marker('chapter', 0, 10)] } }), 0, 0);
    expect(pass(odd, 5, 0).happenings).toMatchObject([{ trigger: null }]);
  });
});
