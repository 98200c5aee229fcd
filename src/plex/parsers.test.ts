import { describe, expect, test } from 'vitest';
import { parseFriends, parseOwnAccount } from './parse-accounts.ts';
import { parseLibraries } from './parse-libraries.ts';
import { parseMetadata } from './parse-metadata.ts';
import { parseAbout, parseIdentity, parseSetting } from './parse-server.ts';
import { parseSessions } from './parse-sessions.ts';
import { element, fixtureJson, fixtureText, said } from './testing.ts';
import { parseXml } from './xml.ts';

function read<T>(result: { ok: true; value: T } | { ok: false; problem: string }): T {
  if (!result.ok) throw new Error(result.problem);
  return result.value;
}

describe('XML', () => {
  test('keeps order, decodes references and finds attributes as text', () => {
    const parsed = parseXml(
      '\ufeff<?xml version="1.0"?><a b="1 &amp; 2&#10;&#xe9;" c=""><x/>text &lt;<y n="007"/></a>\n',
    );
    expect(parsed).toMatchObject({
      ok: true,
      root: {
        name: 'a',
        attributes: { b: '1 & 2\né', c: '' },
        text: 'text <',
        children: [{ name: 'x' }, { name: 'y', attributes: { n: '007' } }],
      },
    });
  });

  test.each([
    ['nothing', ''],
    ['blank', ' \n'],
    ['text', 'Service Unavailable'],
    ['cut off', fixtureText('pms/sessions-truncated.xml')],
    ['a stray ampersand', fixtureText('pms/sessions-malformed.xml')],
    ['an open tag', '<a><b></a>'],
    ['no end', '<a><b/>'],
    ['two roots', '<a/><b/>'],
    ['a repeated attribute', '<a b="1" b="2"/>'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a b="&x;"/>'],
    ['a growing entity', '<!DOCTYPE a [<!ENTITY x "xxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'],
    ['a reserved name', '<a __proto__="1"/>'],
  ])('refuses %s', (_what, body) => {
    expect(parseXml(body)).toMatchObject({ ok: false, problem: expect.stringContaining('not valid XML') });
  });

  test('a hundred thousand ampersands are no attack', () => {
    const parsed = parseXml(element('a', { b: '&'.repeat(100_000) }));
    expect(parsed.ok && parsed.root.attributes.b?.length).toBe(100_000);
  });
});

describe('metadata', () => {
  const KEYS = [
    '101',
    '102',
    '103',
    '104',
    '105',
    '201',
    '211',
    '212',
    '221',
    '251',
    '261',
    '301',
    '311',
    '321',
    '322',
    '401',
    '411',
    '501',
    '502',
    '601-playlist',
    '701',
    '702',
  ];

  test.each(KEYS)('item %s', (name) => {
    const key = name.replace('-playlist', '');
    const recorded = (fixtureJson(`expected/metadata-${key}.json`) as { result: Record<string, unknown> }).result;
    const { values, problems } = read(parseMetadata(fixtureText(`pms/metadata-${name}.xml`)));
    const item = values[0]?.item;
    expect(problems).toEqual([]);
    const ours = {
      media_type: item?.mediaType,
      rating_key: item?.ratingKey,
      parent_rating_key: item?.parentRatingKey,
      grandparent_rating_key: item?.grandparentRatingKey,
      title: item?.title,
      parent_title: item?.parentTitle,
      grandparent_title: item?.grandparentTitle,
      original_title: item?.originalTitle,
      edition_title: item?.editionTitle,
      media_index: item?.mediaIndex,
      parent_media_index: item?.parentMediaIndex,
      content_rating: item?.contentRating,
      tagline: item?.tagline,
      year: item?.year,
      thumb: item?.thumb,
      grandparent_thumb: item?.grandparentThumb,
      art: item?.art,
      originally_available_at: item?.originallyAvailableAt,
      added_at: item?.addedAt,
      updated_at: item?.updatedAt,
      guid: item?.guid,
      parent_guid: item?.parentGuid,
      grandparent_guid: item?.grandparentGuid,
      section_id: item?.sectionId,
      library_name: item?.libraryName,
    };
    // A season is rated, and a track dated, by its show or album; a hidden season's key is found afterwards.
    const inherited: Readonly<Record<string, string>> = {
      season: 'content_rating',
      track: 'year',
      episode: 'parent_rating_key',
    };
    const names = Object.keys(ours).filter((one) => one in recorded && one !== inherited[item?.mediaType ?? '']);
    expect(Object.fromEntries(names.map((one) => [one, said(ours[one as keyof typeof ours])]))).toEqual(
      Object.fromEntries(names.map((one) => [one, said(recorded[one])])),
    );
    if (recorded.full_title !== undefined) expect(item?.fullTitle).toBe(recorded.full_title);
    if (recorded.guids !== undefined && item?.mediaType !== 'photo') expect(item?.externalIds).toEqual(recorded.guids);
    const markers = (recorded.markers ?? []) as {
      id: number;
      type: string;
      start_time_offset: number;
      end_time_offset: number;
      first: boolean | null;
      final: boolean | null;
    }[];
    expect(item?.markers).toEqual(
      markers.map((marker) => ({
        id: marker.id,
        type: marker.type,
        startMs: marker.start_time_offset,
        endMs: marker.end_time_offset,
        isFirst: marker.first === true,
        isFinal: marker.final === true,
      })),
    );
  });

  test('reads many items of one answer and reports those it does not know', () => {
    const items = ['101', '221'].map(
      (key) => /<Video[\s\S]*<\/Video>/.exec(fixtureText(`pms/metadata-${key}.xml`))?.[0] ?? '',
    );
    const strange = element('Video', { ratingKey: 990, type: 'hologram', title: 'X' });
    const { values, problems } = read(parseMetadata(element('MediaContainer', {}, ...items, strange)));
    expect(values.map(({ item, media }) => [item.ratingKey, media.length])).toEqual([
      ['101', 3],
      ['221', 1],
    ]);
    expect(problems).toEqual([expect.stringContaining('not a type of item we know')]);
  });

  test.each(['metadata-empty', 'metadata-hub-only'])('%s holds no item', (name) => {
    expect(read(parseMetadata(fixtureText(`pms/${name}.xml`))).values).toEqual([]);
  });
});

describe('sessions', () => {
  const good = /<Video[\s\S]*<\/Video>/.exec(fixtureText('pms/sessions-movie-direct-play.xml'))?.[0] ?? '';
  const list = (...entries: string[]) => read(parseSessions(element('MediaContainer', { size: 1 }, ...entries), null));

  test.each([
    ['no key', good.replace('sessionKey="11"', '')],
    ['a key that is no number', good.replace('sessionKey="11"', 'sessionKey="e11"')],
    ['no user', good.replace(/<User[^>]*\/>/, '')],
    ['no player', good.replace(/<Player[^>]*\/>/, '')],
    ['an unknown type', good.replace('type="movie"', 'type="hologram"')],
  ])('an entry with %s costs only itself', (_what, bad) => {
    const { sessions, problems } = list(bad, good.replace('sessionKey="11"', 'sessionKey="12"'));
    expect(sessions.map(({ sessionKey }) => sessionKey)).toEqual(['12']);
    expect(problems).toHaveLength(1);
  });

  test('names the unreadable sessions whose key is known', () => {
    expect(list(good.replace(/<User[^>]*\/>/, '')).unreadable).toEqual(['11']);
  });

  test('an entry with nothing but what is required is listed', () => {
    const bare = element('Track', { sessionKey: 5, type: 'track' }, element('User', { id: 1 }), element('Player', {}));
    expect(list(bare).sessions).toMatchObject([
      {
        sessionKey: '5',
        state: 'playing',
        viewOffsetMs: 0,
        location: 'wan',
        item: { title: '', ratingKey: null },
        stream: { decision: 'direct play' },
      },
    ]);
  });

  test('values that could not be stored count as not said', () => {
    const wild = good
      .replace('viewOffset="1260000"', 'viewOffset="-5"')
      .replace('year="2019"', 'year="99999999999"')
      .replace('originallyAvailableAt="2019-10-04"', 'originallyAvailableAt="2019-02-31"');
    const [session] = list(wild).sessions;
    expect(session).toMatchObject({ viewOffsetMs: 0, item: { year: null, originallyAvailableAt: null } });
  });

  test.each([
    'errors/pms-401.html',
    'errors/pms-503-maintenance.xml',
    'errors/empty.txt',
    'pms/sessions-truncated.xml',
  ])('%s is no list', (name) => {
    expect(parseSessions(fixtureText(name), null).ok).toBe(false);
  });
});

describe('server', () => {
  test('identity', () => {
    expect(read(parseIdentity(fixtureText('pms/identity.xml')))).toEqual({
      machineIdentifier: '5f1d0c7a9be84236a1c0d2e3f4a5b6c7d8e9f001',
      version: '1.41.3.9314-0a1b2c3d4',
    });
    expect(parseIdentity(fixtureText('pms/sections.xml')).ok).toBe(false);
  });

  test('about and its name', () => {
    expect(read(parseAbout(fixtureText('pms/root.xml')))).toMatchObject({
      friendlyName: 'Lanternhouse',
      platform: 'Linux',
    });
    expect(read(parseSetting(fixtureText('pms/prefs.xml'), 'FriendlyName'))).toBe('Lanternhouse');
    expect(read(parseSetting(fixtureText('pms/prefs-beta-channel-no-remote.xml'), 'FriendlyName'))).toBeNull();
  });

  test('libraries', () => {
    const { values, problems } = read(parseLibraries(fixtureText('pms/sections.xml')));
    expect(problems).toEqual([]);
    expect(values).toHaveLength(6);
    expect(values[4]).toEqual({
      sectionId: 5,
      type: 'movie',
      name: 'Home Movies',
      agent: 'com.plexapp.agents.none',
      thumb: '/:/resources/movie.png',
      art: '/:/resources/movie-fanart.jpg',
    });
    expect(read(parseLibraries(fixtureText('pms/sections-empty.xml'))).values).toEqual([]);
  });
});

describe('people', () => {
  test('the owner', () => {
    expect(read(parseOwnAccount(fixtureText('plextv/users-account.xml')))).toEqual({
      plexUserId: 10_000_001,
      username: 'harborkeeper',
      title: 'harborkeeper',
      email: 'harborkeeper@example.com',
      thumb: 'https://plex.tv/users/0aa0aa0aa0aa0001/avatar?c=1700000001',
      isOwner: true,
      isHomeUser: true,
      isRestricted: false,
    });
    expect(parseOwnAccount(fixtureText('errors/plextv-401-v1.xml')).ok).toBe(false);
  });

  test('friends and the home; managed users go by their title', () => {
    const { values } = read(parseFriends(fixtureText('plextv/api-users.xml')));
    expect(values.map(({ username, isHomeUser, isRestricted }) => [username, isHomeUser, isRestricted])).toEqual([
      ['mossy_anvil', false, false],
      ['Juniper', true, true],
      ['copperkite', false, false],
      ['driftglass', false, false],
    ]);
  });

  test('only those of one server', () => {
    const machine = '5f1d0c7a9be84236a1c0d2e3f4a5b6c7d8e9f001';
    const { values } = read(parseFriends(fixtureText('plextv/api-users.xml'), machine));
    expect(values.map(({ username }) => username)).toEqual(['mossy_anvil', 'Juniper', 'copperkite']);
  });
});
