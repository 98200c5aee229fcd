import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#config/settings.ts';
import type { Answer, DescribedItem, ItemFacts } from '#plex/facts.ts';
import { describeClosed } from './final-item.ts';
import { type ClosedSession, openSession } from './session.ts';
import { aListed, anItem, aStream } from './testing.ts';

const closed = (item: Partial<ItemFacts> = {}, watchedMs = 200_000, isSourceKnown = true): ClosedSession => ({
  session: { ...openSession(aListed({ item, stream: aStream({ isSourceKnown }) }), 0, 0), watchedMs },
  stoppedAt: 200_000,
  endedReason: 'stopped',
});

const answer = (item: Partial<ItemFacts>): Answer<readonly DescribedItem[]> => ({
  ok: true,
  value: [{ item: anItem(item), media: [] }],
});
const GONE: Answer<readonly DescribedItem[]> = { ok: true, value: [] };
const DOWN: Answer<readonly DescribedItem[]> = { ok: false, reason: 'unreachable', problem: 'refused' };

const describe_ = (one: ClosedSession, read: Answer<readonly DescribedItem[]>) =>
  describeClosed(one, DEFAULT_SETTINGS, async () => read);

describe('the item of a play that ended', () => {
  test('is described as it is now, by the titles it was played under', async () => {
    const found = await describe_(closed(), answer({ title: 'Ebb', summary: 'Water goes.', genres: ['Drama'] }));
    expect(found?.session.listed?.item).toMatchObject({ title: 'Tide', summary: 'Water goes.', genres: ['Drama'] });
  });

  test.each([
    ['the item is gone', GONE],
    ['the server is down', DOWN],
  ])('is waited for when %s', async (_name, read) => {
    expect(await describe_(closed(), read)).toBeNull();
  });

  test.each<[string, ClosedSession, Answer<readonly DescribedItem[]>]>([
    ['too short to be recorded', closed({}, 10_000), DOWN],
    ['a trailer', closed({ mediaType: 'clip' }), DOWN],
    ['without a key', closed({ ratingKey: null }), DOWN],
    ['live TV that was described', closed({ isLive: true }), DOWN],
    ['live TV that cannot be described', closed({ isLive: true }, 200_000, false), DOWN],
    ['another item has the key now', closed(), answer({ guid: 'plex://movie/other' })],
  ])('stays as it was: %s', async (_name, one, read) => {
    expect(await describe_(one, read)).toBe(one);
  });

  test('live TV without a key in the list is described by the key of its reports', async () => {
    const found = await describe_(
      closed({ isLive: true, channelTitle: '7 News' }, 200_000, false),
      answer({ summary: 'Now' }),
    );
    expect(found?.session.listed?.item).toMatchObject({ isLive: true, summary: 'Now', channelTitle: '7 News' });
  });
});
