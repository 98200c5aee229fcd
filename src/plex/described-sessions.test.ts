import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import type { RatingKey } from '#contract/ids.ts';
import { createDescribedSessions, type SessionAnswer } from './described-sessions.ts';
import type { Answer, DescribedItem, ItemFacts } from './facts.ts';
import { parseMetadata } from './parse-metadata.ts';
import { parseSessions, type SessionList } from './parse-sessions.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../test/fixtures/plex/pms/${name}.xml`, import.meta.url), 'utf8');

function list(xml: string): SessionList {
  const parsed = parseSessions(xml, null);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

function items(xml: string): readonly DescribedItem[] {
  const parsed = parseMetadata(xml);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value.values;
}

const SESSIONS = list(fixture('sessions-movie-transcode-hardware'));
const ITEM = items(fixture('metadata-101'));
const never = new AbortController().signal;

function setUp(
  metadata: (keys: readonly RatingKey[]) => Promise<Answer<readonly DescribedItem[]>>,
  sessions: () => SessionList = () => SESSIONS,
) {
  const asked: RatingKey[][] = [];
  const clock = manualClock();
  const describedSessions = createDescribedSessions(
    {
      sessions: async () => ({ ok: true, value: sessions() }),
      metadata: async (keys) => {
        asked.push([...keys]);
        return metadata(keys);
      },
    },
    clock,
  );
  const later: SessionAnswer[] = [];
  const once = async (): Promise<SessionAnswer> => {
    const answer = await describedSessions(never, (again) => later.push(again));
    await clock.advance(0);
    if (!answer.ok) throw new Error(answer.problem);
    return answer.value;
  };
  return { once, later, asked, clock };
}

const FIRST = SESSIONS.sessions[0]!;
const listedAs = (over: Partial<ItemFacts>): SessionList => ({
  ...SESSIONS,
  entries: SESSIONS.entries.map(({ listed, delivery }) => ({
    delivery,
    listed: { ...listed, item: { ...listed.item, ...over } },
  })),
});

describe('the list with everything known about its items', () => {
  test('the file and the markers come with the list, and are asked for once', async () => {
    const { once, later, asked } = setUp(async () => ({ ok: true, value: ITEM }));
    for (const answer of [await once(), await once()]) {
      expect(answer.sessions[0]).toMatchObject({
        stream: { isSourceKnown: true, source: { videoFullResolution: '4k' } },
        file: { part: { file: expect.stringContaining('2160p') } },
      });
      expect(answer.sessions[0]?.item.markers).toHaveLength(3);
    }
    expect(asked).toEqual([['101']]);
    expect(later).toEqual([]);
    expect((await once()).sessions[0]).toBe((await once()).sessions[0]);
  });

  test('a server that is slow to describe holds the list up for three seconds; the rest comes later', async () => {
    const slow = Promise.withResolvers<Answer<readonly DescribedItem[]>>();
    const { once, later, clock } = setUp(() => slow.promise);
    const first = once();
    await clock.advance(0);
    await clock.advance(3_000);
    expect((await first).sessions[0]).toMatchObject({ item: { markers: null }, file: null });
    slow.resolve({ ok: true, value: ITEM });
    await clock.advance(0);
    expect(later[0]?.sessions[0]).toMatchObject({ stream: { isSourceKnown: true } });
  });

  test('a failed description is asked for again, but not at once', async () => {
    let isUp = false;
    const { once, asked, clock } = setUp(async () =>
      isUp ? { ok: true, value: ITEM } : { ok: false, reason: 'unreachable', problem: 'refused' },
    );
    await once();
    await once();
    expect(asked).toHaveLength(1);
    isUp = true;
    await clock.advance(61_000);
    expect((await once()).sessions[0]?.file).not.toBeNull();
  });

  test('the description of another item under the same key is not used, and asked for again after a minute', async () => {
    const other = ITEM.map((one) => ({ ...one, item: { ...one.item, guid: 'plex://movie/another' } }));
    const { once, asked, clock } = setUp(async () => ({ ok: true, value: other }));
    expect((await once()).sessions[0]).toMatchObject({ item: { guid: FIRST.item.guid }, file: null });
    await once();
    expect(asked).toHaveLength(1);
    await clock.advance(61_000);
    await once();
    expect(asked).toHaveLength(2);
  });

  test.each<[string, Partial<ItemFacts>, number]>([
    ['an item that changed', { updatedAt: 5 }, 2],
    ['the next programme of a channel', { isLive: true, guid: 'plex://episode/next' }, 2],
    ['the same', {}, 1],
  ])('%s', async (_name, over, times) => {
    let list = SESSIONS;
    const { once, asked } = setUp(
      async () => ({ ok: true, value: ITEM }),
      () => list,
    );
    await once();
    list = listedAs(over);
    await once();
    await once();
    expect(asked).toHaveLength(times);
  });

  test.each<[string, Partial<SessionList>, Partial<SessionAnswer>]>([
    [
      'an entry with a key that could not be read',
      { problems: ['x'], unreadable: [SESSIONS.sessions[0]!.sessionKey] },
      { isComplete: true, unreadable: [SESSIONS.sessions[0]!.sessionKey] },
    ],
    ['an entry without a key', { problems: ['x'] }, { isComplete: false }],
  ])('%s', async (_name, over, expected) => {
    const { once } = setUp(
      async () => ({ ok: true, value: ITEM }),
      () => ({ ...SESSIONS, ...over }),
    );
    expect(await once()).toMatchObject(expected);
  });
});
