/** Whatever a server says, clients get an answer, with every member they count on. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { damaged, documentsIn, SEED } from '#plex/fuzz-testing.ts';
import { parseMetadata } from '#plex/parse-metadata.ts';
import { describeSession, parseSessions } from '#plex/parse-sessions.ts';
import { fixtureText } from '#plex/testing.ts';
import { presentMetadata } from './present-metadata.ts';
import { presentSession } from './present-session.ts';

const documents = documentsIn('pms').filter(({ file }) => /^(sessions|metadata|epg)-/.test(file));
const film = parseMetadata(fixtureText('pms/metadata-101.xml'));
const media = film.ok ? (film.value.values[0]?.media ?? []) : [];

const COUNTED_ON = [
  'session_key',
  'media_type',
  'title',
  'state',
  'progress_percent',
  'transcode_decision',
  'bandwidth',
];

test('sessions and items', { timeout: 120_000 }, () => {
  let shown = 0;
  const read = (body: string): void => {
    const sessions = parseSessions(body, null);
    for (const entry of sessions.ok ? sessions.value.entries : []) {
      const described = describeSession(entry, { item: entry.listed.item, media });
      for (const listed of [entry.listed, described]) {
        const row = presentSession(listed, { person: {} });
        expect(Object.keys(row)).toEqual(expect.arrayContaining(COUNTED_ON));
        expect(JSON.stringify(row)).not.toMatch(/NaN|Infinity|undefined|\[object/);
        shown += 1;
      }
    }
    const items = parseMetadata(body, null);
    for (const described of items.ok ? items.value.values : [])
      expect(presentMetadata(described, { withMedia: true })).toMatchObject({ media_type: described.item.mediaType });
  };
  const texts = documents.map(({ text }) => text);
  fc.assert(fc.property(damaged(texts), read), { seed: SEED, numRuns: 1_500 });
  expect(shown).toBeGreaterThan(150);
});
