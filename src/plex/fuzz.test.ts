/** Recorded answers, damaged in seeded ways: whatever arrives, nothing throws and nothing unstorable comes out. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { externalIds } from './derive-external-ids.ts';
import { FrameReader } from './frames.ts';
import { damaged, documentsIn, type Named, SEED } from './fuzz-testing.ts';
import { inherit } from './inherit.ts';
import { parseFriends, parseOwnAccount } from './parse-accounts.ts';
import { parseChildren } from './parse-children.ts';
import { parseCollections, parsePlaylists } from './parse-collections.ts';
import { parseDevices, parseSyncLists } from './parse-devices.ts';
import { parseDownloads } from './parse-downloads.ts';
import { parseFound, parseRelated } from './parse-hubs.ts';
import { parseLibraries } from './parse-libraries.ts';
import { parseCloudServer, parseGeoPlace, parsePong, parseServerTimes } from './parse-lookups.ts';
import { parseMetadata } from './parse-metadata.ts';
import { parseNotification } from './parse-notification.ts';
import { parseHome, parseOwner, parsePeople, parseShares } from './parse-people.ts';
import { parsePin, parseResources } from './parse-plex-tv.ts';
import { parseRecentlyAdded } from './parse-recently-added.ts';
import { parseLabels, parseSectionPage } from './parse-section-page.ts';
import { parseAbout, parseIdentity } from './parse-server.ts';
import { parseDvrs, parseRemoteAccess, parseServers, parseUpdater } from './parse-server-state.ts';
import { describeSession, parseSessions } from './parse-sessions.ts';
import { readStoredSession } from './stored-session.ts';
import { fixtureText } from './testing.ts';

/** What a database takes: no character 0, no number that is none or beyond what a column holds. */
function unstorable(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return value.includes('\u0000') ? path : null;
  if (typeof value === 'number')
    return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = unstorable(inner, `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

interface Kind {
  readonly name: string;
  readonly documents: readonly string[];
  readonly runs: number;
  /** How much was understood of a damaged document. */
  readonly read: (body: string) => readonly [facts: unknown, understood: number];
}

const counted = (result: { readonly ok: boolean }): readonly [unknown, number] => [result, result.ok ? 1 : 0];

function readSessions(body: string): readonly [unknown, number] {
  const found = parseSessions(body, '1.41.3.9314');
  if (!found.ok) return [found, 0];
  const { entries, sessions, problems, unreadable } = found.value;
  // What cannot be read is named, unless it has no key.
  expect(problems.length).toBeGreaterThanOrEqual(unreadable.length);
  const described = entries.map((entry) => describeSession(entry, { item: entry.listed.item, media: FILM }));
  return [[found, described, readStoredSession(JSON.parse(JSON.stringify(sessions[0] ?? null)))], sessions.length];
}

function readMetadata(body: string): readonly [unknown, number] {
  const found = parseMetadata(body, '1.41.3.9314');
  if (!found.ok) return [found, 0];
  const items = found.value.values.map(({ item }) => item);
  const inherited = items.map((item) => inherit(item, { parent: items[0] ?? null, grandparent: items.at(-1) ?? null }));
  return [[found, inherited, items.map(externalIds)], items.length];
}

const OTHERS: readonly ((body: string) => { readonly ok: boolean })[] = [
  ...[parseLibraries, parseFriends, parseOwnAccount, parseIdentity, parseAbout, parsePin, parseResources],
  ...[parseChildren, parseCollections, parsePlaylists, parseDevices, parseSyncLists, parseDownloads, parseFound],
  ...[parseRelated, parseGeoPlace, parsePong, parseServerTimes, parseCloudServer, parseOwner, parsePeople, parseShares],
  ...[parseHome, parseRecentlyAdded, parseSectionPage, parseLabels, parseServers, parseDvrs, parseRemoteAccess],
  parseUpdater,
];

let turn = 0;
/** Every answer goes to the next of all readers: a server may answer anything to any question. */
function readOther(body: string): readonly [unknown, number] {
  turn += 1;
  return counted((OTHERS[turn % OTHERS.length] ?? parseIdentity)(body));
}

function readMessage(body: string): readonly [unknown, number] {
  const result = parseNotification(body);
  return [result, result.kind === 'notification' ? 1 : 0];
}

const named = (files: readonly Named[], start: string): readonly string[] =>
  files.filter(({ file }) => file.startsWith(start)).map(({ text }) => text);

const pms = documentsIn('pms');
const film = parseMetadata(fixtureText('pms/metadata-101.xml'));
const FILM = film.ok ? (film.value.values[0]?.media ?? []) : [];

const KINDS: readonly Kind[] = [
  { name: 'session lists', documents: named(pms, 'sessions-'), runs: 4_500, read: readSessions },
  {
    name: 'descriptions',
    documents: [...named(pms, 'metadata-'), ...named(pms, 'epg-')],
    runs: 4_000,
    read: readMetadata,
  },
  { name: 'messages', documents: named(documentsIn('ws'), ''), runs: 8_000, read: readMessage },
  {
    name: 'everything else',
    documents: [...pms, ...documentsIn('plextv'), ...documentsIn('errors')].map(({ text }) => text),
    runs: 4_500,
    read: readOther,
  },
];

test('enough is damaged', () => {
  expect(KINDS.reduce((sum, { runs }) => sum + runs, 0)).toBeGreaterThan(20_000);
});

test.each(KINDS)('$runs damaged $name', { timeout: 120_000 }, ({ documents, runs, read }) => {
  let understood = 0;
  const property = fc.property(damaged(documents), (body) => {
    const [facts, count] = read(body);
    understood += count;
    expect(unstorable(facts)).toBeNull();
  });
  fc.assert(property, { seed: SEED, numRuns: runs });
  // The damage must not be such that nothing is ever understood.
  expect(understood).toBeGreaterThan(runs / 50);
});

test('frames', () => {
  const read = (pieces: Uint8Array[]): void => {
    const reader = new FrameReader(4_096);
    for (const piece of pieces) reader.push(Buffer.from(piece));
  };
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), read), {
    seed: SEED,
    numRuns: 2_000,
  });
});
