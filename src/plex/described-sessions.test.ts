import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { manualClock } from '#clock-testing';
import type { RatingKey } from '#contract/ids.ts';
import { createDescribedSessions, type SessionAnswer } from './described-sessions.ts';
import type { Answer } from './facts.ts';
import { type DescribedItem, parseMetadata } from './parse-metadata.ts';
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
  metadata: (keys: readonly RatingKey[]) => Answer<readonly DescribedItem[]>,
  sessions: () => SessionList = () => SESSIONS,
) {
  const asked: RatingKey[][] = [];
  const clock = manualClock();
  const read = createDescribedSessions(
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
    const answer = await read(never, (again) => later.push(again));
    await clock.advance(0);
    if (!answer.ok) throw new Error(answer.problem);
    return answer.value;
  };
  return { once, later, asked, clock };
}

describe('the list with everything known about its items', () => {
  test('first what the list says, then the same with the file and the markers, then both at once', async () => {
    const { once, later, asked } = setUp(() => ({ ok: true, value: ITEM }));
    const first = await once();
    expect(first.sessions[0]).toMatchObject({ item: { markers: null }, stream: { isSourceKnown: false } });
    expect(later[0]?.sessions[0]).toMatchObject({
      stream: { isSourceKnown: true, source: { videoFullResolution: '4k' } },
    });
    expect(later[0]?.sessions[0]?.item.markers).not.toBeNull();
    const second = await once();
    expect(second.sessions[0]).toEqual(later[0]?.sessions[0]);
    expect(asked).toEqual([['101']]);
  });

  test('a failed description is asked for again, but not at once', async () => {
    let isUp = false;
    const { once, later, asked, clock } = setUp(() =>
      isUp ? { ok: true, value: ITEM } : { ok: false, reason: 'unreachable', problem: 'refused' },
    );
    await once();
    await once();
    expect(asked).toHaveLength(1);
    expect(later).toEqual([]);
    isUp = true;
    await clock.advance(61_000);
    await once();
    expect(later).toHaveLength(1);
  });

  test('the description of another item under the same key is not used', async () => {
    const other = ITEM.map((one) => ({ ...one, item: { ...one.item, guid: 'plex://movie/another' } }));
    const { once, later } = setUp(() => ({ ok: true, value: other }));
    await once();
    expect(later[0]?.sessions[0]?.item.guid).toBe(SESSIONS.sessions[0]?.item.guid);
    expect(later[0]?.sessions[0]?.stream.isSourceKnown).toBe(false);
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
      () => ({ ok: true, value: ITEM }),
      () => ({ ...SESSIONS, ...over }),
    );
    expect(await once()).toMatchObject(expected);
  });
});
