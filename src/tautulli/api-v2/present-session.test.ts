/** Every member of every recorded session, from the documents of the server to what clients read. */
import { expect, test } from 'vitest';
import type { ListedSession } from '#plex/facts.ts';
import { describeSession, parseSessions, type SessionEntry } from '#plex/parse-sessions.ts';
import { readItems } from '#plex/read-items.ts';
import { fixtureReader, fixtureText, type RecordedCase, recordedCases, recordedResult } from '#plex/testing.ts';
import type { JsonObject } from './json.ts';
import { presentSession } from './present-session.ts';

/** The server of the recordings. */
const VERSION = '1.41.3.9314-0a1b2c3d4';

/** Who watches is told by our own tables. */
const PERSONAL = ['user', 'row_id', 'user_id', 'username', 'friendly_name', 'user_thumb', 'email', 'is_active'].concat(
  ['is_admin', 'is_home_user', 'is_allow_sync', 'is_restricted', 'do_notify', 'keep_history', 'deleted_user'],
  ['allow_guest', 'shared_libraries', 'last_seen'],
);

type Row = Readonly<Record<string, unknown>>;

async function described(entry: SessionEntry, { routes = [] }: RecordedCase, version: string): Promise<ListedSession> {
  const { ratingKey } = entry.listed.item;
  if (ratingKey === null) return entry.listed;
  const answer = await readItems(fixtureReader(routes, { serverVersion: version }), [ratingKey]);
  const found = answer.ok ? answer.value[0] : undefined;
  return found === undefined ? entry.listed : describeSession(entry, found);
}

async function shown(one: RecordedCase, recorded: readonly Row[]): Promise<Row[]> {
  const version = one.config?.PMS_VERSION ?? VERSION;
  const parsed = parseSessions(fixtureText(one.routes?.[0]?.file ?? ''), version);
  if (!parsed.ok) return [];
  const listed = await Promise.all(parsed.value.entries.map((entry) => described(entry, one, version)));
  const person = (key: string): JsonObject => {
    const row = recorded.find(({ session_key }) => session_key === key) ?? {};
    return Object.fromEntries(PERSONAL.map((name) => [name, row[name]])) as JsonObject;
  };
  return listed
    .map((session) => JSON.parse(JSON.stringify(session)) as ListedSession)
    .map((session) => presentSession(session, { person: person(session.sessionKey) }))
    .map((row) => JSON.parse(JSON.stringify(row)) as Row)
    .toSorted((a, b) => (String(a.session_key) < String(b.session_key) ? -1 : 1));
}

const CASES = recordedCases('current_activity').filter(({ routes }) => routes?.[0]?.file?.startsWith('pms/'));

test.each(CASES)('$id', async (one) => {
  const { sessions = [] } = recordedResult(one.id) as { readonly sessions?: readonly Row[] };
  const recorded = sessions.map(({ _cache_time, ...row }) => row);
  const ours = await shown(one, recorded);
  // Of an item that its server does not describe the recording says nothing; we say what the session tells.
  if (one.id === 'sessions-movie-missing-metadata') expect(ours).toMatchObject(recorded);
  else expect(ours).toEqual(recorded);
});
